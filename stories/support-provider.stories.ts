import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { clientOf, withSupport } from './stage/with-support.js';

const meta: Meta = {
  title: 'Elements/Support provider',
  component: 'hm-support-provider',
  loaders: withSupport((support) => support.addTicket({ subject: 'The export stops at row 500', unread: 1 })),
  render: (_args, { loaded }) =>
    html`<hm-support-provider .client=${clientOf(loaded)}><hm-ticket-list></hm-ticket-list></hm-support-provider>`,
};
export default meta;

export const AroundAList: StoryObj = {};

export const AroundListAndForm: StoryObj = {
  render: (_args, { loaded }) =>
    html`<hm-support-provider .client=${clientOf(loaded)}>
      <div style="display: grid; gap: 32px">
        <hm-ticket-list></hm-ticket-list>
        <hm-ticket-form></hm-ticket-form>
      </div>
    </hm-support-provider>`,
};
