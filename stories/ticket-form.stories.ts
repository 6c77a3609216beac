import type { Policy } from '@helpmark/schema';
import { clientPortalPolicy } from '@helpmark/schema/presets/client-portal';
import { consumerPlansPolicy } from '@helpmark/schema/presets/consumer-plans';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import { managedWorkspacePolicy } from '@helpmark/schema/presets/managed-workspace';
import { severityHoursPolicy } from '@helpmark/schema/presets/severity-hours';
import { siteLicencePolicy } from '@helpmark/schema/presets/site-licence';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import { button, control, choose, fill, find, option, until } from '../test/support/page/finding.js';
import { policyOf } from '../test/support/page/policies.js';
import { long } from './stage/tickets.js';
import { clientOf, withSupport } from './stage/with-support.js';

interface Args {
  type: string;
  signIn: boolean;
}

const meta: Meta<Args> = {
  title: 'Elements/Ticket form',
  component: 'hm-ticket-form',
  args: { type: '', signIn: false },
  argTypes: {
    type: { control: 'select', options: ['', ...defaultPolicy.types.map(({ key }) => key)] },
    signIn: { table: { disable: true } },
  },
  loaders: withSupport(),
  render: ({ type, signIn }, { loaded }) =>
    html`<hm-ticket-form type=${type || nothing} .client=${clientOf(loaded)}
      >${signIn ? html`<p slot="sign-in"><a href="#sign-in">Sign in</a> to write to us.</p>` : nothing}</hm-ticket-form
    >`,
};
export default meta;

type Story = StoryObj<Args>;

/** Fills in a whole ticket of the default policy. */
function fillIn(canvas: HTMLElement): void {
  fill(control(canvas, 'Summary'), 'The stock export leaves out lots that arrived today');
  fill(control(canvas, 'What did you expect?'), 'Every lot in the table, with today’s three at the end.');
  fill(control(canvas, 'What happened instead?'), 'The file ends with yesterday’s lots.');
  fill(control(canvas, 'Impact'), 'Two of us plan roasts from that file.');
  option(control(canvas, 'Is work held up?'), 'Partly').click();
  fill(control(canvas, 'Urgency'), 'By Monday morning.');
}

const ready = (canvas: HTMLElement) => until(() => find(canvas, 'button[type=submit]'), 'the form is there');

async function send(canvas: HTMLElement): Promise<void> {
  await ready(canvas);
  choose(control(canvas, 'What is it about?'), 'files');
  await canvas.querySelector('hm-ticket-form')!.updateComplete;
  fillIn(canvas);
  button(canvas, 'Send ticket').click();
}

export const Empty: Story = {};

export const OfOneType: Story = { args: { type: 'bug' } };

export const Loading: Story = {
  loaders: withSupport((support) => support.hold('GET /v1/policy')),
  parameters: { waiting: true },
  play: ({ canvasElement }) => until(() => find(canvasElement, '.skeleton'), 'the form waits').then(() => {}),
};

export const Failed: Story = {
  loaders: withSupport((support) => support.script('GET /v1/policy', () => Promise.reject(new TypeError('away')))),
};

export const SignedOut: Story = {
  loaders: withSupport((support) => support.refuse('GET /v1/policy', 401, 'token-expired', { times: 4 })),
};

export const SignedOutWithAWayToSignIn: Story = { ...SignedOut, args: { signIn: true } };

export const NothingMayBeSent: Story = {
  loaders: withSupport(() => {}, { policy: { ...defaultPolicy, capabilities: { submit: false } } }),
};

export const SomethingIsMissing: Story = {
  args: { type: 'files' },
  play: async ({ canvasElement }) => {
    await ready(canvasElement);
    button(canvasElement, 'Send ticket').click();
    await until(() => find(canvasElement, '#problems'), 'the summary of what is missing');
  },
};

