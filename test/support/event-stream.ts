import type { HelpmarkServer } from '@helpmark/server';

/** An event of a stream; a comment has neither name nor id. */
export interface StreamEvent {
  event?: string;
  id?: string;
  data?: unknown;
}

/** A stream of changes that a test reads event by event. */
export interface EventReader {
  response: Response;
  /** The next event, comments left out; undefined where the stream has ended. */
  next(): Promise<StreamEvent | undefined>;
  /** The next block of the stream, a comment as well. */
  nextBlock(): Promise<StreamEvent | undefined>;
  /** Goes away, as a closed page does. */
  leave(): Promise<void>;
}

/** Opens a stream of changes; `after` is the id of the last event that the reader knows. */
export async function openEvents(
  server: Pick<HelpmarkServer, 'fetch'>,
  token: string,
  { after, basePath = '' }: { after?: string | undefined; basePath?: string } = {},
): Promise<EventReader> {
  const response = await server.fetch(
    new Request(`http://helpmark.test${basePath}/v1/events`, {
      headers: { authorization: `Bearer ${token}`, ...(after !== undefined && { 'last-event-id': after }) },
    }),
  );
  return readEvents(response);
}

/** Reads the answer of a stream that was opened. */
export function readEvents(response: Response): EventReader {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const nextBlock = async (): Promise<StreamEvent | undefined> => {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end >= 0) {
        const block = text.slice(0, end);
        text = text.slice(end + 2);
        return blockOf(block);
      }
      const { done, value } = (await reader?.read()) ?? { done: true };
      if (done) return undefined;
      text += value ?? '';
    }
  };
  return {
    response,
    nextBlock,
    async next() {
      for (;;) {
        const block = await nextBlock();
        if (!block || block.event !== undefined) return block;
      }
    },
    leave: async () => reader?.cancel(),
  };
}

function blockOf(block: string): StreamEvent {
  const lines = block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]);
  const { event, id, data } = Object.fromEntries(lines) as Record<string, string | undefined>;
  return {
    ...(event !== undefined && { event }),
    ...(id !== undefined && { id }),
    ...(data !== undefined && { data: JSON.parse(data) as unknown }),
  };
}
