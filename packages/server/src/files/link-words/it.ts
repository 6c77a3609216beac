import type { LinkWords } from './en.js';

/** Italian. */
export const it: LinkWords = {
  title: 'Inviare un file all’assistenza',
  intro:
    'L’assistenza le ha chiesto un file. Solo il team di assistenza può aprirlo. Il link accetta un solo file e poi non vale più.',
  script: 'Questa pagina ha bisogno di JavaScript per inviare un file. Lo attivi e ricarichi la pagina.',
  code: 'Codice',
  codeHint: 'Come gliel’ha dato l’assistenza.',
  file: 'File',
  progress: 'Inviato finora',
  send: 'Invia il file',
  noCode: 'Scriva il codice che le ha dato l’assistenza.',
  noFile: 'Scelga il file che ha chiesto l’assistenza.',
  sending: 'Il file è in corso di invio. Lasci aperta questa pagina.',
  arrived: '{name} è arrivato. Può chiudere questa pagina.',
  over: 'Questo link è già stato usato, è scaduto o non è completo. Ne chieda un altro all’assistenza.',
  later: 'L’assistenza non può ricevere il file in questo momento. Nulla è andato perso: riprovi tra un minuto.',
  offline: 'Non è stato possibile inviare il file. Controlli la connessione e riprovi.',
  refused: 'Il file non è stato accettato.',
  empty: 'Il file non è stato accettato: è vuoto.',
  wrongType: 'Il file non è stato accettato: qui non si accettano file di questo tipo.',
  wrongContent: 'Il file non è stato accettato: non è ciò che dice il suo nome. Lo salvi di nuovo e invii quello.',
  tooLarge: 'Il file non è stato accettato: è troppo grande.',
};
