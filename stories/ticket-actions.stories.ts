import type { PermittedAction, PolicyAnswer, Ticket } from '@helpmark/schema';
import { consumerPlansPolicy } from '@helpmark/schema/presets/consumer-plans';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { button, find, until } from '../test/support/page/finding.js';
import { ScriptedSupport } from '../test/support/page/scripted-support.js';

interface Args {
  busy: boolean;
  offerEscalation: boolean;
}

const all = ['confirm', 'reopen', 'escalate', 'dispute-severity', 'answer-request', 'rate'];

/** A ticket with what may be done to it, under the policy that knows every action. */
const withTicket = (changes: Partial<Ticket>, may: string[]) => [
  async ({ id }: { id: string }) => {
    const support = new ScriptedSupport({ policy: consumerPlansPolicy, person: { id } });
    const known: PolicyAnswer = await support.client.policy.get();
    const actions: PermittedAction[] = all.map((action) => ({ action, allowed: may.includes(action) }));
    const ticket = support.addTicket({ status: consumerPlansPolicy.statuses[0]!.key });
    return { known, ticket: { ...ticket, actions, ...changes } };
  },
];

const meta: Meta<Args> = {
  title: 'Elements/Ticket actions',
  component: 'hm-ticket-actions',
  args: { busy: false, offerEscalation: false },
  render: ({ busy, offerEscalation }, { loaded }) =>
    html`<hm-ticket-actions
      .known=${loaded.known as PolicyAnswer}
      .ticket=${loaded.ticket as Ticket}
      .busy=${busy}
      .offerEscalation=${offerEscalation}
    ></hm-ticket-actions>`,
};
export default meta;

type Story = StoryObj<Args>;

export const Resolved: Story = { loaders: withTicket({ phase: 'resolved' }, ['confirm', 'reopen']) };

export const ClosedAndMayBeReopened: Story = {
  loaders: withTicket({ phase: 'closed', reopenUntil: '2026-12-01T09:00:00.000Z' }, ['reopen']),
};

export const Closed: Story = { loaders: withTicket({ phase: 'closed', reopenUntil: 'never' }, []) };

export const Rating: Story = { loaders: withTicket({ phase: 'closed' }, ['rate']) };

export const Rated: Story = {
  loaders: withTicket({ phase: 'closed', rating: { rating: 4, comments: {}, editableUntil: '2026-12-01T09:00:00.000Z' } }, [
    'rate',
  ]),
};

export const RatingWithoutAChoice: Story = {
  ...Rating,
  play: async ({ canvasElement }) => {
    button(canvasElement, 'Send rating').click();
    await until(() => find(canvasElement, '[role=alert]'), 'the words of the mistake');
  },
};

export const Escalation: Story = {
  args: { offerEscalation: true },
  loaders: withTicket({ escalation: { stage: 0, open: consumerPlansPolicy.escalation?.reasons.map(({ key }) => key) ?? [] } }, [
    'escalate',
    'dispute-severity',
  ]),
};

export const AskedForMore: Story = {
  loaders: withTicket(
    { requests: [{ id: 'request-1', fields: consumerPlansPolicy.fields.slice(1, 4).map(({ key }) => key), answered: false }] },
    ['answer-request'],
  ),
};

export const AskedForMoreAndNothingSaid: Story = {
  ...AskedForMore,
  play: async ({ canvasElement }) => {
    button(canvasElement, 'Send the answers').click();
    await until(() => find(canvasElement, '.error'), 'the words of the mistake');
  },
};

export const Busy: Story = { ...Resolved, args: { busy: true } };
