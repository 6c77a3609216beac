import assert from 'node:assert/strict';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { HelpButtonElement, StatusBadgeElement, SupportProviderElement, TicketTimelineElement } from '@helpmark/elements';
import type { Page } from 'playwright-core';
import { callOf } from './e2e/page-scripts.js';
import { patience } from './e2e/screen.js';
import type { Host } from './hosts.js';
import { root } from './results.mjs';

/**
 * Interoperability, as the public test suites of custom elements mean it: attributes, properties (objects, lists, functions and what is
 * on or off), events by names in three styles, children and slots, a definition that comes late, removal and return. The pages of
 * test/hosts/interop show the same elements, each by its own framework.
 */
const folder = join(root, 'test/hosts/interop');

/** The files of a framework's page; the first is the one that starts it. */
const pages: Record<string, string[]> = {
  vite: ['vanilla.ts'],
  react: ['react-main.jsx', 'react.jsx'],
  preact: ['preact-main.jsx'],
  vue: ['vue-main.js', 'vue.vue'],
  svelte: ['svelte-main.js', 'svelte.svelte'],
  solid: ['solid-main.jsx'],
};

const put = (name: string, to: string) => cp(join(folder, name), to);

/** What has to be in a host's folder before it is built: Next.js has its pages by their place. */
export async function addPage(name: string, host: Host): Promise<void> {
  if (name !== 'next') return;
  const place = join(host.folder, 'app/interop');
  await mkdir(place);
  await put('react.jsx', join(place, 'page.jsx'));
  await put('given.ts', join(place, 'given.ts'));
}

/**
 * Builds a host's page into the folder `interop` of its built files, by its own tools. Next.js has built it already.
 *
 * @returns Where it is, below the host's address, or the folder that has to be served where the host's own server gives out no others.
 */
export async function buildPage(name: string, host: Host): Promise<{ path: string; served?: string }> {
  const built = join(host.folder, 'dist/interop');
  if (name === 'next') return { path: '/interop' };
  if (name === 'plain') {
    await put('plain.html', join(built, 'index.html'));
    await put('plain.js', join(built, 'plain.js'));
    await cp(join(host.folder, 'node_modules/@helpmark/elements/cdn'), join(built, 'helpmark'), { recursive: true });
    return { path: '/', served: built };
  }
  if (name === 'angular') {
    await put('angular.ts', join(host.folder, 'src/app.ts'));
    await put('given.ts', join(host.folder, 'src/given.ts'));
    await host.run('ng', 'build', '--base-href', '/interop/browser/', '--output-path', 'dist/interop');
    return { path: '/interop/browser/' };
  }
  const sources = join(host.folder, 'interop');
  const [main, ...others] = pages[name]!;
  for (const file of [main!, ...others, 'given.ts']) await put(file, join(sources, file));
  const html = await readFile(join(folder, name === 'vite' ? 'vanilla.html' : 'app.html'), 'utf8');
  await writeFile(join(sources, 'index.html'), html.replace('./main', `./${main}`));
  const config = host.hasConfig ? ['--config', 'vite.config.js'] : [];
  await host.run('vite', 'build', 'interop', ...config, '--base', '/interop/', '--outDir', built);
  return { path: '/interop/' };
}

/** In the page: what its elements hold now. */
function look() {
  const find = <Kind extends HTMLElement>(id: string) => document.getElementById(id) as Kind | null;
  const help = find<HelpButtonElement>('help');
  const provider = find<SupportProviderElement>('provider');
  const badge = find<StatusBadgeElement>('badge');
  const timeline = find<TicketTimelineElement>('timeline');
  const slotted = (element: HTMLElement) => element.shadowRoot!.querySelector('slot')!.assignedElements();
  return {
    heard: find('heard')!.textContent.trim(),
    help: help && {
      name: help.shadowRoot ? help.shadowRoot.querySelector('button')!.ariaLabel : null,
      label: help.getAttribute('label'),
      person: help.person,
      prefill: help.prefill,
      token: help.getToken?.(),
      child: help.querySelector('[slot=sign-in]')!.textContent,
    },
    provider: provider && {
      baseUrl: provider.baseUrl,
      person: provider.person,
      token: provider.getToken?.(),
      children: slotted(provider).map(({ id }) => id),
    },
    badge: badge && { words: badge.label, children: slotted(badge).map(({ textContent }) => textContent) },
    timeline: timeline && { items: timeline.items, earlier: timeline.earlier },
    // An object that became text: `[object Object]`.
    spoilt: [help, provider, badge, timeline].flatMap((element) =>
      [...(element?.attributes ?? [])].filter(({ value }) => value.includes('[object')).map(({ name }) => name),
    ),
  };
}

