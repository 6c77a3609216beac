import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Message, Ticket } from '@helpmark/schema';
import { listen } from '@helpmark/server/listen';
import { callerOf, createTestHandler } from '../handler.js';
import { policyOf } from '../page/policies.js';
import { root } from '../results.mjs';
import { mintToken } from '../tokens.js';
import { callOf } from './page-scripts.js';
import { inPanel } from './preset-stage.js';
import type { Asked, Exchange, Fault, Recorder } from './recorder.js';
import { startRecorder } from './recorder.js';
import { eventually, restingOn } from './resting.js';
import type { Screen } from './screen.js';

/** What a page of this stage does without, or has broken until `window.mend()` is called. */
export type Flaw = 'no-locks' | 'no-channels' | 'open-fails' | 'quota' | 'blocked';

/** Runs in the page before anything else: breaks what the address names. */
function breakPage(): void {
  const flaws = new URLSearchParams(location.search).getAll('flaw');
  const page = window as Window & { mend?: () => void };
  const healers: (() => void)[] = [];
  page.mend = () => healers.forEach((heal) => heal());
  if (flaws.includes('no-locks')) Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });
  if (flaws.includes('no-channels')) Object.defineProperty(window, 'BroadcastChannel', { value: undefined });
  if (flaws.includes('open-fails')) {
    const before = Object.getOwnPropertyDescriptor(IDBFactory.prototype, 'open')!;
    IDBFactory.prototype.open = () => {
      throw new DOMException('The user denied permission to access the database.', 'InvalidStateError');
    };
    healers.push(() => Object.defineProperty(IDBFactory.prototype, 'open', before));
  }
  if (flaws.includes('quota')) {
    const before = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, 'put')!;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
    healers.push(() => Object.defineProperty(IDBObjectStore.prototype, 'put', before));
  }
  if (flaws.includes('blocked')) {
    // Whoever opens the database stands behind its removal, which waits for this connection.
    const opening = indexedDB.open('helpmark');
    opening.onsuccess = () => healers.push(() => opening.result.close());
    indexedDB.deleteDatabase('helpmark');
  }
}

const page = `<!doctype html>
<html lang="en-GB">
  <meta charset="utf-8" />
  <title>A product</title>
  <script src="/flaws.js"></script>
  <script type="module" src="/cdn/launcher.js"></script>
  <script type="module" src="/page.js"></script>
  <h1>A product</h1>
  <hm-help-button base-url="/support"></hm-help-button>
</html>`;

const pageScript = `const button = document.querySelector('hm-help-button');
const id = new URLSearchParams(location.search).get('person');
button.person = { workspace: 'acme', id };
button.getToken = async () => (await fetch('/token?person=' + id)).text();`;

/** A product with the (?) button and the real server, seen through a network that can be made to fail. */
export interface FaultStage {
  door: Recorder;
  /** Begins the next test, with a network that works. @returns Somebody who has written nothing yet. */
  newPerson: () => string;
  /** Opens the product's page, and the form on it. */
  openForm: (screen: Screen, person: string, ...flaws: Flaw[]) => Promise<void>;
  /** Waits until the page has all that it sends with: from then on it can be without a network. */
  seeReady: () => Promise<void>;
  /** Times that the page was asked for a person's token so far. */
  tokensOf: (person: string) => number;
  /** What happens to the next sendings of a ticket, one after another; afterwards the network works. */
  nextSendings: (...faults: Fault[]) => void;
  /** The attempts of a person to send a ticket that came to an end, so far. */
  sendings: (person: string) => Exchange[];
  /** The tickets of a person as the server has them, each with its messages. */
  ticketsOf: (person: string) => Promise<{ number: string; subject: string; messages: string[] }[]>;
  close: () => Promise<void>;
}

