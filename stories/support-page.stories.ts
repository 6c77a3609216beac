import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { SupportRouter } from '@helpmark/elements';
import { html } from 'lit';
import { find, until } from '../test/support/page/finding.js';
import { fileSomeTickets } from './stage/tickets.js';
import { clientOf, withSupport } from './stage/with-support.js';

interface Args {
  path: string;
}

/** A router that stays out of the story's own address. */
function routerAt(path: string): SupportRouter {
  const listeners = new Set<() => void>();
  return {
    get path() {
      return path;
    },
    navigate(to) {
      path = to;
      for (const listener of listeners) listener();
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const meta: Meta<Args> = {
  title: 'Elements/Support page',
  component: 'hm-support-page',
  args: { path: '/dashboard/support' },
  render: ({ path }, { loaded }) =>
    html`<hm-support-page .client=${clientOf(loaded)} .router=${routerAt(path)}></hm-support-page>`,
  loaders: withSupport(fileSomeTickets),
};
export default meta;

type Story = StoryObj<Args>;

export const List: Story = {
  play: ({ canvasElement }) => until(() => find(canvasElement, '[part=ticket]'), 'the list').then(() => {}),
};

export const NewTicket: Story = {
  args: { path: '/dashboard/support/new' },
  play: ({ canvasElement }) => until(() => find(canvasElement, '#send'), 'the form').then(() => {}),
};

export const Thread: Story = {
  args: { path: '/dashboard/support/ticket-1' },
  play: ({ canvasElement }) => until(() => find(canvasElement, 'article'), 'the thread').then(() => {}),
};
