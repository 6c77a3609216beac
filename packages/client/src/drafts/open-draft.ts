import type { MessageInput, TicketInput } from '@helpmark/schema';
import { isBlank } from '@helpmark/schema';
import { StorageError } from '../errors/storage-error.js';
import type { Kit } from '../kit.js';
import type { OutboxEntry } from '../outbox/outbox-entry.js';
import type { StorageEntry, StorageKey } from '../storage/storage-port.js';
import type { Draft, DraftOptions, DraftState } from './draft.js';
import type { DraftFile, DraftRecord, DraftValue, FileRecord } from './draft-record.js';
import { fileKey, readDraft, withoutKeys } from './draft-record.js';

/** What the person pressed "send" on. */
export interface Pressed extends Pick<DraftRecord, 'by' | 'revision' | 'left'> {
  id: string;
  slot: string;
  input: TicketInput | MessageInput;
  value: DraftValue;
  files: readonly DraftFile[];
  /** Bytes that are not on the device, by the file's key. */
  held: Map<string, ArrayBuffer>;
}

/** An open draft, as the client itself sees it. */
export interface OpenDraft {
  /** Saves, and looks whether another tab has changed the draft. */
  flush(): Promise<void>;
  /**
   * Saves what is not on the device yet, and begins nothing where all of it is: WebKit leaves a transaction that a page begins while it
   * goes open for ever, and the database answers nobody from then on.
   */
  rest(): void;
  notify(): void;
  /** Gives the draft anew where it was closed and the device has not taken all of it yet. */
  reopen(slot: string, id?: string): Draft | undefined;
  /** The ticket that the draft belongs to has another name now. */
  move(from: string, to: string): void;
}

/** A draft that the device may not have taken. */
export interface SpareDraft {
  record: DraftRecord;
  held: Map<string, ArrayBuffer>;
}

/** What an open draft needs from its client. */
export interface DraftHost extends Kit {
  open: Set<OpenDraft>;
  /** Drafts made of entries, by their ids, until somebody opens them. */
  spare: Map<string, SpareDraft>;
  /** Takes an entry into the outbox. */
  add(pressed: Pressed): Promise<OutboxEntry>;
  /** The person writes something that rests on the device or soon will. */
  written(): void;
}

const saveDelay = 400;
const retryDelay = 5_000;
const oldAfter = 14 * 24 * 3_600_000;
const maxBytes = 64 * 1024 * 1024;

type Writable<T> = { -readonly [Name in keyof T]: T[Name] };

