import type { Article } from '@helpmark/schema';
import type { CallOptions, Transport } from '../transport/transport.js';
import { late } from '../transport/transport.js';

/** Asks the server for guides. */
export async function askForArticles(send: Transport, q: string, { signal }: CallOptions): Promise<Article[]> {
  return (await send({ path: ['articles'], query: { q }, signal, answer: late('articlePageSchema') })).items;
}
