import type { Message, Ticket } from '@helpmark/schema';
import type { DraftRecord } from '../drafts/draft-record.js';
import { fileKey, readDraft, withoutKeys } from '../drafts/draft-record.js';
import type { OpenDraft, Pressed, SpareDraft } from '../drafts/open-draft.js';
import { StorageError } from '../errors/storage-error.js';
import type { Kit } from '../kit.js';
import type { StorageEntry, StorageKey } from '../storage/storage-port.js';
import type { Job, Receipt } from './job.js';
import { keyOfJob, madeIn, receiptKey, viewOf } from './job.js';
import type { OutboxClient } from './outbox-client.js';
import type { Made, OutboxEntry, OutboxRecord, SentEntry } from './outbox-entry.js';
import { readEntry, slotOfQueued } from './outbox-entry.js';
import { newTrial } from './trial.js';

/** The outbox as the rest of the client sees it. */
export interface Outbox {
  client: Omit<OutboxClient, 'subscribe'>;
  jobs: Map<string, Job>;
  add(pressed: Pressed): Promise<OutboxEntry>;
  /** Reads what rests. Rejects where the device does not give it. */
  load(): Promise<void>;
  /** Writes how an entry stands. False where another tab has taken it out. */
  keep(job: Job): Promise<boolean>;
  /** The server has the words. */
  confirm(job: Job, made: Made, answer?: Ticket | Message): Promise<void>;
  /** Takes an entry out, with all that belongs to it, once all of it has arrived; until then writes how it stands. */
  settle(job: Job): Promise<void>;
  notify(sent?: SentEntry): void;
  /** Forgets everything, in memory alone. */
  clear(): void;
}

/** What the outbox needs from its client. */
export interface OutboxHost extends Kit {
  open: Set<OpenDraft>;
  /** Drafts that the device has not taken, by their ids, until somebody opens them. */
  spare: Map<string, SpareDraft>;
  /** Whom to tell of changes. */
  listeners: Set<(sent?: SentEntry) => void>;
  /** Something is to be sent; at once also what waits for a later try. */
  pump(urgent?: boolean): void;
}

const receiptsKept = 7 * 24 * 3_600_000;

