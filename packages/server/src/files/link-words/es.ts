import type { LinkWords } from './en.js';

/** Spanish. */
export const es: LinkWords = {
  title: 'Enviar un archivo al soporte',
  intro:
    'El soporte le ha pedido un archivo. Solo el equipo de soporte puede abrirlo. El enlace admite un archivo y después deja de valer.',
  script: 'Esta página necesita JavaScript para enviar un archivo. Actívelo y vuelva a cargar la página.',
  code: 'Código',
  codeHint: 'Tal como se lo dio el soporte.',
  file: 'Archivo',
  progress: 'Enviado hasta ahora',
  send: 'Enviar el archivo',
  noCode: 'Escriba el código que le dio el soporte.',
  noFile: 'Elija el archivo que le pidió el soporte.',
  sending: 'El archivo se está enviando. Deje esta página abierta.',
  arrived: '{name} ha llegado. Puede cerrar esta página.',
  over: 'Este enlace ya se usó, ha caducado o no está completo. Pida otro al soporte.',
  later: 'El soporte no puede recibir el archivo en este momento. No se ha perdido nada: inténtelo de nuevo dentro de un minuto.',
  offline: 'No se pudo enviar el archivo. Compruebe su conexión e inténtelo de nuevo.',
  refused: 'El archivo no se ha aceptado.',
  empty: 'El archivo no se ha aceptado: está vacío.',
  wrongType: 'El archivo no se ha aceptado: aquí no se admiten archivos de este tipo.',
  wrongContent: 'El archivo no se ha aceptado: no es lo que dice su nombre. Guárdelo de nuevo y envíe ese.',
  tooLarge: 'El archivo no se ha aceptado: es demasiado grande.',
};
