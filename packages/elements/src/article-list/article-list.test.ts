import type { Article, ArticleFinder } from '@helpmark/client/articles';
import { assert, fixture, html } from '@open-wc/testing';
import {
  assertFocused,
  button,
  click,
  faultsOf,
  find,
  findAll,
  look,
  looks,
  next,
  press,
  until,
  wordsOf,
} from '../../../../test/support/page/person.js';
import type { ArticleListElement } from './article-list.js';
import './article-list.define.js';

const guides: Article[] = [
  { title: 'Export your data', text: 'Choose **a format**, then press Export.', url: 'https://docs.example/exports#choose' },
  { title: 'An export is empty', url: 'https://docs.example/exports#empty' },
  { title: 'Export by the API', text: '<img src=x onerror=alert(1)>' },
];

/** A list over a source that finds what has every word in its title; it keeps what was asked. */
async function open(changes: Partial<ArticleListElement> = {}, source?: ArticleFinder) {
  const asked: string[] = [];
  const find: ArticleFinder = (query) => {
    asked.push(query);
    return guides.filter(({ title }) => title.toLowerCase().includes(query.toLowerCase()));
  };
  const { query = 'export', offerTicket = false } = changes;
  const list = await fixture<ArticleListElement>(
    html`<hm-article-list .source=${source ?? find} .query=${query} .offerTicket=${offerTicket}></hm-article-list>`,
  );
  await until(() => list.dataset['state'] !== 'loading', 'the guides are here');
  await list.updateComplete;
  return { list, asked };
}

const titles = (list: Element) => findAll(list, '.guide strong').map(wordsOf);

describe('The list of guides', () => {
  for (const name of looks) {
    it(`has no fault that axe finds, as a list and with a guide open: ${name}`, async () => {
      const undo = look(name);
      const { list } = await open({ offerTicket: true });
      assert.deepEqual(await faultsOf(list), []);
      await click(button(list, /^Export your data/));
      await until(() => find(list, '.body strong'), 'it is drawn');
      assert.deepEqual(await faultsOf(list), []);
      undo();
    });
  }

  it('offers the guides that fit what is typed, and says how many there are', async () => {
    const { list, asked } = await open();
    assert.deepEqual(titles(list), ['Export your data', 'An export is empty', 'Export by the API']);
    assert.strictEqual(wordsOf(find(list, '.excerpt')), 'Choose a format, then press Export.', 'without its marks');
    assert.strictEqual(wordsOf(list.shadowRoot!.querySelector('[role=status]')), '3 guides may help');
    list.query = 'export is';
    list.query = 'export is empty';
    await until(() => titles(list).length === 1, 'one is left');
    assert.deepEqual(asked, ['export', 'export is empty']);
  });

  it('shows nothing before anything is typed, but where it comes first', async () => {
    const { list, asked } = await open({ query: ' ' });
    assert.deepEqual([titles(list), asked], [[], []]);
    list.offerTicket = true;
    await until(() => titles(list).length === 3, 'what is worth offering is there');
  });

  it('reads a guide in place, as text and never as markup, and goes back to where it was, by keyboard alone [3-19]', async () => {
    const { list } = await open();
    button(list, /^Export by the API/).focus();
    const opened = next(list, 'hm-article-opened');
    await press('Enter');
    assert.strictEqual((await opened).article.title, 'Export by the API');
    await list.updateComplete;
    assertFocused(find(list, 'h3'));
    assert.strictEqual(wordsOf(find(list, '.body')), '<img src=x onerror=alert(1)>');
    await click(button(list, /Back to the guides/));
    assertFocused(button(list, /^Export by the API/));
  });

  it('leads to the very section of a page, in a tab of its own [3-20]', async () => {
    const { list } = await open();
    const link = find<HTMLAnchorElement>(list, 'a.guide')!;
    assert.deepEqual([link.href, link.target, link.rel], ['https://docs.example/exports#empty', '_blank', 'noopener']);
    assert.include(wordsOf(link), '(opens in a new tab)');
    link.addEventListener('click', (event) => event.preventDefault());
    await click(link);
    // Whoever comes back from it is asked.
    assert.strictEqual(wordsOf(find(list, 'h3')), 'An export is empty');
    assert.isDefined(find(list, 'button', 'This solved it'));
  });

  it('asks whether that was the answer, and says so either way', async () => {
    const { list } = await open();
    await click(button(list, /^Export your data/));
    const unsolved = next(list, 'hm-article-unsolved');
    await click(button(list, 'I still need help'));
    assert.strictEqual((await unsolved).article?.title, 'Export your data');
    await click(button(list, /^Export your data/));
    const solved = next(list, 'hm-article-solved');
    await click(button(list, 'This solved it'));
    assert.strictEqual((await solved).article.title, 'Export your data');
    assert.strictEqual(wordsOf(find(list, '.notice')), 'Good to know. Nothing was sent.');
  });

  it('stands in nobody’s way where no guide fits or none can be had', async () => {
    const none = await open({ query: 'zebra', offerTicket: true });
    assert.strictEqual(wordsOf(find(none.list, '.base')), 'No guide fits these words. I still need help');
    const away = await open({ offerTicket: true }, () => Promise.reject(new Error('away')));
    assert.strictEqual(away.list.dataset['state'], 'failed');
    assert.strictEqual(wordsOf(find(away.list, '.base')), 'I still need help');
    const quiet = await open({}, () => Promise.reject(new Error('away')));
    assert.isUndefined(find(quiet.list, '.base > :not([role=status])'));
  });
});
