import type { ScriptedSupport } from '../../test/support/page/scripted-support.js';

const longWord = 'https://files.example.com/exports/2026/11/20/stock-with-all-lots-and-every-column-that-there-is.csv';

/** A ticket in each status of the default policy, with a thread worth reading. */
export function fileSomeTickets(support: ScriptedSupport): void {
  const export_ = support.addTicket(
    { subject: 'The stock export leaves out lots that arrived today', status: 'waiting', type: 'files', unread: 1 },
    'Since this morning the export ends with yesterday’s lots. The table on the page shows all of them.',
  );
  talk(support, export_);
  support.addTicket({ subject: 'Invite Jonas to the second roastery', status: 'open', type: 'account' }, 'He starts on Monday.');
  support.addTicket({ subject: 'Roast curve of drum 2 is drawn twice', status: 'in-progress', type: 'bug' }, 'See lot 4711.');
  support.addTicket({ subject: 'Invoice of October in euros', status: 'on-hold', type: 'billing' }, 'It came in pounds.');
  support.addTicket({ subject: 'Where do I find the cupping notes?', status: 'resolved', type: 'workshop-help' }, 'Thank you.');
  support.addTicket({ subject: 'A dark theme for the roast room', status: 'closed', type: 'roadmap' }, 'It is very dark there.');
}

/** An exchange of messages with what happened between them. */
export function talk(support: ScriptedSupport, ticket: ReturnType<ScriptedSupport['addTicket']>): void {
  support.addItem(ticket, { kind: 'event', type: 'status', from: 'open', to: 'in-progress' });
  support.addItem(ticket, {
    body: 'Thank you, we can see it. Lots that arrive after nine o’clock go into the file of the next day.\n\nCould you tell us which zone your account is set to?',
  });
  support.addItem(ticket, { kind: 'event', type: 'status', from: 'in-progress', to: 'waiting' });
}

/** Words as long as people write them, and some that no line can hold. */
export const long = {
  subject: `The export of everything that we have in stock, with prices, suppliers and the dates of arrival: ${longWord}`,
  body: Array.from({ length: 12 }, (_, at) => `${at + 1}. Open the page of the stock, choose “Export”, wait. ${longWord}`).join(
    '\n',
  ),
};
