import type { Message, Ticket } from '@helpmark/schema';
import type { Uploader } from '../attachments/uploader.js';
import type { FileRecord } from '../drafts/draft-record.js';
import { fileKey } from '../drafts/draft-record.js';
import { AuthError } from '../errors/auth-error.js';
import { StorageError } from '../errors/storage-error.js';
import type { ValidationError } from '../errors/validation-error.js';
import type { Kit } from '../kit.js';
import type { MessagesClient } from '../messages/messages.js';
import type { TicketsClient } from '../tickets/tickets.js';
import type { Job } from './job.js';
import { inputOf } from './job.js';
import type { FileOfRecord } from './outbox-entry.js';
import { threadOf } from './outbox-entry.js';
import type { Outbox } from './outbox.js';
import type { Trial } from './trial.js';
import { backOff, judge, recentTries, waitOf } from './trial.js';

/** What sends. */
export interface DeliveryHost extends Kit {
  outbox: Outbox;
  tickets: TicketsClient;
  messages: MessagesClient;
  uploader: () => Promise<Uploader>;
  /** Whether the server answers at all, asked in place of sending again what has just failed. */
  reach: () => Promise<boolean>;
  /** Names this person's locks. */
  name: string;
  /** Aborted when the client closes. */
  signal: AbortSignal;
}

const longestProbe = 30_000;
const trustProbes = 5 * 60_000;
/** Milliseconds between two looks at the queue at most, whatever the clock does, and whatever other tabs do without a word. */
const lookAgain = 30_000;
const retryDelay = 5_000;

/** Empties the outbox. */
export interface Delivery {
  /** Sends what is due; where it is urgent, also what waits for a later try. */
  pump(urgent?: boolean): void;
  /** The host has given a token. */
  onFreshToken(): void;
}

/** One thing to send: the words of an entry, or one of its files. */
interface Load {
  job: Job;
  trial: Trial;
  send: () => Promise<void>;
}

