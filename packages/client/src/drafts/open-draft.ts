import type { MessageInput, TicketInput } from '@helpmark/schema';
import { isBlank } from '@helpmark/schema';
import type { Kit } from '../kit.js';
import type { Engine } from '../outbox/engine.js';
import type { OutboxEntry } from '../outbox/outbox-entry.js';
import type { StorageEntry, StorageKey } from '../storage/storage-port.js';
import type { Draft, DraftOptions, DraftState } from './draft.js';
import type * as Acts from './draft-acts.js';
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
  /** Loads what sends. */
  bring(): Promise<Pick<Engine, 'send'>>;
  /** Loads what else is done with a draft but typing. */
  acts(): Promise<typeof Acts>;
  /** The person writes something that rests on the device or soon will. */
  written(): void;
}

/** What is under a draft, for what is done with it but typing. */
export interface DraftCore {
  readonly draft: Writable<Draft>;
  readonly host: DraftHost;
  /** Who saves it: one name for each time a draft is opened. */
  readonly me: string;
  /** Bytes of files that the device has not taken. */
  readonly held: Map<string, ArrayBuffer>;
  /** What rests lacks these answers; some may have been given again since. */
  left: string[];
  revision: number;
  /** What another tab did with it, until the person has chosen. */
  other: DraftRecord | 'ended' | undefined;
  dirty: boolean;
  /** True from the press of "send" until the outbox has the draft: what is typed then is saved afterwards, as another one. */
  handing: boolean;
  notify: () => void;
  /** Shows another draft, or an empty one, in place of this. */
  take: (record?: DraftRecord, id?: string, state?: DraftState) => void;
  /** Something has changed: it is saved soon. */
  touch: () => void;
  flush: () => Promise<void>;
  /** Waits for the save that runs. */
  settle: () => Promise<void>;
}

const saveDelay = 400;
export const retryDelay = 5_000;
const oldAfter = 14 * 24 * 3_600_000;

export type Writable<T> = { -readonly [Name in keyof T]: T[Name] };

/** Opens a draft: the latest of the slot, or an empty one. Never rejects. */
export async function openDraft(host: DraftHost, at: string, { id: wanted, omit = [] }: DraftOptions): Promise<Draft> {
  const { store, clock, random, device } = host;
  const me = random();
  const listeners = new Set<() => void>();
  const held = new Map<string, ArrayBuffer>();
  let running: Promise<void> | undefined;
  let sending: Promise<OutboxEntry> | undefined;
  let stopTimer: (() => void) | undefined;
  let closed = false;

  const keyOf = (): StorageKey => ['draft', draft.slot, draft.id];
  const notify = () => {
    draft.left = core.left.filter((key) => isBlank(draft.value?.answers[key]));
    for (const listener of listeners) listener();
  };
  const become = (state: DraftState) => {
    if (draft.state === state) return;
    draft.state = state;
    notify();
  };
  const take = (record?: DraftRecord, id = random(), state: DraftState = 'saved') => {
    const { value, files = [], savedAt } = record ?? {};
    Object.assign(draft, {
      id,
      value,
      files,
      savedAt,
      old: clock.now() - savedAt! > oldAfter,
      theirs: undefined,
      state,
    });
    ({ left: core.left = [], revision: core.revision = 0 } = record ?? {});
    held.clear();
    core.other = undefined;
    core.dirty = false;
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
      take(spare.record, wanted, 'saving');
      spare.held.forEach((bytes, key) => held.set(key, bytes));
      core.dirty = true;
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
  const clashIn = (entries: StorageEntry[]): typeof core.other => {
    const rested = entries.find(([[kind]]) => kind === 'draft');
    // What was sent with other words than rest here is over, too.
    if (entries.some(([key]) => key[0] !== 'draft' && key.includes(draft.id))) return 'ended';
    const found = rested && readDraft(rested[1]);
    if (found) return found.by === me || found.revision === core.revision ? undefined : found;
    // What this version cannot read is not written over. What has gone without a trace was cleared, and is saved again.
    return rested && 'ended';
  };

  const run = async (): Promise<void> => {
    do {
      const { value, files, id } = draft;
      let clash: typeof core.other;
      let rests = false;
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
      const write = core.dirty && value && !core.other;
      core.dirty = false;
      await store
        .write([keyOf(), ['outbox'], ['cache', 'sent', id]], (entries) => {
          clash = clashIn(entries);
          rests = entries.some(([[kind]]) => kind === 'draft');
          record = undefined;
          if (clash || !write) return [];
          const { answers } = value;
          record = {
            v: 1,
            savedAt: clock.now(),
            revision: (readDraft(entries[0]?.[1])?.revision ?? core.revision) + 1,
            by: me,
            value: { ...value, answers: withoutKeys(answers, draft.omit) },
            files: files.filter(({ key }) => !held.has(key)),
            left: draft.omit.filter((key) => core.left.includes(key) || !isBlank(answers[key])),
          };
          return [[keyOf(), record]];
        })
        .catch(() => (failed = true));
      if (record && !failed) {
        ({ revision: core.revision, left: core.left } = record);
        draft.savedAt = record.savedAt;
        host.tell();
        // The same draft may be open here a second time: in a page and in the panel.
        for (const one of host.open) if (one !== self) void one.flush();
      }
      if (write && (failed || clash)) core.dirty = true;
      if (failed && draft.value) {
        later(flush, retryDelay);
        return become(core.other ? 'conflict' : 'this-tab-only');
      }
      if (clash && !core.other) {
        const ended = clash === 'ended';
        // Where this tab has saved all it had, it follows the other; unless that sent something else.
        if (!core.dirty && !sending && rests !== ended) take(ended ? undefined : (clash as DraftRecord), ended ? undefined : id);
        else {
          core.other = clash;
          draft.theirs = ended ? { files: [] } : (clash as DraftRecord);
          become('conflict');
        }
      }
    } while (core.dirty && !core.other && !core.handing);
    if (!core.other && !core.dirty) become('saved');
    if (closed) host.open.delete(self);
  };

  const flush = async (): Promise<void> => {
    holdBack();
    // It begins at once where nothing runs: the client may be closed in the next moment, and then nothing begins any more.
    if (running) await running;
    if (!core.handing) await (running ??= run().finally(() => (running = undefined)));
  };
  const touch = () => {
    core.dirty = true;
    host.written();
    if (draft.state === 'saved') become('saving');
    later(flush, saveDelay);
  };
  const settle = async () => {
    holdBack();
    await running;
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
    addFile: async (file) => (await host.acts()).addFile(core, file),
    removeFile: async (key) => (await host.acts()).removeFile(core, key),
    readFile: async (key) => (await host.acts()).readFile(core, key),
    choose: async (which) => (await host.acts()).choose(core, which),
    discard: async () => (await host.acts()).discard(core),
    send: (input) => {
      const { value, files } = draft;
      core.handing = true;
      return (sending ??= host
        .bring()
        .then(({ send }) => send(core, input, { value, files }))
        .finally(() => {
          sending = undefined;
          core.handing = false;
          if (core.dirty) touch();
        }));
    },
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
  const core: DraftCore = {
    ...{ draft, host, me, held, left: [], revision: 0, other: undefined, dirty: false, handing: false },
    ...{ notify, take, touch, flush, settle },
  };
  const self: OpenDraft = {
    flush,
    rest: () => void ((core.dirty || held.size > 0) && flush()),
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
