import { ProblemError } from '../problem.js';
import type { ChangeAudience } from '../store/service-records.js';
import type { Store, Viewer } from '../store/store.js';

/** Milliseconds between two looks for changes that nobody gave notice of, such as those of another process on the same file. */
const lookInterval = 5000;
/** Seconds after which a person with too many streams may try again. */
const patience = 30;

/** A stream, as far as its hub knows it. */
export interface Member {
  ring(): void;
  /** Every stream is to end. */
  end(): void;
}

/** Brings changes to the open streams of this process. */
export interface Hub {
  /**
   * Rings whenever there may be changes for a person, from the moment on that it resolves.
   *
   * @returns Ends it.
   * @throws {ProblemError} `too-many-requests` where the person has as many streams as one may have; `unavailable` once the
   *   streams have ended.
   */
  join(viewer: Viewer, member: Member): Promise<() => void>;
  /** Whether every stream is to end. */
  readonly ended: boolean;
  /** Keeps the store open until some work is over. */
  track<T>(work: Promise<T>): Promise<T>;
  /** Open streams. */
  readonly size: number;
  /** Ends every stream; their readers come again, to whoever answers then. */
  end(): void;
}

/** What a hub is made of. */
export interface HubParts {
  store: Store;
  /** How many streams a person may have open. */
  perPerson: number;
  track: Hub['track'];
  /** Is told why changes could not be looked for. */
  onFailure: (error: unknown) => void;
}

export function createHub({ store, perPerson, track, onFailure }: HubParts): Hub {
  const rooms = new Map<string, Room>();
  const people = new Map<string, number>();
  let ended = false;
  const lookIn = async (room: Room) => track(room.look()).catch(onFailure);
  /** Looks into every room whose workspace has gone on: one question, however many they are. */
  const lookAround = async () => {
    if (rooms.size === 0) return;
    const lasts = await store.read((records) => records.lastPositions([...rooms.keys()]));
    for (const [name, room] of rooms) if (room.position !== (lasts.get(name) ?? 0)) void lookIn(room);
  };
  const look = (workspace?: string) => {
    if (workspace === undefined) return void track(lookAround()).catch(onFailure);
    const room = rooms.get(workspace);
    if (room) void lookIn(room);
  };
  const unwatch = store.watch(look);
  const interval = setInterval(look, lookInterval).unref();

  return {
    get ended() {
      return ended;
    },
    track,
    get size() {
      return [...people.values()].reduce((sum, count) => sum + count, 0);
    },
    async join(viewer, member) {
      const wait = { headers: { 'Retry-After': String(patience) } };
      if (ended) throw new ProblemError('unavailable', wait);
      const person = JSON.stringify([viewer.workspace, viewer.id]);
      const count = people.get(person) ?? 0;
      if (count >= perPerson) {
        const detail = `A person has ${perPerson} streams at most: close one, or wait for one to end.`;
        throw new ProblemError('too-many-requests', { ...wait, detail });
      }
      people.set(person, count + 1);
      const room = rooms.get(viewer.workspace) ?? createRoom(store, viewer.workspace);
      rooms.set(viewer.workspace, room);
      room.members.set(member, viewer);
      const leave = () => {
        room.members.delete(member);
        if (room.members.size === 0) rooms.delete(viewer.workspace);
        const left = (people.get(person) ?? 1) - 1;
        if (left > 0) people.set(person, left);
        else people.delete(person);
      };
      try {
        await track(room.open());
      } catch (error) {
        leave();
        throw error;
      }
      return leave;
    },
    end() {
      ended = true;
      unwatch();
      clearInterval(interval);
      for (const room of rooms.values()) for (const member of room.members.keys()) member.end();
    },
  };
}

/** The streams of one workspace. */
interface Room {
  members: Map<Member, Viewer>;
  /** How far it has looked; nowhere yet where there is none. */
  readonly position: number | undefined;
  /** Takes the place to look from, once for all who come. */
  open(): Promise<void>;
  /** Looks for whom there are changes since it last looked, and rings for them. */
  look(): Promise<void>;
}

function createRoom(store: Store, workspace: string): Room {
  const members = new Map<Member, Viewer>();
  let position: number | undefined;
  let opening: Promise<void> | undefined;
  let isLooking = false;
  let again = false;

  const lookOnce = async (after: number) => {
    const { last, audiences, count } = await store.read(async (records) => ({
      last: await records.lastPosition(workspace),
      ...(await records.audiences(workspace, after)),
    }));
    position = last;
    // A position without a change concerns everyone.
    const isForAll = count < last - after;
    for (const [member, viewer] of members) {
      if (isForAll || audiences.some((audience) => mayConcern(viewer, audience))) member.ring();
    }
  };

  return {
    members,
    get position() {
      return position;
    },
    open() {
      opening ??= store
        .read((records) => records.lastPosition(workspace))
        .then((last) => {
          position = last;
        })
        .catch((error: unknown) => {
          opening = undefined;
          throw error;
        });
      return opening;
    },
    async look() {
      again = true;
      if (isLooking) return;
      isLooking = true;
      try {
        while (again) {
          again = false;
          if (position !== undefined) await lookOnce(position);
        }
      } finally {
        isLooking = false;
      }
    },
  };
}

/** Spares a person's stream the questions about the tickets of others; what they may see is not decided here. */
function mayConcern(viewer: Viewer, { requester, organization, person }: ChangeAudience): boolean {
  if (person !== undefined) return person === viewer.id;
  return viewer.staff || requester === viewer.id || (organization !== undefined && organization === viewer.organization);
}
