/** What the support page says besides its parts, in English. */
export const enPage = {
  ticketHeading: 'Ticket',
};
