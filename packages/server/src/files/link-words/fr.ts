import type { LinkWords } from './en.js';

/** French. */
export const fr: LinkWords = {
  title: 'Envoyer un fichier au support',
  intro:
    'Le support vous a demandé un fichier. Seule l’équipe du support peut l’ouvrir. Le lien accepte un seul fichier, puis il n’est plus valable.',
  script: 'Cette page a besoin de JavaScript pour envoyer un fichier. Activez-le et rechargez la page.',
  code: 'Code',
  codeHint: 'Tel que le support vous l’a donné.',
  file: 'Fichier',
  progress: 'Envoyé jusqu’ici',
  send: 'Envoyer le fichier',
  noCode: 'Saisissez le code que le support vous a donné.',
  noFile: 'Choisissez le fichier que le support a demandé.',
  sending: 'Le fichier est en cours d’envoi. Gardez cette page ouverte.',
  arrived: '{name} est arrivé. Vous pouvez fermer cette page.',
  over: 'Ce lien a déjà servi, a expiré ou est incomplet. Demandez-en un autre au support.',
  later: 'Le support ne peut pas recevoir le fichier pour le moment. Rien n’est perdu : réessayez dans une minute.',
  offline: 'Le fichier n’a pas pu être envoyé. Vérifiez votre connexion et réessayez.',
  refused: 'Le fichier n’a pas été accepté.',
  empty: 'Le fichier n’a pas été accepté : il est vide.',
  wrongType: 'Le fichier n’a pas été accepté : ce type de fichier n’est pas accepté ici.',
  wrongContent: 'Le fichier n’a pas été accepté : il n’est pas ce que son nom indique. Réenregistrez-le, puis envoyez-le.',
  tooLarge: 'Le fichier n’a pas été accepté : il est trop volumineux.',
};
