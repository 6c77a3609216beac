import type { LinkWords } from './en.js';

/** Portuguese (Brazil). */
export const pt: LinkWords = {
  title: 'Enviar um arquivo ao suporte',
  intro:
    'O suporte pediu um arquivo a você. Somente a equipe de suporte pode abri-lo. O link aceita um arquivo e depois deixa de valer.',
  script: 'Esta página precisa de JavaScript para enviar um arquivo. Ative-o e carregue a página de novo.',
  code: 'Código',
  codeHint: 'Como o suporte informou a você.',
  file: 'Arquivo',
  progress: 'Enviado até agora',
  send: 'Enviar o arquivo',
  noCode: 'Escreva o código que o suporte informou.',
  noFile: 'Escolha o arquivo que o suporte pediu.',
  sending: 'O arquivo está sendo enviado. Deixe esta página aberta.',
  arrived: '{name} chegou. Você pode fechar esta página.',
  over: 'Este link já foi usado, expirou ou não está completo. Peça outro ao suporte.',
  later: 'O suporte não pode receber o arquivo agora. Nada se perdeu: tente de novo em um minuto.',
  offline: 'Não foi possível enviar o arquivo. Verifique sua conexão e tente de novo.',
  refused: 'O arquivo não foi aceito.',
  empty: 'O arquivo não foi aceito: está vazio.',
  wrongType: 'O arquivo não foi aceito: arquivos deste tipo não são aceitos aqui.',
  wrongContent: 'O arquivo não foi aceito: ele não é o que o nome diz. Salve-o de novo e envie esse.',
  tooLarge: 'O arquivo não foi aceito: é grande demais.',
};