/** Makes what empties the outbox: words one after another, and the files of what has arrived beside them. */
export function createDelivery(host: DeliveryHost): Delivery {
  const { outbox, clock, device, store } = host;
  const { jobs } = outbox;
  /** Times in a row that the server did not answer at all, and when it is asked again. */
  let away = 0;
  let nextProbe = 0;
  let urgent = false;
  let attempts = 0;
  let stopTimer = () => {};

  /** The words that may go now: the first of each ticket that has not arrived. One that is refused holds up its own ticket. */
  const words = (): Load[] => {
    const seen = new Set<string>();
    return inOrder().flatMap((job) => {
      const { record } = job;
      const thread = threadOf(record);
      // A message to a ticket that waits stands behind it, also where the ticket was mended after it.
      const waits = record.slot.startsWith('new:');
      if (record.sent || waits || seen.has(thread)) return [];
      seen.add(thread);
      return !inputOf(job) ? [] : [{ job, trial: record.trial, send: () => sendWords(job) }];
    });
  };
  const files = (): Load[] =>
    inOrder().flatMap((job) =>
      job.record.sent
        ? job.record.files.flatMap((file) => (file.done ? [] : [{ job, trial: file.trial, send: () => sendFile(job, file) }]))
        : [],
    );
  const inOrder = () => [...jobs.values()].filter(({ over }) => !over).sort((one, other) => one.record.seq - other.record.seq);

  const sendWords = async (job: Job): Promise<void> => {
    const { record } = job;
    const { id, slot, files: attached } = record;
    const manifest = attached.map(({ key, name, type, size, sha256 }) => ({ key, name, type, size, sha256 }));
    const input = { ...inputOf(job)!, ...(manifest.length > 0 && { attachments: manifest }) };
    job.busy = true;
    outbox.notify();
    try {
      const options = { key: id, signal: host.signal };
      const answer: Ticket | Message = await (slot === 'new'
        ? host.tickets.create(input as Parameters<TicketsClient['create']>[0], options)
        : host.messages.create(slot, input as Parameters<MessagesClient['create']>[1], options));
      const given = (answer as { attachments?: { id: string; key?: string }[] }).attachments ?? [];
      for (const file of attached) file.attachment = given.find(({ key }) => key === file.key)?.id;
      await outbox.confirm(
        job,
        'number' in answer ? { ticket: answer.id, number: answer.number } : { ticket: slot, message: answer.id },
        answer,
      );
    } finally {
      job.busy = false;
    }
  };

  const sendFile = async (job: Job, file: FileOfRecord): Promise<void> => {
    const { key, attachment = '' } = file;
    const stop = new AbortController();
    job.abort = () => stop.abort();
    job.progress.set(key, 0);
    try {
      const place = fileKey(job.record.id, key);
      const bytes = job.held.get(key) ?? ((await store.read(place))[0]?.[1] as FileRecord | undefined)?.bytes;
      if (!bytes) throw new StorageError('The device no longer has the bytes of this file.', 'file-gone');
      const upload = await host.uploader();
      await upload(
        { attachment, file, bytes },
        {
          signal: AbortSignal.any([stop.signal, host.signal]),
          onProgress(arrived) {
            job.progress.set(key, arrived);
            outbox.notify();
          },
        },
      );
      file.done = true;
      await outbox.settle(job);
    } finally {
      job.progress.delete(key);
    }
  };

  /** True for what has failed of late: before it is sent again, the server is asked whether it answers at all. */
  const isProbed = ({ fails, tries }: Trial, now: number) => fails > 0 && Math.abs(now - (tries.at(-1) ?? 0)) < trustProbes;
  const waitFor = ({ trial }: Load): number => {
    const now = clock.now();
    const wait = nextProbe - now;
    return Math.max(waitOf(trial, now), isProbed(trial, now) && wait <= longestProbe ? wait : 0);
  };
  const reach = async (): Promise<boolean> => {
    const there = await host.reach();
    away = there ? 0 : away + 1;
    nextProbe = there ? 0 : clock.now() + backOff(away, longestProbe, device.chance);
    return there;
  };

  const attempt = async (load: Load, reached: () => Promise<boolean>): Promise<void> => {
    const { job } = load;
    job.using = (job.using ?? 0) + 1;
    await tryOnce(load, reached);
    job.using--;
  };
  const tryOnce = async ({ job, trial, send }: Load, reached: () => Promise<boolean>): Promise<void> => {
    const now = clock.now();
    if (isProbed(trial, now) && !(await reached())) return;
    const before = { tries: recentTries(trial, now), unsure: trial.unsure };
    trial.tries = [...before.tries, now];
    // What is written before a try holds where this tab ends in the middle of it.
    trial.unsure = true;
    if (!(await outbox.keep(job))) return;
    attempts++;
    try {
      await send();
    } catch (error) {
      if (host.signal.aborted) return;
      if (error instanceof AuthError) {
        Object.assign(trial, before);
        // The client has asked twice, with a fresh token the second time.
        if (error.code === 'token-refused') trial.tries = [...before.tries, now, now];
      }
      job.record.issues = (error as ValidationError).issues ?? [];
      judge(trial, error, clock.now(), device.chance);
      await outbox.keep(job);
      host.tell();
    } finally {
      attempts--;
    }
    outbox.notify();
  };

  const createLane = (name: string, loads: () => Load[]) => {
    let again = false;
    const work = async () => {
      let answered = false;
      const reached = async () => (answered ||= await reach());
      await outbox.load().catch(() => {});
      if (urgent) {
        urgent = false;
        nextProbe = 0;
        for (const { trial } of [...words(), ...files()]) trial.due = trial.hold;
      }
      const ready = (load: Load) => !load.trial.refused && waitFor(load) <= 0;
      for (let load; !host.signal.aborted && (load = loads().find(ready));) await attempt(load, reached);
    };
    const run = async () => {
      if (lane.running) return void (again = true);
      lane.running = true;
      do {
        again = false;
        await device.lock(`${host.name} ${name}`, work);
      } while (again && !host.signal.aborted);
      lane.running = false;
      schedule();
    };
    const lane = { loads, run, running: false };
    return lane;
  };
  const lanes = [createLane('words', words), createLane('files', files)] as const;

  const schedule = () => {
    stopTimer();
    if (host.signal.aborted) return;
    // A lane that is at work, or waits for another tab's, looks again by itself at its end.
    const idle = lanes.filter(({ running }) => !running).flatMap(({ loads }) => loads());
    const waits = idle.filter(({ trial }) => !trial.refused).map(waitFor);
    for (const { at, ahead, held } of jobs.values()) if (!at || ahead || held.size > 0) waits.push(retryDelay);
    if (jobs.size > 0) stopTimer = device.later(pump, Math.max(0, Math.min(lookAgain, ...waits)));
  };

  host.signal.addEventListener('abort', () => stopTimer());
  const pump = (hurry = false) => {
    urgent ||= hurry;
    void heal().then(lanes[0].run).then(lanes[1].run);
  };
  const heal = async () => {
    for (const job of [...jobs.values()]) {
      if (job.over || !job.at || job.ahead || job.held.size > 0) await outbox.settle(job);
    }
  };
  return {
    pump,
    onFreshToken() {
      // Those that the outbox itself asks for are not news to it.
      const waits = [...words(), ...files()].filter(({ trial }) => trial.code?.startsWith('token-'));
      if (attempts === 0 && waits.length > 0) pump(true);
    },
  };
}
