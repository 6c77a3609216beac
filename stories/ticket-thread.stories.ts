import type { Ticket } from '@helpmark/schema';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import type { ScriptedSupport } from '../test/support/page/scripted-support.js';
import { button, control, fill, find, until } from '../test/support/page/finding.js';
import { long, talk } from './stage/tickets.js';
import type { Loaded } from './stage/with-support.js';
import { clientOf, withSupport } from './stage/with-support.js';

interface Args {
  ticketId: string;
  justSent: boolean;
  signIn: boolean;
}

const meta: Meta<Args> = {
  title: 'Elements/Ticket thread',
  component: 'hm-ticket-thread',
  args: { ticketId: 'ticket-1', justSent: false, signIn: false },
  argTypes: { justSent: { table: { disable: true } }, signIn: { table: { disable: true } } },
  render: ({ ticketId, justSent, signIn }, { loaded }) =>
    html`<hm-ticket-thread
      .client=${clientOf(loaded)}
      .ticketId=${ticketId}
      .sent=${justSent ? (loaded as unknown as Loaded).support.tickets[0] : undefined}
      >${signIn ? html`<p slot="sign-in"><a href="#sign-in">Sign in</a> to see this ticket.</p>` : nothing}</hm-ticket-thread
    >`,
};
export default meta;

type Story = StoryObj<Args>;

/** A ticket on file with an exchange of messages. */
const filed = (changes: Partial<Ticket>, then: (support: ScriptedSupport, ticket: Ticket) => void = () => {}) =>
  withSupport((support) => {
    const ticket = support.addTicket(
      { subject: 'The stock export leaves out lots that arrived today', type: 'files', priority: 'normal', ...changes },
      'Since this morning the export ends with yesterday’s lots. The table on the page shows all of them.',
    );
    then(support, ticket);
  });

export const WaitingForTheRequester: Story = { loaders: filed({ status: 'waiting' }, talk) };

export const JustSent: Story = { args: { justSent: true }, loaders: filed({ fields: { impact: 'Two people', blocking: 'no' } }) };

export const InProgressWithPromises: Story = {
  loaders: filed({ status: 'in-progress' }, (support, ticket) => {
    talk(support, ticket);
    ticket.targets = [
      { measure: 'respond', dueAt: '2026-11-20T08:00:00.000Z', state: 'overdue' },
      { measure: 'resolve', dueAt: '2026-11-24T08:00:00.000Z', state: 'running' },
    ];
    ticket.followUpOn = '2026-11-25T08:00:00.000Z';
    ticket.incident = { key: 'exports', title: 'Exports are late', state: 'identified' };
    ticket.links = [
      { relation: 'follows', id: 'ticket-9', number: 'HM-000009' },
      { relation: 'related', id: 'ticket-8', number: 'HM-000008' },
    ];
  }),
};

export const Resolved: Story = { loaders: filed({ status: 'resolved' }, talk) };

export const Closed: Story = { loaders: filed({ status: 'closed' }, talk) };

export const Loading: Story = {
  loaders: filed({}, (support) => support.hold('GET /v1/tickets/ticket-1')),
  parameters: { waiting: true },
  play: ({ canvasElement }) => until(() => find(canvasElement, '.skeleton'), 'the thread waits').then(() => {}),
};

export const Failed: Story = {
  loaders: filed({}, (support) => support.script('GET /v1/tickets/ticket-1', () => Promise.reject(new TypeError('away')))),
};

export const NotFound: Story = { args: { ticketId: 'ticket-9' }, loaders: withSupport() };

export const SignedOut: Story = {
  args: { signIn: true },
  loaders: filed({}, (support) => support.refuse('GET /v1/tickets/ticket-1', 401, 'token-expired', { times: 4 })),
};

export const NothingWritten: Story = {
  loaders: filed({}),
  play: async ({ canvasElement }) => {
    await until(() => find(canvasElement, 'button', 'Send'), 'the composer');
    button(canvasElement, 'Send').click();
    await until(() => find(canvasElement, '.error'), 'the words of the mistake');
  },
};

export const Sending: Story = {
  loaders: filed({ status: 'in-progress' }, (support) => support.hold('POST /v1/tickets/ticket-1/messages')),
  parameters: { waiting: true },
  play: async ({ canvasElement }) => {
    await until(() => find(canvasElement, 'button', 'Send'), 'the composer');
    fill(control(canvasElement, 'Your message'), 'It is set to London.');
    button(canvasElement, 'Send').click();
  },
};

/** The server cannot take the message: it waits on the device and goes out by itself. */
export const Waiting: Story = {
  loaders: filed({ status: 'in-progress' }, (support) =>
    support.refuse('POST /v1/tickets/ticket-1/messages', 500, 'internal', { times: 99 }),
  ),
  play: async ({ canvasElement }) => {
    await until(() => find(canvasElement, 'button', 'Send'), 'the composer');
    fill(control(canvasElement, 'Your message'), 'It is set to London.');
    button(canvasElement, 'Send').click();
    await until(() => find(canvasElement, '[data-state=queued] button'), 'how it stands');
  },
};

/** The server does not want the message: the person decides. */
export const Refused: Story = {
  loaders: filed({ status: 'in-progress' }, (support) =>
    support.refuse('POST /v1/tickets/ticket-1/messages', 403, 'not-allowed', { times: 99 }),
  ),
  play: async ({ canvasElement }) => {
    await until(() => find(canvasElement, 'button', 'Send'), 'the composer');
    fill(control(canvasElement, 'Your message'), 'It is set to London.');
    button(canvasElement, 'Send').click();
    await until(() => find(canvasElement, '[data-state=refused]'), 'how it stands');
  },
};

export const EarlierMessages: Story = {
  loaders: filed({ status: 'in-progress' }, (support, ticket) => {
    support.pageSize = 6;
    for (let at = 1; at <= 20; at++) support.addItem(ticket, { body: `Message ${at}: we are still looking at it.` });
  }),
};

export const LongContent: Story = {
  loaders: filed({ subject: long.subject }, (support, ticket) => {
    support.addItem(ticket, { body: long.body, author: { id: 'sam', role: 'staff', name: 'Samuel '.repeat(12).trim() } });
  }),
};

export const EveryEvent: Story = {
  loaders: filed({ status: 'in-progress' }, (support, ticket) => {
    for (const type of [
      'priority',
      'queue',
      'fields',
      'request',
      'answered',
      'severity-disputed',
      'escalated',
      'rated',
      'follow-up',
    ]) {
      support.addItem(ticket, { kind: 'event', type, to: 'high' });
    }
    support.addItem(ticket, { kind: 'event', type: 'reminder', author: undefined });
    support.addItem(ticket, { kind: 'event', type: 'linked', to: 'HM-000009' });
    support.addItem(ticket, { kind: 'event', type: 'incident', to: 'Exports are late' });
    support.addItem(ticket, { kind: 'event', type: 'something-newer', reason: 'A newer server knows more.' });
  }),
};
