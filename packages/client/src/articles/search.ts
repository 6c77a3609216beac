import { maxArticles } from '@helpmark/schema';
import { HttpError } from '../errors/http-error.js';
import { NetworkError } from '../errors/network-error.js';
import { parseJson } from '../transport/transport.js';
import type { CallOptions } from '../transport/transport.js';
import { untilAborted } from '../transport/until-aborted.js';
import type { Article, ArticleFinder, ArticleSource } from './article.js';
import { readArticles } from './article.js';

/** Gives the guides that fit some words best, five at most; without words, those worth offering first. */
export type ArticleSearch = (query: string, options?: CallOptions) => Promise<Article[]>;

/**
 * Makes a search of a host's guides. The words go to the source alone, without a token and without cookies; with an index they do
 * not leave the device.
 *
 * @param options.fetch - Sends requests; the page's `fetch` by default.
 * @throws {TypeError} where the source is none. The search throws a `NetworkError`, an `HttpError`, or what the host's function does.
 */
export function createArticleSearch(
  source: ArticleSource,
  { fetch = (input, init) => globalThis.fetch(input, init) }: { fetch?: typeof globalThis.fetch | undefined } = {},
): ArticleSearch {
  const page = globalThis.location?.href;
  const { find, base } = finderOf(source, page, fetch);
  return async (query, { signal } = {}) => {
    signal?.throwIfAborted();
    const found = Promise.resolve(find(query.trim(), { signal }));
    return readArticles(await (signal ? untilAborted(found, signal) : found), base).slice(0, maxArticles);
  };
}

function finderOf(
  source: ArticleSource,
  page: string | undefined,
  fetch: typeof globalThis.fetch,
): { find: ArticleFinder; base?: string | undefined } {
  if (typeof source === 'function') return { find: source, base: page };
  const address = source.url ?? source.index;
  if (address === undefined || !URL.canParse(address, page))
    throw new TypeError("A source of guides is a function, { url: '…' } or { index: '…' }.");
  const base = new URL(address, page).href;
  if (source.url === undefined) return { find: findInIndex(base, fetch), base };
  const find: ArticleFinder = (query, { signal }) => {
    const url = new URL(base);
    if (query) url.searchParams.set('q', query);
    return fetchList(url.href, fetch, signal);
  };
  return { find, base };
}

/** Fetches all guides once they are first asked for, and what searches them with the first words. */
function findInIndex(address: string, fetch: typeof globalThis.fetch): ArticleFinder {
  let all: Promise<Article[]> | undefined;
  let search: Promise<(query: string) => Article[]> | undefined;
  return async (query) => {
    all ??= fetchList(address, fetch).then((list) => readArticles(list, address));
    all.catch(() => (all = undefined)); // the next words try again
    const articles = await all;
    if (!query) return articles;
    search ??= import('./article-index.js').then(({ indexArticles }) => indexArticles(articles));
    search.catch(() => (search = undefined));
    return (await search)(query);
  };
}

async function fetchList(url: string, fetch: typeof globalThis.fetch, signal?: AbortSignal): Promise<Article[]> {
  const name = `GET ${url.split('?', 1)[0]}`;
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, { headers: { accept: 'application/json' }, credentials: 'omit', ...(signal && { signal }) });
    text = await response.text();
  } catch (error) {
    signal?.throwIfAborted();
    throw new NetworkError(name, error);
  }
  const value = parseJson(text);
  const { ok, status } = response;
  if (!ok) throw new HttpError(name, { status });
  if (!Array.isArray(value)) throw new HttpError(name, { status, code: 'malformed-answer' });
  return value as Article[];
}
