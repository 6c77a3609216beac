import type { Unread } from '@helpmark/schema';
import { unreadReader } from '@helpmark/schema';
import type { Keepable } from '../storage/kept-answers.js';
import type { CallOptions, Transport } from '../transport/transport.js';

/** How much the person has not read. */
export interface UnreadClient {
  get(options?: CallOptions): Promise<Unread & Keepable>;
}

/** Makes the door to the counts. */
export function createUnreadClient(send: Transport): UnreadClient {
  return { get: (options) => send({ ...options, path: ['unread'], answer: unreadReader, keep: true }) };
}
