import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import { button, find, until } from '../test/support/page/finding.js';
import { clientOf, withSupport } from './stage/with-support.js';

interface Args {
  label?: string;
  unread?: string;
}

const meta: Meta<Args> = {
  title: 'Elements/Help button',
  component: 'hm-help-button',
  parameters: { docs: { story: { inline: false, height: '620px' } } },
  loaders: withSupport((support) => support.addTicket({ subject: 'The export stops at row 500', unread: 2 })),
  render: ({ label, unread }, { loaded }) =>
    html`<hm-help-button label=${label ?? nothing} unread=${unread ?? nothing} .client=${clientOf(loaded)}></hm-help-button>`,
};
export default meta;

type Story = StoryObj<Args>;

export const Closed: Story = {};

export const Unread: Story = { args: { unread: '3' } };

export const ManyUnread: Story = { args: { unread: '128' } };

export const Open: Story = {
  play: async ({ canvasElement }) => {
    await canvasElement.querySelector('hm-help-button')!.show();
    await until(() => find(canvasElement, 'button', 'Send ticket'), 'the form is there');
  },
};

export const CouldNotBeLoaded: Story = {
  // Without a person the panel cannot be made: the button says that help could not be loaded, as it does when the network is away.
  render: () => html`<hm-help-button base-url="/support"></hm-help-button>`,
  parameters: { test: { dangerouslyIgnoreUnhandledErrors: true } },
  play: async ({ canvasElement }) => {
    button(canvasElement, 'Help').click();
    await until(() => find(canvasElement, '[role=alert]', /could not be loaded/), 'the words of the failure');
  },
};
