import type { LinkWords } from './en.js';

/** German. */
export const de: LinkWords = {
  title: 'Eine Datei an den Support senden',
  intro:
    'Der Support hat Sie um eine Datei gebeten. Nur das Support-Team kann sie öffnen. Der Link nimmt eine Datei an und gilt danach nicht mehr.',
  script: 'Diese Seite braucht JavaScript, um eine Datei zu senden. Schalten Sie es ein und laden Sie die Seite neu.',
  code: 'Code',
  codeHint: 'Wie der Support ihn genannt hat.',
  file: 'Datei',
  progress: 'Bisher gesendet',
  send: 'Datei senden',
  noCode: 'Geben Sie den Code ein, den Sie vom Support bekommen haben.',
  noFile: 'Wählen Sie die Datei, um die der Support gebeten hat.',
  sending: 'Die Datei wird gesendet. Lassen Sie diese Seite offen.',
  arrived: '{name} ist angekommen. Sie können diese Seite schließen.',
  over: 'Dieser Link wurde schon benutzt, ist abgelaufen oder nicht vollständig. Bitten Sie den Support um einen neuen.',
  later: 'Der Support kann die Datei gerade nicht annehmen. Nichts ist verloren: Versuchen Sie es in einer Minute noch einmal.',
  offline: 'Die Datei ließ sich nicht senden. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
  refused: 'Die Datei wurde nicht angenommen.',
  empty: 'Die Datei wurde nicht angenommen: Sie ist leer.',
  wrongType: 'Die Datei wurde nicht angenommen: Dateien dieser Art sind hier nicht zugelassen.',
  wrongContent: 'Die Datei wurde nicht angenommen: Sie ist nicht, was ihr Name sagt. Speichern Sie sie neu und senden Sie das.',
  tooLarge: 'Die Datei wurde nicht angenommen: Sie ist zu groß.',
};
