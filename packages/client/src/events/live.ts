import type { ReadyOptions } from '../client-options.js';
import type { TokenKeeper } from '../auth/token-keeper.js';
import { follow } from './follow.js';
import type { LiveEvent } from './live-event.js';
import type { PlacedEvent, StreamEnd } from './stream.js';
import { readStream } from './stream.js';
import type { Surroundings } from './surroundings.js';
import { browserSurroundings } from './surroundings.js';

/** Milliseconds between two resets where streams do not get through, and how many of them until a stream is tried again. */
const pollInterval = 30_000;
const pollsPerTrial = 20;
/** Streams that brought nothing, one after another, until it is taken that none gets through. */
const swallowedTrials = 2;
/** Milliseconds to wait after a stream that ended or failed: twice as long each time it fails, and by chance up to that. */
const firstWait = 2000;
const longestWait = 30_000;

/** What live events are made of. */
export interface LiveParts extends Pick<ReadyOptions, 'baseUrl' | 'fetch' | 'person'> {
  tokens: TokenKeeper;
  /** The browser's by default. */
  surroundings?: Surroundings;
}

/** What the tabs of a browser tell one another. */
type Message =
  /** Somebody came, or came back. */
  | { ask: true }
  /** How far the stream is. */
  | { at: string | undefined }
  | ({ came: true } & PlacedEvent);

/**
 * Gives events until the signal, while the page is seen. One tab reads the stream and tells the others; when it goes, another goes
 * on after the last event that it heard of.
 */
export function runLive(
  { surroundings = browserSurroundings, ...parts }: LiveParts,
  emit: (event: LiveEvent) => void,
  signal: AbortSignal,
): void {
  const name = `helpmark-events ${parts.baseUrl} ${parts.person.workspace} ${parts.person.id}`;
  /** The last event that this tab knows of. */
  let place: string | undefined;
  let seen: AbortController | undefined;

  const live = (end: AbortSignal) => {
    const asked = place;
    let isLeading = false;
    let isOpen = false;
    let isAnswered = false;
    const take = ({ event, id }: PlacedEvent) => {
      place = id ?? place;
      if (event) emit(event);
    };
    const listen = (message: Message) => {
      if (end.aborted) return;
      if (isLeading) {
        if ('ask' in message && isOpen) tell({ at: place });
      } else if ('came' in message) {
        take(message);
      } else if ('at' in message) {
        // Where the stream is elsewhere than where this tab left off, it has missed something.
        const known = isAnswered ? place : asked;
        isAnswered = true;
        place = message.at;
        if (message.at !== known) emit({ type: 'reset' });
      }
    };
    const tell: (message: Message) => void = surroundings.channel(name, end, (message) => listen(message as Message));
    const share = (event: PlacedEvent) => {
      take(event);
      tell({ came: true, ...event });
    };

    tell({ ask: true });
    void surroundings.lead(name, end, async () => {
      isLeading = true;
      await readOn({ ...parts, surroundings }, end, {
        placeOf: () => place,
        onOpen() {
          isOpen = true;
          tell({ at: place });
        },
        onEvent: share,
        onEnd: () => (isOpen = false),
      });
    });
  };

  const look = () => {
    if (!surroundings.isVisible() || signal.aborted) {
      seen?.abort();
      seen = undefined;
    } else if (!seen) {
      seen = follow(signal);
      live(seen.signal);
    }
  };
  surroundings.watch(signal, look);
  look();
}

interface Reader {
  placeOf(): string | undefined;
  onOpen(): void;
  onEvent(event: PlacedEvent): void;
  onEnd(): void;
}

/** Reads one stream after another until the signal. */
async function readOn(
  parts: Omit<LiveParts, 'surroundings'> & { surroundings: Surroundings },
  signal: AbortSignal,
  reader: Reader,
): Promise<void> {
  const { surroundings } = parts;
  let failures = 0;
  let swallowed = 0;
  const rest = async (milliseconds: number) => {
    const over = follow(signal);
    surroundings.watch(over.signal, () => over.abort());
    await surroundings.wait(milliseconds, over.signal);
    over.abort();
  };
  const waitAfter = (end: StreamEnd): number => {
    if (end.kind === 'ended') failures = 0;
    const asked = end.kind === 'failed' ? (end.retryAfter ?? 0) * 1000 : 0;
    const wait = Math.min(longestWait, firstWait * 2 ** failures);
    failures += 1;
    return asked + wait * surroundings.chance();
  };

  while (!signal.aborted) {
    const end = await readStream(parts, reader.placeOf(), reader, signal);
    reader.onEnd();
    swallowed = end.kind === 'swallowed' ? swallowed + 1 : 0;
    if (swallowed < swallowedTrials) {
      await rest(waitAfter(end));
      continue;
    }
    for (let polls = 0; polls < pollsPerTrial && !signal.aborted; polls += 1) {
      reader.onEvent({ event: { type: 'reset' }, id: undefined });
      await rest(pollInterval * (0.75 + surroundings.chance() / 2));
    }
  }
}