export const Sending: Story = {
  loaders: withSupport((support) => support.hold('POST /v1/tickets')),
  parameters: { waiting: true },
  play: async ({ canvasElement }) => {
    await send(canvasElement);
    await until(() => find(canvasElement, 'button', 'Sending…'), 'it is on its way');
  },
};

/** The server cannot take it: the ticket waits on the device and goes out by itself. */
export const Waiting: Story = {
  loaders: withSupport((support) => support.refuse('POST /v1/tickets', 500, 'internal', { times: 99 })),
  play: async ({ canvasElement }) => {
    await send(canvasElement);
    await until(() => find(canvasElement, 'button', 'Try now'), 'that it waits');
  },
};

/** The server does not want it: every word is back in the form, with the reason. */
export const Refused: Story = {
  loaders: withSupport((support) => support.refuse('POST /v1/tickets', 403, 'not-allowed', { times: 4 })),
  play: async ({ canvasElement }) => {
    await send(canvasElement);
    await until(() => find(canvasElement, '[role=alert]'), 'the words of the failure');
  },
};

/** What is being written rests on the device. */
export const Kept: Story = {
  play: async ({ canvasElement }) => {
    await ready(canvasElement);
    fill(control(canvasElement, 'Summary'), long.subject);
    await until(() => find(canvasElement, '.kept')?.textContent.includes('Saved'), 'that it is kept');
  },
};

export const Sent: Story = {
  play: async ({ canvasElement }) => {
    await send(canvasElement);
    await until(() => find(canvasElement, '#sent'), 'the confirmation');
  },
};

export const LongAnswers: Story = {
  args: { type: 'bug' },
  play: async ({ canvasElement }) => {
    await ready(canvasElement);
    fill(control(canvasElement, 'Summary'), long.subject);
    fill(control(canvasElement, 'What happened instead?'), long.body);
    button(canvasElement, 'Send ticket').click();
    await until(() => find(canvasElement, '#problems'), 'the summary of what is wrong');
  },
};

export const EveryKindOfField: Story = {
  loaders: withSupport(() => {}, {
    policy: policyOf([
      { key: 'text', kind: 'text', label: 'Text', hint: 'One line.', maxLength: 80 },
      { key: 'multiline', kind: 'multiline', label: 'Several lines', hint: 'As many as you like.' },
      { key: 'url', kind: 'url', label: 'Web address' },
      { key: 'email', kind: 'email', label: 'E-mail' },
      { key: 'number', kind: 'number', label: 'Number', min: 1, max: 10 },
      { key: 'date', kind: 'date', label: 'Date' },
      { key: 'datetime', kind: 'datetime', label: 'Date and time' },
      { key: 'few', kind: 'choice', label: 'One of a few', options: optionsOf(3) },
      { key: 'many', kind: 'choice', label: 'One of many', options: optionsOf(9) },
      { key: 'several', kind: 'choices', label: 'Several of a few', options: optionsOf(3) },
      { key: 'steps', kind: 'steps', label: 'Steps' },
      { key: 'evidence', kind: 'evidence', label: 'Evidence', options: optionsOf(2) },
    ]),
  }),
};

function optionsOf(count: number) {
  return Array.from({ length: count }, (_, at) => ({
    key: `option-${at}`,
    label: `Option ${at + 1}`,
    hint: `What option ${at + 1} means.`,
  }));
}

/** The form as a preset makes it. */
const preset = (policy: Policy): Story => ({
  loaders: withSupport(() => {}, { policy }),
  args: { type: policy.types[0]!.key },
});

export const PresetManagedWorkspace: Story = preset(managedWorkspacePolicy);
export const PresetSiteLicence: Story = preset(siteLicencePolicy);
export const PresetClientPortal: Story = {
  ...preset(clientPortalPolicy),
  loaders: withSupport(() => {}, { policy: clientPortalPolicy, person: { plan: 'managed' } }),
};
export const PresetSeverityHours: Story = preset(severityHoursPolicy);
export const PresetConsumerPlans: Story = preset(consumerPlansPolicy);
