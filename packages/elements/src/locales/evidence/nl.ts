import type { Translation } from '../words.js';

/** Dutch: the words of what collects, shows and looks at evidence. */
export const nl: Translation = {
  guardHeading: 'Bekijk dit voordat u het verstuurt',
  guardCard: 'Dit lijkt het nummer van een betaalkaart.',
  guardNationalId: 'Dit lijkt een persoonlijk identiteitsnummer.',
  guardPassword: 'Dit lijkt een wachtwoord.',
  guardToken: 'Dit lijkt een toegangstoken.',
  guardKey: 'Dit lijkt een geheime sleutel.',
  guardLicenceKey: 'Dit lijkt een licentiesleutel.',
  guardOtherContact: 'Dit lijkt het adres of nummer van iemand anders.',
  guardDiagnosis: 'Hier wordt een ziekte genoemd.',
  guardIn: 'In “{label}”',
  guardInFile: 'In het bestand “{name}”',
  guardInName: 'In de naam van het bestand “{name}”',
  guardWarn: 'We hebben het niet nodig om u te helpen. Dek het af of verstuur het zoals het is.',
  guardBlock: 'Het kan niet worden verstuurd. Dek het af of haal het weg.',
  guardCover: 'Afdekken',
  guardCoverAll: 'Alles afdekken',
  guardLeave: 'Zo laten',
  guardShow: 'Tonen',
  guardMore: { one: 'nog {count} plek', other: 'nog {count} plekken' },
  guardCovered: 'Afgedekt.',
  guardNotCovered: 'Het kon niet worden afgedekt. Verwijder het bestand om de rest te versturen.',
  guardUndo: 'Ongedaan maken',
};
