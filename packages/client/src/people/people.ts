import type { PeoplePage, Role } from '@helpmark/schema';
import type { CallOptions, Transport } from '../transport/transport.js';
import { late } from '../transport/transport.js';

/** Which people. */
export interface PersonQuery {
  role?: Role | readonly Role[] | undefined;
  /** Words of the name. */
  q?: string | undefined;
}

/** People whom the server knows from their tokens. */
export interface PeopleClient {
  list(query?: PersonQuery, options?: CallOptions): Promise<PeoplePage>;
}

/** Makes the people's door. */
export function createPeopleClient(send: Transport): PeopleClient {
  return { list: (query, options) => send({ ...options, path: ['people'], query, answer: late('peoplePageSchema') }) };
}
