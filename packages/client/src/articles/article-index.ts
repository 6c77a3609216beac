import { fold } from '@helpmark/schema';
import MiniSearch from 'minisearch';
import type { Article } from './article.js';

/** Words as the language has them: Chinese and Japanese put nothing between theirs. */
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
const wordsOf = (text: string) =>
  [...segmenter.segment(text)].flatMap(({ segment, isWordLike }) => (isWordLike ? fold(segment) : []));

/** Short words are in every guide and tell nothing, but where a sign is a word. */
const tells = (word: string) =>
  [...word].length > 3 || /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(word);

/** Makes guides searchable. The title counts most; a word that is still being typed finds what begins with it, a slip what is near. */
export async function indexArticles(articles: readonly Article[]): Promise<(query: string) => Article[]> {
  const index = new MiniSearch<{ id: number; title: string; text: string }>({
    fields: ['title', 'text'],
    tokenize: wordsOf,
    processTerm: (word) => word,
  });
  // In parts, so that the page stays at hand while a long list is read.
  await index.addAllAsync(articles.map(({ title, text = '' }, id) => ({ id, title, text })));
  return (query) => {
    const words = wordsOf(query);
    const telling = words.filter(tells);
    const found = index.search((telling.length > 0 ? telling : words).join(' '), {
      boost: { title: 3 },
      prefix: (word) => word.length > 2,
      fuzzy: (word) => (word.length > 4 ? 0.2 : false),
    });
    return found.map(({ id }: { id: number }) => articles[id]!);
  };
}