/** Starts a product whose tickets have a summary and details. */
export async function startFaults(): Promise<FaultStage> {
  const policy = policyOf([{ key: 'description', kind: 'multiline', label: 'Details', required: true }]);
  const handler = await createTestHandler({ policy, basePath: '/support', clock: () => new Date() });
  const files: Record<string, (url: URL) => Promise<[type: string, body: string]> | [type: string, body: string]> = {
    '/': () => ['text/html', page],
    '/flaws.js': () => ['text/javascript', callOf(breakPage)],
    '/page.js': () => ['text/javascript', pageScript],
    '/token': async ({ searchParams }) => ['text/plain', await mintToken({ id: searchParams.get('person')! }, new Date())],
  };
  const listener = await listen(
    {
      fetch: async (request) => {
        const url = new URL(request.url);
        if (url.pathname.startsWith('/support/')) return handler.server.fetch(request);
        const file = url.pathname.startsWith('/cdn/') ? scriptOf : files[url.pathname];
        if (!file) return new Response(null, { status: 404 });
        const [type, body] = await file(url);
        return new Response(body, { headers: { 'Content-Type': type, 'Cache-Control': 'no-store' } });
      },
    },
    { port: 0, host: '127.0.0.1' },
  );
  const door = await startRecorder(listener.url);
  const written: Exchange[] = door.exchanges;
  let people = 0;
  /** What passed before the person came. */
  let earlier = 0;
  return {
    door,
    newPerson: () => {
      door.faultOf = () => undefined;
      earlier = written.length;
      return `ada-${++people}`;
    },
    openForm: async (screen, person, ...flaws) => {
      await screen.open(`${door.url}/?${new URLSearchParams([['person', person], ...flaws.map((flaw) => ['flaw', flaw])])}`);
      await screen.click({ role: 'button', name: 'Help' });
      await screen.see(inPanel.button('Send ticket'));
    },
    seeReady: () =>
      eventually(
        () =>
          ['questions', 'draft-acts', 'answers'].every((part) =>
            written.slice(earlier).some(({ path }) => path.startsWith(`/cdn/${part}-`)),
          ),
        'The page has not asked for what it sends with.',
      ),
    tokensOf: (person) => written.filter(({ path }) => path === `/token?person=${person}`).length,
    nextSendings: (...faults) => {
      door.faultOf = (asked) => (isSending(asked) ? faults.shift() : undefined);
    },
    sendings: (person) => written.filter((one) => isSending(one) && one.requestBody.includes(JSON.stringify(subjectOf(person)))),
    ticketsOf: async (id) => {
      const caller = callerOf(handler.server, () => mintToken({ id }, new Date()), '/support');
      const { items } = (await caller.get<{ items: Ticket[] }>('/v1/tickets')).body;
      return Promise.all(
        items.map(async (ticket) => {
          const timeline = await caller.get<{ items: (Message | { kind: 'event' })[] }>(`/v1/tickets/${ticket.id}/timeline`);
          const messages = timeline.body.items.flatMap((item) => (item.kind === 'message' ? [item.body] : []));
          return { number: ticket.number, subject: ticket.subject, messages };
        }),
      );
    },
    close: async () => {
      await door.close();
      await listener.close();
      await handler.close();
    },
  };
}

const isSending = ({ method, path }: Asked) => method === 'POST' && path === '/support/v1/tickets';

/** A built file, as a page without a build loads it. */
async function scriptOf({ pathname }: URL): Promise<[type: string, body: string]> {
  return ['text/javascript', await readFile(join(root, 'packages/elements/cdn', basename(pathname)), 'utf8')];
}

/** What a person writes: nobody else writes the same. */
export const subjectOf = (person: string) => `The export of ${person} stops`;
export const bodyOf = (person: string) => `It says “42 %” and then nothing more — ever. (${person})`;

/** Fills in the form that is open. */
export async function write(screen: Screen, person: string): Promise<void> {
  await screen.check(inPanel.option('Question', /^What is it about/));
  await screen.fill(inPanel.field(/^Summary/), subjectOf(person));
  await screen.fill(inPanel.field(/^Details/), bodyOf(person));
}

/** Sees that the form holds all that a person wrote. */
export async function assertWritten(screen: Screen, person: string): Promise<void> {
  assert.equal(await screen.valueOf(inPanel.field(/^Summary/)), subjectOf(person));
  assert.equal(await screen.valueOf(inPanel.field(/^Details/)), bodyOf(person));
}

/**
 * Waits until the server has a person's words, and has them once.
 *
 * @param screen - Where nothing waits to be sent any more then.
 * @returns The ticket's number.
 */
export async function assertArrivedOnce(stage: FaultStage, person: string, screen?: Screen): Promise<string> {
  await eventually(async () => (await stage.ticketsOf(person)).length > 0, 'No ticket has arrived.');
  const waits = JSON.stringify(['acme', person, 'outbox']).slice(0, -1);
  if (screen) await eventually(async () => !(await restingOn(screen)).includes(waits), 'Something waits on the device.');
  const [ticket, ...others] = await stage.ticketsOf(person);
  assert.equal(others.length, 0, `${others.length + 1} tickets have arrived.`);
  assert.deepEqual([ticket!.subject, ...ticket!.messages], [subjectOf(person), bodyOf(person)]);
  return ticket!.number;
}
