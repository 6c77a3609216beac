import type { HelpPanelElement } from '@helpmark/elements';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import { button, find, until } from '../test/support/page/finding.js';
import { clientOf, withSupport } from './stage/with-support.js';
import { fileSomeTickets } from './stage/tickets.js';

interface Args {
  view: HelpPanelElement['view'];
  signIn: boolean;
}

const show = (canvas: HTMLElement) => canvas.querySelector('hm-help-panel')!.show();

const meta: Meta<Args> = {
  title: 'Elements/Help panel',
  component: 'hm-help-panel',
  args: { view: 'form', signIn: false },
  argTypes: { view: { control: 'select', options: ['form', 'list', 'thread'] }, signIn: { table: { disable: true } } },
  parameters: { docs: { story: { inline: false, height: '760px' } } },
  loaders: withSupport(fileSomeTickets),
  render: ({ view, signIn }, { loaded }) =>
    html`<hm-help-panel .view=${view} .client=${clientOf(loaded)}
      >${signIn ? html`<p slot="sign-in"><a href="#sign-in">Sign in to Emberlot</a> to write to us.</p>` : nothing}</hm-help-panel
    >`,
  play: async ({ canvasElement }) => {
    await show(canvasElement);
    await until(() => find(canvasElement, 'button', 'Send ticket'), 'the form is there');
  },
};
export default meta;

type Story = StoryObj<Args>;

export const Form: Story = {};

export const List: Story = {
  args: { view: 'list' },
  play: async ({ canvasElement }) => {
    await show(canvasElement);
    await until(() => find(canvasElement, '[part=ticket]'), 'the list is there');
  },
};

export const Thread: Story = {
  play: async ({ canvasElement }) => {
    await show(canvasElement);
    canvasElement.querySelector('hm-help-panel')!.openTicket('ticket-1');
    await until(() => find(canvasElement, 'article'), 'the thread is there');
  },
};

export const Loading: Story = {
  loaders: withSupport((support) => support.hold('GET /v1/policy')),
  parameters: { waiting: true },
  play: async ({ canvasElement }) => {
    await show(canvasElement);
    await until(() => find(canvasElement, '.skeleton'), 'the form waits');
  },
};

export const Failed: Story = {
  loaders: withSupport((support) => support.script('GET /v1/policy', () => Promise.reject(new TypeError('away')))),
  play: async ({ canvasElement }) => {
    await show(canvasElement);
    await until(() => find(canvasElement, 'button', 'Try again'), 'the words of the failure');
  },
};

export const SignedOut: Story = {
  args: { signIn: true },
  loaders: withSupport((support) => support.refuse('GET /v1/policy', 401, 'token-expired', { times: 4 })),
  play: async ({ canvasElement }) => {
    await show(canvasElement);
    await until(() => find(canvasElement, 'a', 'Sign in to Emberlot'), 'the way to sign in');
  },
};

export const BackToTheList: Story = {
  play: async ({ canvasElement }) => {
    await show(canvasElement);
    await until(() => find(canvasElement, 'button', 'Send ticket'), 'the form is there');
    button(canvasElement, 'Your tickets').click();
    await until(() => find(canvasElement, '[part=ticket]'), 'the list is there');
  },
};