/** Opens a draft: the latest of the slot, or an empty one. Never rejects. */
export async function openDraft(host: DraftHost, at: string, { id: wanted, omit = [] }: DraftOptions): Promise<Draft> {
  const { store, clock, random, device } = host;
  const me = random();
  const listeners = new Set<() => void>();
  const held = new Map<string, ArrayBuffer>();
  /** What rests lacks these answers; some may have been given again since. */
  let left: string[] = [];
  let revision = 0;
  let other: DraftRecord | 'ended' | undefined;
  let dirty = false;
  let running: Promise<void> | undefined;
  let sending: Promise<OutboxEntry> | undefined;
  /** True from the press of "send" until the outbox has the draft: what is typed then is saved afterwards, as another one. */
  let handing = false;
  let stopTimer: (() => void) | undefined;
  let closed = false;

  const keyOf = (): StorageKey => ['draft', draft.slot, draft.id];
  const notify = () => {
    draft.left = left.filter((key) => isBlank(draft.value?.answers[key]));
    for (const listener of listeners) listener();
  };
  const become = (state: DraftState) => {
    if (draft.state === state) return;
    draft.state = state;
    notify();
  };
  const take = (record?: DraftRecord, id = random()) => {
    const { value, files = [], savedAt } = record ?? {};
    Object.assign(draft, {
      id,
      value,
      files,
      savedAt,
      old: clock.now() - savedAt! > oldAfter,
      theirs: undefined,
      state: 'saved',
    });
    ({ left = [], revision = 0 } = record ?? {});
    held.clear();
    other = undefined;
    dirty = false;
    notify();
  };
  const later = (work: () => Promise<void>, delay: number) => {
    stopTimer ??= device.later(() => {
      stopTimer = undefined;
      void work();
    }, delay);
  };
  const holdBack = () => {
    stopTimer?.();
    stopTimer = undefined;
  };

  const load = async (): Promise<void> => {
    const spare = host.spare.get(wanted!);
    host.spare.delete(wanted!);
    if (spare) {
      take(spare.record, wanted);
      spare.held.forEach((bytes, key) => held.set(key, bytes));
      dirty = true;
      return flush();
    }
    try {
      let found: DraftRecord | undefined;
      let id: string | undefined;
      for (const [[, , one], rested] of await store.read(['draft', draft.slot])) {
        const record = readDraft(rested);
        if (!record || (wanted ? one !== wanted : found && found.savedAt > record.savedAt)) continue;
        found = record;
        id = String(one);
      }
      // What was typed meanwhile goes first: the rest is found when the form opens again.
      if (draft.value || sending) return flush();
      if (found) {
        take(found, id);
        host.written();
      }
      become('saved');
    } catch {
      become('this-tab-only');
      later(load, retryDelay);
    }
  };

  /** What the records say of this draft: another tab's version, or that it has ended there. */
  const clashIn = (entries: StorageEntry[]): typeof other => {
    const rested = entries.find(([[kind]]) => kind === 'draft');
    const found = rested && readDraft(rested[1]);
    if (found) return found.by === me || found.revision === revision ? undefined : found;
    // What this version cannot read is not written over. What has gone without a trace was cleared, and is saved again.
    return rested || entries.some(([key]) => key.includes(draft.id)) ? 'ended' : undefined;
  };

  const run = async (): Promise<void> => {
    do {
      const { value, files, id } = draft;
      let clash: typeof other;
      let record: DraftRecord | undefined;
      let failed = false;
      for (const [key, bytes] of held) {
        const file: FileRecord = { v: 1, savedAt: clock.now(), bytes };
        await store
          .write([], () => [[fileKey(id, key), file]])
          .then(
            () => held.delete(key),
            () => (failed = true),
          );
      }
      const write = dirty && value && !other;
      dirty = false;
      await store
        .write([keyOf(), ['outbox'], ['cache', 'sent', id]], (entries) => {
          clash = clashIn(entries);
          record = undefined;
          if (clash || !write) return [];
          const { answers } = value;
          record = {
            v: 1,
            savedAt: clock.now(),
            revision: (readDraft(entries[0]?.[1])?.revision ?? revision) + 1,
            by: me,
            value: { ...value, answers: withoutKeys(answers, draft.omit) },
            files: files.filter(({ key }) => !held.has(key)),
            left: draft.omit.filter((key) => left.includes(key) || !isBlank(answers[key])),
          };
          return [[keyOf(), record]];
        })
        .catch(() => (failed = true));
      if (record && !failed) {
        ({ revision, left } = record);
        draft.savedAt = record.savedAt;
        host.tell();
        // The same draft may be open here a second time: in a page and in the panel.
        for (const one of host.open) if (one !== self) void one.flush();
      }
      if (write && (failed || clash)) dirty = true;
      if (failed && draft.value) {
        later(flush, retryDelay);
        return become(other ? 'conflict' : 'this-tab-only');
      }
      if (clash && !other) {
        // Where this tab has saved all it had, it follows the other.
        if (!dirty && !sending) take(clash === 'ended' ? undefined : clash, clash === 'ended' ? undefined : id);
        else {
          other = clash;
          draft.theirs = clash === 'ended' ? { files: [] } : clash;
          become('conflict');
        }
      }
    } while (dirty && !other && !handing);
    if (!other && !dirty) become('saved');
    if (closed) host.open.delete(self);
  };

  const flush = async (): Promise<void> => {
    holdBack();
    await running;
    if (!handing) await (running ??= run().finally(() => (running = undefined)));
  };
  const touch = () => {
    dirty = true;
    host.written();
    if (draft.state === 'saved') become('saving');
    later(flush, saveDelay);
  };
  const settle = async () => {
    holdBack();
    await running;
  };

  const readFile = async (key: string): Promise<ArrayBuffer> => {
    const [entry] = held.has(key) ? [] : await store.read(fileKey(draft.id, key));
    const bytes = held.get(key) ?? (entry?.[1] as FileRecord | undefined)?.bytes;
    if (!bytes) throw new StorageError('The device has not kept the bytes of this file.', 'storage-refused');
    return bytes;
  };
  /** Takes the bytes of all files into this tab, to save them under another id. */
  const holdFiles = async () => {
    for (const { key } of draft.files)
      await readFile(key)
        .then((bytes) => held.set(key, bytes))
        .catch(() => {});
  };

  const send = async (input: TicketInput | MessageInput): Promise<OutboxEntry> => {
    const value = draft.value ?? { answers: {} };
    handing = true;
    await settle();
    if (other) {
      handing = false;
      throw new StorageError('Another tab has saved other words: choose first.', 'conflict');
    }
    const { id, slot, files } = draft;
    const given = draft.omit.filter((key) => !isBlank(value.answers[key]));
    const pressed = { ...value, answers: withoutKeys(value.answers, given) };
    dirty = false;
    let entry: OutboxEntry;
    try {
      entry = await host.add({ id, slot, input, value: pressed, files, left: given, by: me, revision, held: new Map(held) });
    } catch (error) {
      handing = false;
      dirty = true;
      await flush();
      throw error;
    }
    handing = false;
    // What came after the press is no part of the entry, and a draft of its own.
    const typed = JSON.stringify(draft.value ?? value) === JSON.stringify(value) ? undefined : draft.value;
    const added = draft.files.filter((file) => !files.includes(file));
    const bytes = added.map(({ key }) => [key, held.get(key)!] as const);
    take();
    if (typed || added.length > 0) {
      draft.files = added;
      for (const [key, file] of bytes) held.set(key, file);
      draft.save(typed ?? { answers: {} });
    }
    return entry;
  };

  const draft: Writable<Draft> = {
    ...({} as Draft),
    slot: at,
    omit,
    save(next) {
      draft.value = next;
      draft.old = false;
      touch();
    },
    flush,
    async addFile({ bytes, ...file }) {
      const size = bytes.byteLength;
      if (draft.files.reduce((sum, one) => sum + one.size, size) > maxBytes) {
        throw new StorageError('The files of one draft weigh 64 MiB together at most.', 'draft-too-large');
      }
      const added = { ...file, size, key: random() };
      held.set(added.key, bytes);
      draft.value ??= { answers: {} };
      draft.files = [...draft.files, added];
      touch();
      notify();
      await flush();
      return added;
    },
    async removeFile(key) {
      draft.files = draft.files.filter((file) => file.key !== key);
      held.delete(key);
      touch();
      notify();
      await flush();
      // After the text, which no longer names it. Where this fails the bytes go with the draft.
      await store.write([], () => [[fileKey(draft.id, key), undefined]]).catch(() => {});
    },
    readFile,
    async choose(which) {
      const ended = other === 'ended';
      const rests = ended ? undefined : (other as DraftRecord);
      if (which === 'theirs') return take(rests, rests && draft.id);
      if (ended) {
        // The id belongs to what was sent: what goes on from here is another draft, with bytes of its own.
        await holdFiles();
        draft.files = draft.files.filter(({ key }) => held.has(key));
        draft.id = random();
      }
      revision = rests?.revision ?? 0;
      other = undefined;
      draft.theirs = undefined;
      touch();
      await flush();
    },
    async discard() {
      await settle();
      await holdFiles();
      const { id, slot, value, files } = draft;
      const bytes = [...held];
      const ended = { value, files, left, revision } as DraftRecord;
      let undone = !!other;
      const remove = (): Promise<void> =>
        store
          .write([['draft', slot, id]], (entries) => {
            const found = readDraft(entries[0]?.[1]);
            // Words that another tab has saved since were not seen here.
            if (undone || (found && found.by !== me && found.revision !== ended.revision)) return [];
            return [
              [['draft', slot, id], undefined],
              [fileKey(id), undefined],
            ];
          })
          .catch(() => void device.later(() => void remove(), retryDelay));
      take();
      await remove();
      return async () => {
        undone = true;
        await flush();
        take(ended, id);
        for (const [key, file] of bytes) held.set(key, file);
        touch();
        await flush();
      };
    },
    send: (input) => (sending ??= send(input).finally(() => (sending = undefined))),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      closed = true;
      listeners.clear();
      void flush();
    },
  };
  const self: OpenDraft = {
    flush,
    rest: () => void ((dirty || held.size > 0) && flush()),
    notify,
    reopen(slot, id) {
      if (!closed || draft.slot !== slot || (id && draft.id !== id)) return undefined;
      closed = false;
      return draft;
    },
    move(from, to) {
      if (draft.slot === from) draft.slot = to;
    },
  };
  take();
  host.open.add(self);
  await load();
  return draft;
}
