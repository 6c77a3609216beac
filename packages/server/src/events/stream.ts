import type { Person, Policy } from '@helpmark/schema';
import { policyAnswerFor } from '../policy-answer.js';
import type { ChangeRecord } from '../store/service-records.js';
import type { Store, Viewer } from '../store/store.js';
import { createBell } from './bell.js';
import type { Hub } from './hub.js';

/** Milliseconds that a reader may take for what is written to them, before their stream is given up. */
const patience = 30_000;
/** Changes that are read at once. */
const pageSize = 100;

/** What a stream works with. */
export interface StreamParts {
  store: Store;
  hub: Hub;
  clock: () => Date;
  policyOf: (workspace: string) => Promise<Policy>;
  viewerOf: (person: Person, policy: Policy) => Viewer;
  /** Milliseconds between two signs of life at most. */
  pingInterval: number;
}

/** Whose stream it is. */
export interface StreamReader {
  person: Person;
  /** When their token ends. */
  until: Date;
  /** The id of the last change that they got, where they had a stream before. */
  lastEventId: string | undefined;
}

/** Where a stream is written to. */
export interface StreamWriter {
  /** Resolves once the reader has room for more. */
  write(text: string): Promise<unknown>;
  readonly aborted: boolean;
  abort(): void;
  onAbort(listener: () => void): void;
}

/** A stream that has its place and waits to be written. */
export interface ReadyStream {
  run(writer: StreamWriter): Promise<void>;
  /** Gives the place back, for a stream that is never run. */
  leave(): void;
}

/**
 * Opens a stream of changes for one person. It holds nothing for a slow reader but a place in the list of changes, and reads on
 * from there whenever the reader has room.
 *
 * @throws {ProblemError} where the person has too many; `StoreUnavailableError` where the database cannot be asked now.
 */
export async function openStream(parts: StreamParts, reader: StreamReader): Promise<ReadyStream> {
  const { store, hub, clock, pingInterval } = parts;
  const { person, until, lastEventId } = reader;
  const { workspace } = person;
  const bell = createBell();
  const sight = await look();
  let present: StreamWriter | undefined;
  const end = () => present?.abort();
  const leave = await hub.join(sight.viewer, { ring: () => bell.ring(), end });
  try {
    const place = await findPlace(store, sight, lastEventId);
    return { leave, run: (writer) => hub.track(run(writer, place).finally(leave)) };
  } catch (error) {
    leave();
    throw error;
  }

  async function run(writer: StreamWriter, { position: start, first, id, goesOn }: Place): Promise<void> {
    let [position, last, wasKnown] = [start, id, true];
    writer.onAbort(() => bell.ring());
    present = writer;
    const write = (text: string) => writeInTime(writer, text);
    await write(first);
    // Whoever begins anew reads everything; whoever goes on has missed something perhaps.
    for (let [eyes, rang] = [sight, goesOn]; !writer.aborted;) {
      const now = await look(eyes);
      if (now.tag !== eyes.tag) await write(frame('policy', {}, idOf(last, now.tag)));
      eyes = now;
      // A sign of life asks the database nothing: a thousand streams give theirs at about the same time.
      for (let more = rang; more && !isOver();) {
        const { changes, isKnown } = await store.read(async (records) => ({
          changes: await records.changes(eyes.viewer, position, pageSize),
          isKnown: (await records.person(workspace, person.id)) !== undefined,
        }));
        more = changes.length === pageSize;
        // Whoever was erased has nothing any more, and is told to look.
        if (wasKnown && !isKnown) await write(frame('reset', {}, idOf(last, eyes.tag)));
        wasKnown = isKnown;
        for (const change of changes) {
          [position, last] = [change.position, change.id];
          await write(frame('change', dataOf(change), idOf(last, eyes.tag)));
        }
      }
      if (isOver()) return;
      rang = await bell.wait(Math.max(0, Math.min(pingInterval, until.getTime() - clock().getTime())));
      if (isOver()) return;
      if (!rang) await write(':\n\n');
    }

    function isOver(): boolean {
      return writer.aborted || hub.ended || clock() >= until;
    }
  }

  /** Policies may change while a stream is open. */
  async function look(before?: Sight): Promise<Sight> {
    const policy = await parts.policyOf(workspace);
    if (policy === before?.policy) return before;
    const tag = policyAnswerFor(policy, person).etag.replace(/\W/g, '').slice(0, 12);
    return { policy, viewer: parts.viewerOf(person, policy), tag };
  }
}

/** With whose eyes a stream sees, and by which policy. */
interface Sight {
  policy: Policy;
  viewer: Viewer;
  /** A hash of the policy as the person gets it. */
  tag: string;
}

/** Where a stream begins. */
interface Place {
  position: number;
  /** What is written first. */
  first: string;
  /** The last change that the reader knows. */
  id: string;
  /** Whether it is the place after a change that the reader knows, and there may be others by now. */
  goesOn: boolean;
}

/** Goes on after the change that the reader knows; one that is not kept any more means that they may have missed something. */
async function findPlace(store: Store, { viewer, tag }: Sight, lastEventId: string | undefined): Promise<Place> {
  const [known = '', knownTag] = lastEventId?.split('.') ?? [];
  return store.read(async (records) => {
    const position = known === '' ? undefined : await records.positionOfChange(viewer.workspace, known);
    if (position !== undefined) {
      return { position, id: known, first: knownTag === tag ? ':\n\n' : frame('policy', {}, idOf(known, tag)), goesOn: true };
    }
    // The last change that they may see and not the last of all, whose id would tell of others.
    const id = (await records.lastChange(viewer)) ?? '';
    return {
      position: await records.lastPosition(viewer.workspace),
      id,
      first: frame('reset', {}, idOf(id, tag)),
      goesOn: false,
    };
  });
}

const idOf = (change: string, tag: string) => `${change}.${tag}`;

function dataOf({ ticket, version, kinds }: ChangeRecord) {
  return { ticket, ...(version !== undefined && { version }), kinds };
}

function frame(event: string, data: unknown, id: string): string {
  return `event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Gives a stream up whose reader takes nothing for too long. */
async function writeInTime(writer: StreamWriter, text: string): Promise<void> {
  const timer = setTimeout(() => writer.abort(), patience).unref();
  await writer.write(text);
  clearTimeout(timer);
}
