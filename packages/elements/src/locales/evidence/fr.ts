import type { Translation } from '../words.js';

/** French: the words of what collects, shows and looks at evidence. */
export const fr: Translation = {
  guardHeading: 'À regarder avant l’envoi',
  guardCard: 'Cela ressemble au numéro d’une carte de paiement.',
  guardNationalId: 'Cela ressemble à un numéro d’identité personnel.',
  guardPassword: 'Cela ressemble à un mot de passe.',
  guardToken: 'Cela ressemble à un jeton d’accès.',
  guardKey: 'Cela ressemble à une clé secrète.',
  guardLicenceKey: 'Cela ressemble à une clé de licence.',
  guardOtherContact: 'Cela ressemble à l’adresse ou au numéro de quelqu’un d’autre.',
  guardDiagnosis: 'Une maladie est nommée ici.',
  guardIn: 'Dans « {label} »',
  guardInFile: 'Dans le fichier « {name} »',
  guardInName: 'Dans le nom du fichier « {name} »',
  guardWarn: 'Nous n’en avons pas besoin pour vous aider. Masquez-le ou envoyez-le tel quel.',
  guardBlock: 'Cela ne peut pas être envoyé. Masquez-le ou retirez-le.',
  guardCover: 'Masquer',
  guardCoverAll: 'Tout masquer',
  guardLeave: 'Laisser tel quel',
  guardShow: 'Montrer',
  guardMore: { one: '{count} autre endroit', many: '{count} autres endroits', other: '{count} autres endroits' },
  guardCovered: 'Masqué.',
  guardNotCovered: 'Le masquage a échoué. Retirez le fichier pour envoyer le reste.',
  guardUndo: 'Annuler',
};
