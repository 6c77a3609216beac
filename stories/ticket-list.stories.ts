import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import { html, nothing } from 'lit';
import { button, find, until } from '../test/support/page/finding.js';
import { fileSomeTickets, long } from './stage/tickets.js';
import { clientOf, withSupport } from './stage/with-support.js';

interface Args {
  signIn: boolean;
}

const meta: Meta<Args> = {
  title: 'Elements/Ticket list',
  component: 'hm-ticket-list',
  args: { signIn: false },
  argTypes: { signIn: { table: { disable: true } } },
  render: ({ signIn }, { loaded }) =>
    html`<hm-ticket-list .client=${clientOf(loaded)}
      >${signIn ? html`<p slot="sign-in"><a href="#sign-in">Sign in</a> to see your tickets.</p>` : nothing}</hm-ticket-list
    >`,
};
export default meta;

type Story = StoryObj<Args>;

export const EveryStatus: Story = { loaders: withSupport(fileSomeTickets) };

export const Empty: Story = { loaders: withSupport() };

export const EmptyAndNothingMayBeSent: Story = {
  loaders: withSupport(() => {}, { policy: { ...defaultPolicy, capabilities: { submit: false } } }),
};

export const Loading: Story = {
  loaders: withSupport((support) => support.hold('GET /v1/tickets')),
  parameters: { waiting: true },
  play: ({ canvasElement }) => until(() => find(canvasElement, '.skeleton'), 'the list waits').then(() => {}),
};

export const Failed: Story = {
  loaders: withSupport((support) => support.script('GET /v1/tickets', () => Promise.reject(new TypeError('away')))),
};

export const ServerInTrouble: Story = {
  loaders: withSupport((support) => support.refuse('GET /v1/tickets', 500, 'internal', { times: 4 })),
};

export const SignedOut: Story = {
  args: { signIn: true },
  loaders: withSupport((support) => support.refuse('GET /v1/tickets', 401, 'token-expired', { times: 4 })),
};

export const ManyPages: Story = {
  loaders: withSupport((support) => {
    support.pageSize = 5;
    for (let at = 0; at < 12; at++) support.addTicket({ unread: at % 4 });
  }),
};

export const MoreIsComing: Story = {
  ...ManyPages,
  loaders: withSupport((support) => {
    support.pageSize = 5;
    for (let at = 0; at < 12; at++) support.addTicket();
    support.script('GET /v1/tickets', (usual) => {
      support.hold('GET /v1/tickets');
      return usual();
    });
  }),
  parameters: { waiting: true },
  play: async ({ canvasElement }) => {
    await until(() => find(canvasElement, 'button', 'Show more'), 'the first page');
    button(canvasElement, 'Show more').click();
  },
};

export const FailedLater: Story = {
  loaders: withSupport((support) => {
    support.pageSize = 2;
    for (let at = 0; at < 4; at++) support.addTicket();
    support.script('GET /v1/tickets', (usual) => {
      support.refuse('GET /v1/tickets', 500, 'internal', { times: 4 });
      return usual();
    });
  }),
  play: async ({ canvasElement }) => {
    await until(() => find(canvasElement, 'button', 'Show more'), 'the first page');
    button(canvasElement, 'Show more').click();
    await until(() => find(canvasElement, '[role=alert]'), 'the words of the failure');
  },
};

export const LongContent: Story = {
  loaders: withSupport((support) => {
    support.addTicket({ subject: long.subject, unread: 128, status: 'on-hold' });
    support.addTicket({ subject: 'Short' });
  }),
};
