import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';

interface Args {
  phase: string;
  label: string;
  meaning: string;
}

const phases: Record<string, [label: string, meaning: string]> = {
  new: ['Open', 'Received, and not yet being worked on.'],
  active: ['In progress', 'Someone is working on it.'],
  'waiting-requester': ['Waiting for you', 'We asked you something and go on when you answer.'],
  'waiting-internal': ['On hold', 'We wait for someone else before we can go on.'],
  resolved: ['Resolved', 'Fixed or answered, and waiting for you to confirm.'],
  closed: ['Closed', 'Complete; nothing further happens.'],
};

const badge = ({ phase, label, meaning }: Args) =>
  html`<hm-status-badge .phase=${phase} .label=${label} .meaning=${meaning}></hm-status-badge>`;

const meta: Meta<Args> = {
  title: 'Elements/Status badge',
  component: 'hm-status-badge',
  args: { phase: 'new', label: 'Open', meaning: 'Received, and not yet being worked on.' },
  argTypes: { phase: { control: 'select', options: Object.keys(phases) } },
  render: badge,
};
export default meta;

type Story = StoryObj<Args>;

export const Usual: Story = {};

export const EveryPhase: Story = {
  render: () =>
    html`<div style="display: grid; gap: 12px; justify-items: start">
      ${Object.entries(phases).map(([phase, [label, meaning]]) => badge({ phase, label, meaning }))}
    </div>`,
};

export const WithoutMeaning: Story = { args: { meaning: '' } };

export const UnknownPhase: Story = { args: { phase: 'snoozed', label: 'Snoozed', meaning: 'A newer server knows more phases.' } };

export const LongLabel: Story = {
  args: { phase: 'waiting-internal', label: 'Waiting for the manufacturer of the replacement part to confirm the delivery date' },
};

export const OwnContent: Story = {
  render: ({ phase }) => html`<hm-status-badge .phase=${phase}>A label of the page’s own</hm-status-badge>`,
};
