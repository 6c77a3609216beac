import type { Translation } from '../words.js';

/** German: the words of what collects, shows and looks at evidence. */
export const de: Translation = {
  guardHeading: 'Sehen Sie sich das vor dem Senden an',
  guardCard: 'Das sieht wie die Nummer einer Zahlungskarte aus.',
  guardNationalId: 'Das sieht wie eine persönliche Ausweis- oder Versicherungsnummer aus.',
  guardPassword: 'Das sieht wie ein Passwort aus.',
  guardToken: 'Das sieht wie ein Zugangstoken aus.',
  guardKey: 'Das sieht wie ein geheimer Schlüssel aus.',
  guardLicenceKey: 'Das sieht wie ein Lizenzschlüssel aus.',
  guardOtherContact: 'Das sieht wie die Adresse oder Nummer einer anderen Person aus.',
  guardDiagnosis: 'Hier steht eine Krankheit.',
  guardIn: 'In „{label}“',
  guardInFile: 'In der Datei „{name}“',
  guardInName: 'Im Namen der Datei „{name}“',
  guardWarn: 'Wir brauchen es nicht, um Ihnen zu helfen. Decken Sie es ab, oder senden Sie es so, wie es ist.',
  guardBlock: 'Es lässt sich nicht senden. Decken Sie es ab, oder nehmen Sie es heraus.',
  guardCover: 'Abdecken',
  guardCoverAll: 'Alles abdecken',
  guardLeave: 'So lassen',
  guardShow: 'Zeigen',
  guardMore: { one: '{count} weitere Stelle', other: '{count} weitere Stellen' },
  guardCovered: 'Abgedeckt.',
  guardNotCovered: 'Es ließ sich nicht abdecken. Nehmen Sie die Datei heraus, um das Übrige zu senden.',
  guardUndo: 'Rückgängig',
};
