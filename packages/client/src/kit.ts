import type { ReadyOptions } from './client-options.js';
import type { Store } from './storage/store.js';

/** What the parts of a client that keep something share. */
export interface Kit extends Pick<ReadyOptions, 'clock' | 'random' | 'device'> {
  store: Store;
  /** Tells this person's other tabs that something has changed at rest. */
  tell(): void;
}