/** Makes the outbox: what is in it, and how it rests. */
export function createOutbox(host: OutboxHost): Outbox {
  const { store, clock, random, listeners } = host;
  const jobs = new Map<string, Job>();
  let tail: Promise<unknown> = Promise.resolve();

  /** What rests and what is in memory change together, one step after another. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = tail.then(work);
    tail = done.catch(() => {});
    return done;
  };
  const notify = (sent?: SentEntry) => {
    if (jobs.size > 0) host.device.mark(true);
    // One that throws ends nothing here: its error is reported as one that nobody caught.
    for (const listener of listeners) void (async () => listener(sent))();
  };
  const sorted = () => [...jobs.values()].sort((a, b) => a.record.seq - b.record.seq || (a.record.id < b.record.id ? -1 : 1));

  /** Drafts for a queued ticket go with it to its new name: the changes of what rests. One that was saved there since stays. */
  const moveDrafts = (entries: StorageEntry[], from: string, to: string): StorageEntry[] =>
    entries.flatMap(([key, value]): StorageEntry[] => {
      if (key[0] !== 'draft' || key[1] !== from) return [];
      const there = readDraft(entries.find(([one]) => one[1] === to && one[2] === key[2])?.[1]);
      const older = there && there.revision >= (readDraft(value)?.revision ?? 0);
      return [[key, undefined], ...(older ? [] : [[['draft', to, key[2]!], value] satisfies StorageEntry])];
    });
  /** So do the messages, here now and at rest with their next change. */
  const follow = (from: string, to: string) => {
    for (const job of jobs.values()) {
      if (job.record.slot !== from) continue;
      job.record.slot = to;
      job.ahead = true;
    }
    for (const draft of host.open) draft.move(from, to);
  };

  /** The words are with the server, by its own answer or by what another tab has written down of it. */
  const arrived = ({ record: { id, slot } }: Job, made: Made, answer?: Ticket | Message) => {
    if (slot === 'new') follow(slotOfQueued(id), made.ticket);
    notify({ id, ...(slot === 'new' ? { kind: 'ticket', slot: slotOfQueued(id) } : { kind: 'message', slot }), ...made, answer });
  };

  /** Another tab has taken an entry out: it was sent, or the person took it back. */
  const leave = (job: Job, made?: Made) => {
    jobs.delete(job.record.id);
    if (made && !job.record.sent) arrived(job, made);
    else notify();
  };

  const load = () =>
    inTurn(async () => {
      const here = new Set<string>();
      for (const [key, value] of await store.read(['outbox'])) {
        const record = readEntry(value);
        if (!record) continue;
        here.add(record.id);
        const job: Job = jobs.get(record.id) ?? { record, held: new Map(), progress: new Map() };
        jobs.set(record.id, job);
        job.at = key;
        if (job.using || job.ahead || job.over) continue;
        const news = record.sent && !job.record.sent && record.sent;
        job.record = record;
        if (news) arrived(job, news);
      }
      for (const job of [...jobs.values()]) {
        if (!job.at || job.using || job.over || here.has(job.record.id)) continue;
        const { id } = job.record;
        const traces = [...(await store.read(receiptKey(id))), ...(await store.read(['draft']))];
        const trace = traces.find(([key]) => key[2] === id);
        if (trace) leave(job, madeIn(trace));
        // Nobody took it out: the device was cleared, and what is still here is put back.
        else job.at = undefined;
      }
      for (const { record } of jobs.values()) {
        const ticket = /^new:(.*)/.exec(record.slot)?.[1];
        if (ticket === undefined || jobs.has(ticket)) continue;
        // Sent off in one tab after another one had seen its ticket arrive.
        const [receipt] = await store.read(receiptKey(ticket));
        const made = receipt && madeIn(receipt);
        if (made) follow(record.slot, made.ticket);
      }
      notify();
    });

  const place = async (job: Job, pressed?: Pressed): Promise<void> => {
    const { record } = job;
    const { id, slot } = record;
    const content = contentOf(record);
    let clash = false;
    let newer = false;
    let there: OutboxRecord | undefined;
    const last = Math.max(0, ...[...jobs.values()].map((other) => (other === job ? 0 : other.record.seq)));
    await store.write([['outbox'], ['draft', slot, id], receiptKey(id)], (entries) => {
      clash = false;
      newer = false;
      there = undefined;
      record.seq ||= last + 1;
      for (const [[kind, , seq, at], value] of entries) {
        if (kind === 'draft') {
          newer = holdsOther(job, value);
          clash ||= !!pressed && newer;
        } else if (kind === 'cache') {
          // Sent off from another tab, and through already.
          clash ||= !!pressed && (value as Receipt).content !== digestOf(record);
        } else if (at === id) {
          there = readEntry(value);
          clash ||= !there || contentOf(there) !== content;
        } else if (!job.at) record.seq = Math.max(record.seq, Number(seq) + 1);
      }
      if (clash) return [];
      return [
        [keyOfJob(there ?? record), there ?? record],
        ...(newer ? [] : [[['draft', slot, id], undefined] satisfies StorageEntry]),
        [receiptKey(id), undefined],
      ];
    });
    if (clash) throw new StorageError('Another tab has saved or sent other words.', 'conflict');
    if (there) job.record = there;
    job.at = keyOfJob(job.record);
  };

  /** Bytes that the device did not take before. */
  const placeFiles = async ({ record, held }: Job) => {
    for (const [key, bytes] of held) {
      await store
        .write([], () => [[fileKey(record.id, key), { v: 1, savedAt: clock.now(), bytes }]])
        .then(
          () => held.delete(key),
          () => {},
        );
    }
  };

  const keep = async (job: Job): Promise<boolean> => {
    const there = await inTurn(async () => {
      job.ahead = false;
      let receipt: StorageEntry | undefined;
      try {
        if (job.at) {
          const { at, record } = job;
          const { id, sent } = record;
          const to = keyOfJob(record);
          await store.write([at, receiptKey(id), ['draft']], (entries) => {
            receipt = entries[0]?.[0][0] === 'outbox' ? undefined : entries.find(([key]) => key[2] === id);
            if (receipt) return [];
            return [[at, undefined], [to, record], ...(sent ? moveDrafts(entries, slotOfQueued(id), sent.ticket) : [])];
          });
          job.at = to;
        } else await place(job);
      } catch {
        job.ahead = true;
      }
      if (receipt) leave(job, madeIn(receipt));
      return !receipt;
    });
    if (there && job.held.size > 0) await placeFiles(job);
    return there;
  };

  const remove = (job: Job): Promise<void> => {
    const { id, slot, sent } = job.record;
    job.over = true;
    return inTurn(async () => {
      try {
        await store.write([['outbox'], ['draft'], ['cache', 'sent']], (entries) => [
          ...entries.flatMap(([key, value]): StorageEntry[] => {
            const old = key[0] === 'cache' && clock.now() - (value as Receipt).savedAt > receiptsKept;
            return key[3] === id || old ? [[key, undefined]] : [];
          }),
          ...(entries.some(([key, value]) => key[0] === 'draft' && key[2] === id && holdsOther(job, value))
            ? []
            : ([
                [['draft', slot, id], undefined],
                [fileKey(id), undefined],
              ] satisfies StorageEntry[])),
          [receiptKey(id), { v: 1, savedAt: clock.now(), made: sent, content: sent && digestOf(job.record) }],
          ...(sent ? moveDrafts(entries, slotOfQueued(id), sent.ticket) : []),
        ]);
        jobs.delete(id);
        host.tell();
      } catch {
        job.ahead = true;
      }
      notify();
    });
  };

  const find = (id: string, forbidSent: boolean): Job => {
    const job = jobs.get(id);
    if (!job || job.over || (job.using && !job.record.sent) || (forbidSent && job.record.sent)) {
      throw onItsWay();
    }
    return job;
  };

  const client: Outbox['client'] = {
    list: (slot) => sorted().flatMap((job) => (job.over || (slot && job.record.slot !== slot) ? [] : [viewOf(job, clock.now())])),
    async retry(id) {
      const job = jobs.get(id);
      if (!job) return;
      for (const { trial } of [job.record, ...job.record.files]) {
        Object.assign(trial, { fails: 0, due: 0, hold: 0, refused: false });
      }
      await keep(job);
      host.pump();
    },
    async edit(id) {
      const job = find(id, true);
      let { record } = job;
      let as = id;
      let gone: StorageEntry | undefined;
      let made: StorageEntry | undefined;
      const make = (): DraftRecord => ({
        v: 1,
        savedAt: clock.now(),
        revision: 1,
        by: random(),
        value: record.value,
        files: record.files.map(({ key, name, type, size, sha256 }) => ({ key, name, type, size, sha256 })),
        left: record.left,
      });
      const next = mendedId(id);
      const files: StorageKey[] = record.files.length > 0 ? [fileKey(id)] : [];
      await inTurn(async () => {
        try {
          await store.write([['outbox'], ['draft'], receiptKey(id), ...files], (entries) => {
            const at = entries.find(([[kind, , , one]]) => kind === 'outbox' && one === id);
            // Another tab has taken it out, or made this very draft of it.
            gone = at ? undefined : entries.find(([[kind, , one]]) => kind !== 'file' && kind !== 'outbox' && one === id);
            if (gone) return [];
            record = readEntry(at?.[1]) ?? record;
            const other = entries.some(([[kind, , one]]) => kind === 'draft' && one === id);
            as = (record.trial.unsure || job.record.trial.unsure) && !other ? id : next;
            // It was mended before, and the device did not hear of all of it: what was written since stays.
            made = entries.find(([[kind, , one]]) => kind === 'draft' && one === as);
            const changes: StorageEntry[] = made ? [] : [[['draft', record.slot, as], make()]];
            if (at) changes.push([at[0], undefined]);
            if (as === id) return changes;
            for (const [[kind, , key], value] of entries) {
              if (kind === 'file') changes.push([fileKey(as, String(key)), value]);
            }
            return [
              ...changes,
              [fileKey(id), undefined],
              [receiptKey(id), { v: 1, savedAt: clock.now() }],
              ...moveDrafts(entries, slotOfQueued(id), slotOfQueued(as)),
            ];
          });
        } catch (error) {
          // Only the device has the bytes of these files.
          if (record.files.some(({ key }) => !job.held.has(key))) throw error;
          as = record.trial.unsure ? id : next;
        }
        jobs.delete(id);
      });
      if (gone) {
        leave(job, gone[0][0] === 'cache' ? madeIn(gone) : undefined);
        if (gone[0][0] === 'cache') throw onItsWay();
        return { slot: record.slot, id };
      }
      if (!made) host.spare.set(as, { record: make(), held: job.held });
      follow(slotOfQueued(id), slotOfQueued(as));
      host.tell();
      notify();
      return { slot: record.slot, id: as };
    },
    discard: async (id) => remove(find(id, false)),
    async dropFile(id, key) {
      const job = jobs.get(id);
      if (!job?.record.sent) throw new StorageError('The words have not arrived: edit the entry.', 'on-its-way');
      job.record.files = job.record.files.filter((file) => file.key !== key);
      job.abort?.();
      await settle(job);
    },
  };

  const settle = async (job: Job) => {
    if (job.over || (job.record.sent && job.record.files.every(({ done }) => done))) return remove(job);
    await keep(job);
    notify();
  };

  return {
    client,
    jobs,
    load,
    keep,
    settle,
    notify,
    clear: () => jobs.clear(),
    async add(pressed) {
      const { id, slot, input, value, left } = pressed;
      const files = pressed.files.map((file) => ({ ...file, trial: newTrial() }));
      const record: OutboxRecord = {
        ...{ v: 1, id, slot, seq: 0, savedAt: clock.now(), left, value, files, trial: newTrial(), issues: [] },
        input: withoutSensitive(input, left),
      };
      const job: Job = { record, pressed, whole: input, held: pressed.held, progress: new Map() };
      await inTurn(async () => {
        try {
          await place(job, pressed);
        } catch (error) {
          if ((error as StorageError).code === 'conflict') throw error;
          record.seq ||= 1 + Math.max(0, ...[...jobs.values()].map((other) => other.record.seq));
        }
        jobs.set(id, job);
      });
      host.tell();
      notify();
      host.pump(true);
      return viewOf(job, clock.now());
    },
    async confirm(job, made, answer) {
      job.record.sent = made;
      job.record.trial = newTrial();
      job.busy = false;
      arrived(job, made, answer);
      await settle(job);
    },
  };
}

