import type { Article } from '@helpmark/client/articles';
import type { ArticleListElement } from '@helpmark/elements';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { find, until } from '../test/support/page/finding.js';

const guides: Article[] = [
  {
    title: 'Export your data',
    text: 'Choose **a format**, then:\n\n1. Press *Export*.\n2. Wait for the file.',
    url: '/docs/exports',
  },
  { title: 'An export is empty', url: '/docs/exports#empty' },
  { title: 'Invite people', text: 'Owners invite people by e-mail.' },
];

const meta: Meta<ArticleListElement> = {
  title: 'Elements/Article list',
  component: 'hm-article-list',
  args: { query: 'export', offerTicket: false, source: () => guides },
  render: ({ query, offerTicket, source }) =>
    html`<hm-article-list .query=${query} .offerTicket=${offerTicket} .source=${source}></hm-article-list>`,
};
export default meta;

type Story = StoryObj<ArticleListElement>;

export const Found: Story = {};

export const BeforeATicket: Story = { args: { query: '', offerTicket: true } };

export const NoneFits: Story = { args: { offerTicket: true, source: () => [] } };

export const Open: Story = {
  play: async ({ canvasElement }) => {
    (await until(() => find(canvasElement, 'button.guide'), 'a guide is offered')).click();
    await until(() => find(canvasElement, '.body strong'), 'it is drawn');
  },
};
