/** The words of the page behind an upload link, in English. `{name}` stands for the file's. */
export const en = {
  title: 'Send a file to support',
  intro: 'Support has asked you for a file. Only the support team can open it. The link takes one file, and ends after that.',
  script: 'This page needs JavaScript to send a file. Switch it on and load the page again.',
  code: 'Code',
  codeHint: 'As support gave it to you.',
  file: 'File',
  progress: 'Sent so far',
  send: 'Send the file',
  noCode: 'Write the code that support gave you.',
  noFile: 'Choose the file that support asked for.',
  sending: 'The file is being sent. Keep this page open.',
  arrived: '{name} has arrived. You can close this page.',
  over: 'This link was used, has ended, or is not complete. Ask support for another one.',
  later: 'Support cannot take the file just now. Nothing is lost: try again in a minute.',
  offline: 'The file could not be sent. Look at your connection and try again.',
  refused: 'The file was not taken.',
  empty: 'The file was not taken: it is empty.',
  wrongType: 'The file was not taken: files of its kind are not accepted here.',
  wrongContent: 'The file was not taken: it is not what its name says. Save it anew, and send that.',
  tooLarge: 'The file was not taken: it is too large.',
};

/** The same in another language. */
export type LinkWords = Record<keyof typeof en, string>;
