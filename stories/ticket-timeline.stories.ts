import type { PolicyAnswer, TimelineItem } from '@helpmark/schema';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { ScriptedSupport } from '../test/support/page/scripted-support.js';
import { long, talk } from './stage/tickets.js';

interface Args {
  earlier: boolean;
  newFrom: string;
}

/** A timeline, as a ticket's thread hands it over. */
const items =
  (prepare: (support: ScriptedSupport, ticket: ReturnType<ScriptedSupport['addTicket']>) => void) =>
  async ({ id }: { id: string }) => {
    const support = new ScriptedSupport({ person: { id } });
    const known: PolicyAnswer = await support.client.policy.get();
    const ticket = support.addTicket({}, 'Since this morning the export ends with yesterday’s lots.');
    prepare(support, ticket);
    return { known, items: support.timelines.get(ticket.id)! };
  };

const meta: Meta<Args> = {
  title: 'Elements/Ticket timeline',
  component: 'hm-ticket-timeline',
  args: { earlier: false, newFrom: '' },
  loaders: items(talk),
  render: ({ earlier, newFrom }, { loaded }) =>
    html`<hm-ticket-timeline
      .known=${loaded.known as PolicyAnswer}
      .items=${loaded.items as TimelineItem[]}
      .earlier=${earlier}
      .newFrom=${newFrom}
    ></hm-ticket-timeline>`,
};
export default meta;

type Story = StoryObj<Args>;

export const Usual: Story = {};

export const New: Story = { args: { newFrom: 'ticket-1-item-4' } };

export const MarkedUp: Story = {
  loaders: items((support, ticket) => {
    support.addItem(ticket, {
      body: 'It **stops** at `row 500`. Try this:\n\n1. Open the *stock*\n2. Choose “Export”\n\n> The file ends early.\n\n```\nlot;weight\n4711;30\n```\n\nMore at https://emberlot.example/export.',
    });
  }),
};

export const LongContent: Story = {
  loaders: items((support, ticket) => {
    support.addItem(ticket, { body: long.body, author: { id: 'sam', role: 'staff', name: 'Samuel '.repeat(12).trim() } });
  }),
};

export const ManyMessages: Story = {
  loaders: items((support, ticket) => {
    for (let at = 1; at <= 400; at++) support.addItem(ticket, { body: `Message ${at}: we are still looking at it.` });
  }),
};
