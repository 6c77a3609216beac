import type { Categories } from '@helpmark/schema';
import type { CallOptions, Transport } from '../transport/transport.js';
import { late } from '../transport/transport.js';

/** Topics by which staff sort tickets. */
export interface CategoriesClient {
  list(options?: CallOptions): Promise<Categories>;
}

/** Makes the categories' door. */
export function createCategoriesClient(send: Transport): CategoriesClient {
  return { list: (options) => send({ ...options, path: ['categories'], answer: late('categoriesSchema') }) };
}
