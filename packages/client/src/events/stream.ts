import { changeReader } from '@helpmark/schema';
import { createParser } from 'eventsource-parser';
import type { ReadyOptions } from '../client-options.js';
import type { TokenKeeper } from '../auth/token-keeper.js';
import { untilAborted } from '../transport/until-aborted.js';
import { follow } from './follow.js';
import type { LiveEvent } from './live-event.js';
import type { Surroundings } from './surroundings.js';

/** Milliseconds in which the first bytes of a stream have to be there; one that a proxy holds back brings none. */
const openPatience = 15_000;
/** Milliseconds of silence after which a stream counts as lost: the server says something every 25 seconds. */
const silencePatience = 60_000;

/** What a stream is read with. */
export interface StreamParts extends Pick<ReadyOptions, 'baseUrl' | 'fetch'> {
  tokens: TokenKeeper;
  surroundings: Surroundings;
}

/** An event with its place in the order; one that this client does not know has a place alone. */
export interface PlacedEvent {
  event?: LiveEvent;
  id: string | undefined;
}

/** What a reader of a stream is told. */
export interface StreamListener {
  /** It is there, and goes on where it was left unless the first event is `reset`. */
  onOpen(): void;
  onEvent(event: PlacedEvent): void;
}

/**
 * How a stream ended: well, after it had shown that it lives; not at all, since nothing came through or there is no such thing;
 * or badly, with the seconds that the server asks to wait.
 */
export type StreamEnd = { kind: 'ended' } | { kind: 'swallowed' } | { kind: 'failed'; retryAfter?: number };

/** Reads one stream to its end. Never rejects. @param place - The id of the last event that came. */
export async function readStream(
  parts: StreamParts,
  place: string | undefined,
  listener: StreamListener,
  signal: AbortSignal,
): Promise<StreamEnd> {
  const { surroundings } = parts;
  const end = follow(signal);
  const { signal: stop } = end;
  let reader: ReadableStreamDefaultReader<string> | undefined;
  let chunks = 0;
  const endNow = (): StreamEnd => {
    if (chunks > 1) return { kind: 'ended' };
    return { kind: chunks === 0 && reader && !signal.aborted ? 'swallowed' : 'failed' };
  };
  let watched = new AbortController();
  /** Ends the stream unless something comes within some time. */
  const expect = (milliseconds: number) => {
    watched.abort();
    watched = new AbortController();
    const { signal: heard } = watched;
    void surroundings.wait(milliseconds, heard).then(() => heard.aborted || end.abort());
  };
  try {
    const answer = await open(parts, place, stop, () => expect(openPatience));
    if (!answer.body || !/^text\/event-stream\b/.test(answer.headers.get('content-type') ?? '')) {
      void answer.body?.cancel();
      const isUnknown = answer.ok || answer.status === 404 || answer.status === 405;
      const retryAfter = Number(answer.headers.get('retry-after')) || undefined;
      return isUnknown ? { kind: 'swallowed' } : { kind: 'failed', ...(retryAfter && { retryAfter }) };
    }
    const parser = createParser({ onEvent: ({ event = '', data, id }) => listener.onEvent({ ...readEvent(event, data), id }) });
    reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await untilAborted(reader.read(), stop);
      if (done) return endNow();
      expect(silencePatience);
      if (chunks === 0) listener.onOpen();
      chunks += 1;
      parser.feed(value);
    }
  } catch {
    return endNow();
  } finally {
    watched.abort();
    end.abort();
    void reader?.cancel().catch(() => undefined);
  }
}

/** Asks for the stream with a token, and once more with a fresh one where the server refuses it. */
async function open(
  { baseUrl, fetch, tokens }: StreamParts,
  place: string | undefined,
  signal: AbortSignal,
  onSend: () => void,
): Promise<Response> {
  const send = async (token: string) => {
    onSend();
    const headers = { accept: 'text/event-stream', authorization: `Bearer ${token}`, ...(place && { 'last-event-id': place }) };
    return fetch(`${baseUrl}/v1/events`, { headers, signal, cache: 'no-store', credentials: 'omit', redirect: 'error' });
  };
  const token = await untilAborted(tokens.get(), signal);
  const answer = await send(token);
  if (answer.status !== 401 && answer.status !== 403) return answer;
  const fresh = await untilAborted(tokens.get(token), signal);
  const second = await send(fresh);
  if (second.status === 401) tokens.drop(fresh);
  return second;
}

/** What an event says; what cannot be read counts as something missed. */
function readEvent(type: string, data: string): { event?: LiveEvent } {
  if (type === 'policy' || type === 'reset') return { event: { type } };
  if (type !== 'change') return {};
  try {
    const change = changeReader.safeParse(JSON.parse(data));
    if (change.success) return { event: { type, ...change.data } };
  } catch {
    // No JSON at all.
  }
  return { event: { type: 'reset' } };
}
