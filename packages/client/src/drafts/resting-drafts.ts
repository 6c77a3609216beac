import { readEntry } from '../outbox/outbox-entry.js';
import type { Store } from '../storage/store.js';
import { readDraft } from './draft-record.js';
import type { RestingDraft, RestingDrafts } from './drafts.js';

/** Makes what reads drafts without opening them. */
export function createRestingDrafts(store: Store): RestingDrafts {
  return {
    async list() {
      const drafts = (await store.read(['draft'])).flatMap(([[, slot, id], rested]): RestingDraft[] => {
        const record = readDraft(rested);
        if (!record) return [];
        const { value, files, savedAt } = record;
        return [{ id: String(id), slot: String(slot), value, files, savedAt }];
      });
      return drafts.sort((one, other) => other.savedAt - one.savedAt);
    },
    async broken() {
      const entries = [...(await store.read(['draft'])), ...(await store.read(['outbox']))];
      return entries.flatMap(([key, value]) =>
        readDraft(value) || readEntry(value)
          ? []
          : [{ text: JSON.stringify(value, undefined, 1), discard: () => store.write([], () => [[key, undefined]]) }],
      );
    },
  };
}
