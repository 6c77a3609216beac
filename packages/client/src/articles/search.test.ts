import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Article } from './index.js';
import { createArticleSearch } from './index.js';

const guides = [
  { title: 'Export your data', url: 'exports', text: 'Choose a format, then press Export.' },
  { title: 'An export is empty', url: 'exports#empty', text: 'A filter that hides every row leaves the file empty.' },
  { title: 'Invite people', url: '/docs/people', text: 'Owners invite people by e-mail.' },
  { title: 'Einführung', url: '/docs/de', text: 'Ärger mit der Anmeldung vermeiden.' },
  { title: '導出資料', url: '/docs/zh', text: '如何導出資料。' },
  { title: 'Billing', url: '/docs/billing', text: 'Invoices come monthly.' },
];

/** A `fetch` that answers with this, and keeps what was asked. */
function answering(value: unknown, status = 200) {
  const asked: { url: string; init: RequestInit | undefined }[] = [];
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    const url = input instanceof Request ? input.url : String(input);
    asked.push({ url, init });
    return new Response(typeof value === 'string' ? value : JSON.stringify(value), { status });
  };
  return { fetch, asked };
}

const titles = (articles: readonly Article[]) => articles.map(({ title }) => title);

describe('A search in an index', () => {
  const open = () => {
    const { fetch, asked } = answering(guides);
    return { search: createArticleSearch({ index: 'https://docs.example/all.json' }, { fetch }), asked };
  };

  it('finds by title and text, the best first, and by the beginning of a word, a slip, and without marks', async () => {
    const { search } = open();
    assert.deepEqual(titles(await search('why is my export empty')).slice(0, 2), ['An export is empty', 'Export your data']);
    assert.deepEqual(titles(await search('invi')), ['Invite people']);
    assert.deepEqual(titles(await search('invioces')), ['Billing']);
    assert.deepEqual(titles(await search('arger')), ['Einführung']);
    assert.deepEqual(titles(await search('導出')), ['導出資料']);
    assert.deepEqual(titles(await search('zebra crossing')), []);
  });

  it('leads to an exact section [3-20]', async () => {
    const { search } = open();
    const [first] = await search('filter hides every row');
    assert.equal(first?.url, 'https://docs.example/exports#empty');
  });

  it('gives the first five without words, and asks for the index once', async () => {
    const { search, asked } = open();
    assert.deepEqual(titles(await search('  ')), titles(guides as Article[]).slice(0, 5));
    await Promise.all([search('export'), search('people')]);
    assert.equal(asked.length, 1);
  });

  it('asks again after the index could not be had', async () => {
    const { asked, fetch } = answering(guides);
    let away = true;
    const search = createArticleSearch(
      { index: 'https://docs.example/all.json' },
      { fetch: (...sent) => (away ? Promise.reject(new TypeError('away')) : fetch(...sent)) },
    );
    await assert.rejects(search('export'), { name: 'NetworkError', code: 'network' });
    away = false;
    assert.equal((await search('export')).length, 2);
    assert.equal(asked.length, 1);
  });
});

describe('A search at an address', () => {
  it('sends the words alone, without cookies or a token, and gives five at most', async () => {
    const { fetch, asked } = answering(guides);
    const search = createArticleSearch({ url: 'https://docs.example/search?lang=en' }, { fetch });
    assert.equal((await search(' empty file & more ')).length, 5);
    assert.equal((await search('')).length, 5);
    const [first, second] = asked;
    assert.equal(first!.url, 'https://docs.example/search?lang=en&q=empty+file+%26+more');
    assert.equal(second!.url, 'https://docs.example/search?lang=en');
    assert.equal(first!.init?.credentials, 'omit');
    assert.deepEqual(first!.init?.headers, { accept: 'application/json' });
  });

  it('says what went wrong, and never with the words that were typed', async () => {
    const at = (value: unknown, status?: number) =>
      createArticleSearch({ url: 'https://docs.example/search' }, { fetch: answering(value, status).fetch })('my secret');
    await assert.rejects(at('down', 502), {
      name: 'HttpError',
      status: 502,
      message: 'GET https://docs.example/search: 502 http',
    });
    await assert.rejects(at('<html>'), { name: 'HttpError', code: 'malformed-answer' });
    await assert.rejects(at({ items: [] }), { code: 'malformed-answer' });
  });
});

describe('A search by a function of the host’s', () => {
  it('leaves out what has no title, and every address that is no web page', async () => {
    const list = [
      { title: 'One', url: 'javascript:alert(1)', text: 'Words' },
      { title: ' ', url: 'https://docs.example/none' },
      null,
      { title: 'Two', url: 'https://docs.example/two', text: 7 },
    ] as unknown as Article[];
    const search = createArticleSearch(() => list);
    assert.deepEqual(await search('x'), [
      { title: 'One', text: 'Words' },
      { title: 'Two', url: 'https://docs.example/two' },
    ]);
  });

  it('ends with its signal, whether the function listens or not', async () => {
    const search = createArticleSearch(() => new Promise<Article[]>(() => {}));
    const leaving = new AbortController();
    const running = search('x', { signal: leaving.signal });
    leaving.abort(new Error('left'));
    await assert.rejects(running, /left/);
  });

  it('is told apart from what is no source', () => {
    assert.throws(() => createArticleSearch({}), /A source of guides is a function, \{ url/);
    assert.throws(() => createArticleSearch({ url: 'http://' }), TypeError);
  });
});
