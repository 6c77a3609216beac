import type { Translation } from '../words.js';

/** Polish: the words of what collects, shows and looks at evidence. */
export const pl: Translation = {
  guardHeading: 'Sprawdź to przed wysłaniem',
  guardCard: 'Wygląda to na numer karty płatniczej.',
  guardNationalId: 'Wygląda to na osobisty numer identyfikacyjny.',
  guardPassword: 'Wygląda to na hasło.',
  guardToken: 'Wygląda to na token dostępu.',
  guardKey: 'Wygląda to na tajny klucz.',
  guardLicenceKey: 'Wygląda to na klucz licencyjny.',
  guardOtherContact: 'Wygląda to na adres lub numer innej osoby.',
  guardDiagnosis: 'Wymieniona jest tu choroba.',
  guardIn: 'W polu „{label}”',
  guardInFile: 'W pliku „{name}”',
  guardInName: 'W nazwie pliku „{name}”',
  guardWarn: 'Nie potrzebujemy tego, aby pomóc. Zakryj to albo wyślij tak, jak jest.',
  guardBlock: 'Tego nie można wysłać. Zakryj to albo usuń.',
  guardCover: 'Zakryj',
  guardCoverAll: 'Zakryj wszystko',
  guardLeave: 'Zostaw',
  guardShow: 'Pokaż',
  guardMore: {
    one: '{count} miejsce więcej',
    few: '{count} miejsca więcej',
    many: '{count} miejsc więcej',
    other: '{count} miejsca więcej',
  },
  guardCovered: 'Zakryto.',
  guardNotCovered: 'Nie udało się zakryć. Usuń plik, aby wysłać resztę.',
  guardUndo: 'Cofnij',
};