/**
 * What an entry is called once it is mended. It follows from its name: what is mended twice, because the device did not hear of the first
 * time, goes to the server under one key.
 */
const mendedId = (id: string) => `${id}~`;

const onItsWay = () => new StorageError('The entry is on its way, or has arrived.', 'on-its-way');

/** What tells one entry's content from another's. */
function contentOf({ input, files }: OutboxRecord): string {
  return JSON.stringify([input, files.map(({ key }) => key)]);
}

/** The same for the same content, and nothing that tells of it: a receipt says by it what was sent. */
function digestOf(record: OutboxRecord): number {
  let digest = 0;
  for (const char of contentOf(record)) digest = (Math.imul(digest, 31) + char.codePointAt(0)!) | 0;
  return digest;
}

/** What a person would miss of a draft. */
const wordsOf = ({ value, files }: Pick<DraftRecord, 'value'> & Pick<Pressed, 'files'>) => [value, files.map(({ key }) => key)];
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Whether what rests as the draft that an entry was holds other words, of another tab: it stays then, whatever becomes of the entry. */
function holdsOther({ pressed }: Job, rested: unknown): boolean {
  const found = readDraft(rested);
  if (!found || !pressed) return !!found;
  return found.by !== pressed.by && found.revision !== pressed.revision && !same(wordsOf(found), wordsOf(pressed));
}

/** What may rest of an input. */
function withoutSensitive(input: Pressed['input'], left: string[]): Pressed['input'] {
  if (left.length === 0 || !('fields' in input)) return input;
  const { body, ...rest } = input;
  return {
    ...rest,
    fields: withoutKeys(input.fields, left),
    subject: left.includes('summary') ? '' : input.subject,
    ...(body !== undefined && !left.includes('description') && { body }),
  };
}
