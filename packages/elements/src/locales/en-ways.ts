/** The words of other ways than a ticket, in English. */
export const enWays = {
  waysHeading: 'Other ways to reach us',
  waysTicket: 'A ticket is best for:',
  waysChat: '{label} is best for:',
  waysMail: 'Write an e-mail',
  waysLinks: 'Related pages',
  chatOpens: '{label} is closed. It opens on {time}: until then, send a ticket.',
  chatClosed: '{label} is closed: send a ticket.',
};
