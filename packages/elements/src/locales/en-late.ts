/** The words of what a thread calls for now and then, in English. */
export const enLate = {
  conflictAsk: 'The ticket has changed in the meantime. Do you still want this: {action}?',
  conflictAgain: 'Yes, go on',
  conflictLeave: 'No, leave it as it is',
  linkCopied: 'Link copied.',
  linkNotCopied: 'The link could not be copied. Here it is: {address}',
  printBlocked: 'The browser has blocked the page to print. Allow windows for this page, then try again.',
  transcriptFiles: 'Files: {names}',
};
