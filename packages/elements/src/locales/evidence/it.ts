import type { Translation } from '../words.js';

/** Italian: the words of what collects, shows and looks at evidence. */
export const it: Translation = {
  guardHeading: 'Dia un’occhiata prima di inviare',
  guardCard: 'Sembra il numero di una carta di pagamento.',
  guardNationalId: 'Sembra un numero d’identità personale.',
  guardPassword: 'Sembra una password.',
  guardToken: 'Sembra un token di accesso.',
  guardKey: 'Sembra una chiave segreta.',
  guardLicenceKey: 'Sembra una chiave di licenza.',
  guardOtherContact: 'Sembra l’indirizzo o il numero di un’altra persona.',
  guardDiagnosis: 'Qui è nominata una malattia.',
  guardIn: 'In «{label}»',
  guardInFile: 'Nel file «{name}»',
  guardInName: 'Nel nome del file «{name}»',
  guardWarn: 'Non ci serve per aiutarla. Lo copra oppure lo invii così com’è.',
  guardBlock: 'Non si può inviare. Lo copra o lo tolga.',
  guardCover: 'Copri',
  guardCoverAll: 'Copri tutto',
  guardLeave: 'Lascia così',
  guardShow: 'Mostra',
  guardMore: { one: '{count} altro punto', many: '{count} altri punti', other: '{count} altri punti' },
  guardCovered: 'Coperto.',
  guardNotCovered: 'Non è stato possibile coprirlo. Tolga il file per inviare il resto.',
  guardUndo: 'Annulla',
};
