import { createClient } from '@helpmark/client';
import { make } from '../shared/dom.js';
import { fetchSupportToken, getJson, readSession } from '../shared/session.js';
import type { HelpButton } from './host.js';

/** The product's own guides, as its help centre has them. */
const index = '/guides.json';

const { workspace, id } = await readSession();
const button = document.querySelector<HelpButton>('hm-help-button')!;
button.client = createClient({
  ...{ baseUrl: '/support', person: { workspace, id }, getToken: () => fetchSupportToken() },
  help: { articles: { index } },
});

const guides = (await getJson(index)) as { title: string; url: string }[];
document
  .querySelector('#guides')!
  .replaceChildren(...guides.map(({ title, url }) => make('li', { id: url.split('#')[1] }, title)));
