import type { Translation } from '../words.js';

/** Spanish: the words of what collects, shows and looks at evidence. */
export const es: Translation = {
  guardHeading: 'Revise esto antes de enviarlo',
  guardCard: 'Parece el número de una tarjeta de pago.',
  guardNationalId: 'Parece un número de identidad personal.',
  guardPassword: 'Parece una contraseña.',
  guardToken: 'Parece un token de acceso.',
  guardKey: 'Parece una clave secreta.',
  guardLicenceKey: 'Parece una clave de licencia.',
  guardOtherContact: 'Parece la dirección o el número de otra persona.',
  guardDiagnosis: 'Nombra una enfermedad.',
  guardIn: 'En «{label}»',
  guardInFile: 'En el archivo «{name}»',
  guardInName: 'En el nombre del archivo «{name}»',
  guardWarn: 'No lo necesitamos para ayudarle. Tápelo o envíelo tal como está.',
  guardBlock: 'No se puede enviar. Tápelo o quítelo.',
  guardCover: 'Tapar',
  guardCoverAll: 'Tapar todo',
  guardLeave: 'Dejarlo así',
  guardShow: 'Mostrar',
  guardMore: { one: '{count} lugar más', many: '{count} lugares más', other: '{count} lugares más' },
  guardCovered: 'Tapado.',
  guardNotCovered: 'No se pudo tapar. Quite el archivo para enviar lo demás.',
  guardUndo: 'Deshacer',
};
