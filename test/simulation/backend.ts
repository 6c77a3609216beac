import type { Attachment, Message, Ticket, TicketPage, TimelinePage } from '@helpmark/schema';
import { createServer } from '@helpmark/server';
import { mintToken, testAuth } from '../support/tokens.js';
import type { Ledger } from './ledger.js';
import type { Serve } from './world.js';
import { start } from './world.js';

/** What the server has of a person: a ticket by its subject, or a message by its body. */
export interface Arrived {
  text: string;
  /** Bytes of its files by name; absent for a file that was announced and has not arrived. */
  files: Map<string, Uint8Array | undefined>;
}

/** The real server, without a port. One serves many simulations: each has a person of its own. */
export interface Backend {
  next(): number;
  tokenFor(id: string): Promise<string>;
  /** The way to the server, which notes in the ledger what it makes. */
  serveTo(id: string, ledger: Ledger): Promise<Serve>;
  everythingOf(id: string): Promise<Arrived[]>;
  close(): Promise<void>;
}

/** Starts a server with an empty database in memory. Its clock stands still. */
export async function createBackend(): Promise<Backend> {
  const clock = () => new Date(start);
  const server = await createServer({
    ...{ database: ':memory:', limits: false, auth: testAuth, clock, timerInterval: false, log: () => {} },
  });
  let runs = 0;
  const tokenFor = (id: string) => mintToken({ id, name: 'Ada' }, clock());
  const ask = async (id: string, path: string): Promise<Response> => {
    const headers = { authorization: `Bearer ${await tokenFor(id)}` };
    return server.fetch(new Request(`https://support.example.com${path}`, { headers }));
  };
  const get = async <T>(id: string, path: string): Promise<T> => (await (await ask(id, path)).json()) as T;
  const filesOf = async (id: string, attachments: readonly Attachment[]): Promise<Arrived['files']> => {
    const files: Arrived['files'] = new Map();
    for (const { id: attachment, name } of attachments) {
      const response = await ask(id, `/v1/attachments/${attachment}`);
      files.set(name, response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined);
    }
    return files;
  };
  return {
    next: () => runs++,
    tokenFor,
    serveTo: async (_id, ledger) => async (request) => {
      const response = await server.fetch(request);
      const { status, headers } = response;
      const text = await response.text();
      if (request.method === 'POST' && status === 201) {
        const made = JSON.parse(text) as Ticket | Message;
        ledger.made.set(made.id, 'number' in made ? made.number : undefined);
      }
      return { status, headers, text };
    },
    async everythingOf(id) {
      const all: Arrived[] = [];
      for (let cursor: string | undefined = ''; cursor !== undefined;) {
        const page: TicketPage = await get(id, `/v1/tickets?limit=100${cursor && `&cursor=${cursor}`}`);
        for (const ticket of page.items) {
          const { attachments = [] } = await get<Ticket>(id, `/v1/tickets/${ticket.id}`);
          const { items } = await get<TimelinePage>(id, `/v1/tickets/${ticket.id}/timeline?limit=100`);
          const messages = items.flatMap((item) => (item.kind === 'message' ? [item] : []));
          const replies = messages.filter(({ body }) => body !== ticket.subject);
          const own = new Set(replies.flatMap((message) => message.attachments.map((one) => one.id)));
          const first = attachments.filter((one) => !own.has(one.id));
          all.push({ text: ticket.subject, files: await filesOf(id, first) });
          for (const { body, attachments: sent } of replies) all.push({ text: body, files: await filesOf(id, sent) });
        }
        cursor = page.nextCursor;
      }
      return all;
    },
    close: () => server.close(),
  };
}
