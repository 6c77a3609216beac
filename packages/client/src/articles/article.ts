import type { Article } from '@helpmark/schema';

export type { Article };

/** Finds guides by the words that somebody types; without words it gives what is worth offering first. */
export type ArticleFinder = (
  query: string,
  options: { signal?: AbortSignal | undefined },
) => readonly Article[] | Promise<readonly Article[]>;

/**
 * Where guides come from: a function of the host's; `url`, an address that is asked with the words as `q`; or `index`, the
 * address of all guides, which are then searched on the device. Both addresses answer with a list of {@link Article} as JSON.
 */
export type ArticleSource = ArticleFinder | { url?: string | undefined; index?: string | undefined };

/**
 * Reads what a source gives. What has no title is left out, and so is an address that is none of a web page: what is offered
 * is followed with one click.
 *
 * @param base - What relative addresses stand against.
 */
export function readArticles(value: unknown, base: string | undefined): Article[] {
  if (!Array.isArray(value)) throw new TypeError('Guides must be a list of { title, url, text }.');
  return value.flatMap((item: Partial<Record<keyof Article, unknown>> | null) => {
    const { title, url, text } = item ?? {};
    if (!isText(title)) return [];
    const address = isText(url) && URL.canParse(url, base) ? new URL(url, base) : undefined;
    const isPage = address && /^https?:$/.test(address.protocol);
    return { title, ...(isPage && { url: address.href }), ...(isText(text) && { text }) };
  });
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
