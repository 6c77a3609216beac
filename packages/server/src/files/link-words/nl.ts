import type { LinkWords } from './en.js';

/** Dutch. */
export const nl: LinkWords = {
  title: 'Een bestand naar support sturen',
  intro:
    'Support heeft u om een bestand gevraagd. Alleen het supportteam kan het openen. De link neemt één bestand aan en vervalt daarna.',
  script: 'Deze pagina heeft JavaScript nodig om een bestand te versturen. Zet het aan en laad de pagina opnieuw.',
  code: 'Code',
  codeHint: 'Zoals support die aan u gaf.',
  file: 'Bestand',
  progress: 'Tot nu toe verstuurd',
  send: 'Bestand versturen',
  noCode: 'Vul de code in die support u gaf.',
  noFile: 'Kies het bestand waar support om vroeg.',
  sending: 'Het bestand wordt verstuurd. Houd deze pagina open.',
  arrived: '{name} is aangekomen. U kunt deze pagina sluiten.',
  over: 'Deze link is al gebruikt, is verlopen of is niet volledig. Vraag support om een nieuwe.',
  later: 'Support kan het bestand nu niet aannemen. Er is niets verloren: probeer het over een minuut opnieuw.',
  offline: 'Het bestand kon niet worden verstuurd. Controleer uw verbinding en probeer het opnieuw.',
  refused: 'Het bestand is niet aangenomen.',
  empty: 'Het bestand is niet aangenomen: het is leeg.',
  wrongType: 'Het bestand is niet aangenomen: bestanden van dit soort worden hier niet geaccepteerd.',
  wrongContent: 'Het bestand is niet aangenomen: het is niet wat de naam zegt. Sla het opnieuw op en verstuur dat.',
  tooLarge: 'Het bestand is niet aangenomen: het is te groot.',
};