/** What the page's elements hold in a round; the plain page has the button alone. */
function expected(round: number, { defined = true, shown = true, plain = false, heard = '' }) {
  const person = { workspace: 'acme', id: `person-${round}` };
  const label = `Help ${round}`;
  const token = `token-${round}`;
  const prefill = { hidden: { tags: ['beta', `round-${round}`] } };
  const rest = shown && !plain;
  return {
    heard,
    help: shown ? { name: defined ? label : null, label, person, prefill, token, child: `Words ${round}` } : null,
    provider: rest ? { baseUrl: `/support-${round}`, person, token, children: ['badge', 'timeline'] } : null,
    badge: rest ? { words: label, children: [`Child ${round}`] } : null,
    timeline: rest
      ? {
          items: Array.from({ length: round + 1 }, (_, at) => ({ kind: 'event', id: `item-${at}` })),
          earlier: round % 2 === 1,
        }
      : null,
    spoilt: [],
  };
}

/** In the page: sends an event of each style of name, as an element sends one. */
function sendEvents() {
  const sender = document.getElementById('badge') ?? document.getElementById('help')!;
  for (const name of ['lowerevent', 'camelEvent', 'kebab-event']) sender.dispatchEvent(new CustomEvent(name));
}

/** In the page: opens the button, which the page refuses. */
async function openButton() {
  const help = document.getElementById('help') as HelpButtonElement;
  await help.show();
  return help.open;
}

/** In the page: takes the button out of its place and puts it back, as a page does that sorts its parts. */
function moveButton() {
  const help = document.getElementById('help')!;
  const { parentNode, nextSibling } = help;
  help.remove();
  parentNode!.insertBefore(help, nextSibling);
}

/** Goes through all of it on a page that is open. */
export async function showInteroperability(page: Page, plain: boolean): Promise<void> {
  const click = (id: string) => page.locator(`#${id}`).click();
  /** Waits until the page is as it should be: each framework draws in its own time. */
  const see = async (round: number, how: { defined?: boolean; shown?: boolean; heard?: string }) => {
    const wanted = expected(round, { ...how, plain });
    const end = Date.now() + patience;
    let seen = await page.evaluate<unknown>(callOf(look));
    while (!isDeepStrictEqual(seen, wanted) && Date.now() < end) {
      await page.evaluate(() => new Promise(requestAnimationFrame));
      seen = await page.evaluate<unknown>(callOf(look));
    }
    assert.deepEqual(seen, wanted);
  };
  const three = 'lowerevent camelEvent kebab-event';

  await page.locator('#next').waitFor();
  // Before the button's definition is there: what the page gives it waits on it.
  await see(0, { defined: false });
  await page.evaluate(callOf(sendEvents));
  await see(0, { defined: false, heard: three });
  await click('define');
  await see(0, { heard: three });
  assert.equal(await page.evaluate<boolean>(callOf(openButton)), false);
  let heard = `${three} hm-panel-open`;
  await see(0, { heard });

  // Everything anew, and each event still heard once.
  await click('next');
  await see(1, { heard });
  await page.evaluate(callOf(sendEvents));
  await see(1, { heard: (heard += ` ${three}`) });

  await page.evaluate(callOf(moveButton));
  await see(1, { heard });
  assert.equal(await page.evaluate<boolean>(callOf(openButton)), false);
  await see(1, { heard: (heard += ' hm-panel-open') });

  await click('toggle');
  await see(1, { shown: false, heard });
  await click('next');
  await click('toggle');
  await see(2, { heard });
  await page.evaluate(callOf(sendEvents));
  await see(2, { heard: (heard += ` ${three}`) });
  assert.equal(await page.evaluate<boolean>(callOf(openButton)), false);
  await see(2, { heard: `${heard} hm-panel-open` });
}
