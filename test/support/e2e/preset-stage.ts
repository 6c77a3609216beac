import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Event, Policy, Ticket, TicketChange, TicketInput, TimelinePage } from '@helpmark/schema';
import { listen } from '@helpmark/server/listen';
import type { TestHandler } from '../handler.js';
import { createTestHandler } from '../handler.js';
import { root } from '../results.mjs';
import type { TestPerson } from '../tokens.js';
import { mintToken } from '../tokens.js';
import type { Screen, Target } from './screen.js';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Whoever writes tickets in these journeys, and whoever answers them. */
export const ada = { id: 'ada', name: 'Ada', email: 'ada@example.com' };
export const sam: TestPerson = { id: 'sam', name: 'Sam', role: 'staff' };

/** The strictest page that Helpmark promises to work in. What it forbids, the browser tells. */
const contentSecurityPolicy = [
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src blob:; media-src blob:",
  "require-trusted-types-for 'script'; trusted-types lit-html; report-uri /violations",
].join('; ');

const page = `<!doctype html>
<html lang="en-GB">
  <meta charset="utf-8" />
  <title>A product</title>
  <script type="module" src="/cdn/launcher.js"></script>
  <script type="module" src="/page.js"></script>
  <h1>A product</h1>
  <hm-help-button base-url="/support"></hm-help-button>
</html>`;

const pageScript = `const button = document.querySelector('hm-help-button');
button.person = { workspace: 'acme', id: '${ada.id}' };
button.getToken = async () => (await fetch('/token')).text();`;

/** A product with the (?) button and the real server, in the test's own process, by a clock that stands still until it is moved. */
export interface PresetStage {
  /** The product's page, in which Ada is signed in. */
  url: string;
  /** Whether Ada may send tickets: the panel begins with the form then, and with her tickets otherwise. */
  maySubmit: boolean;
  handler: TestHandler;
  /** What the page's policy forbade, as the browser reported it. */
  violations: string[];
  /** Moves the server's clock, and lets the timers run. @returns How many fired. */
  pass: (milliseconds: number) => Promise<number>;
  close: () => Promise<void>;
}

/**
 * Starts a product that works by a policy.
 *
 * @param plan - Ada's plan; none by default.
 */
export async function startPreset(policy: Policy, plan?: string): Promise<PresetStage> {
  const handler = await createTestHandler({ policy, basePath: '/support', timerInterval: false });
  const files: Record<string, () => Promise<[type: string, body: string]> | [type: string, body: string]> = {
    '/': () => ['text/html', page],
    '/page.js': () => ['text/javascript', pageScript],
    '/token': async () => ['text/plain', await mintToken({ ...ada, plan }, handler.now())],
  };
  const violations: string[] = [];
  const listener = await listen(
    {
      fetch: async (request) => {
        const { pathname } = new URL(request.url);
        if (pathname.startsWith('/support/')) return handler.server.fetch(request);
        if (pathname === '/violations') violations.push(await request.text());
        const file = pathname.startsWith('/cdn/') ? () => scriptOf(pathname) : files[pathname];
        if (!file) return new Response(null, { status: 404 });
        const [type, body] = await file();
        return new Response(body, { headers: { 'Content-Type': type, 'Content-Security-Policy': contentSecurityPolicy } });
      },
    },
    { port: 0, host: '127.0.0.1' },
  );
  return {
    url: `http://localhost:${listener.port}`,
    maySubmit: policy.capabilities?.submit !== false,
    handler,
    violations,
    pass: (milliseconds) => {
      handler.advance(milliseconds);
      return handler.server.runDueTimers();
    },
    close: async () => {
      await listener.close();
      await handler.close();
    },
  };
}

/** A built file, as a page without a build loads it. */
async function scriptOf(pathname: string): Promise<[type: string, body: string]> {
  return ['text/javascript', await readFile(join(root, 'packages/elements/cdn', basename(pathname)), 'utf8')];
}

/** What staff do with a ticket, by the server's own doors. */
export interface StaffWork {
  create: (input: TicketInput) => Promise<Ticket>;
  /** Gives the ticket of a subject; the other calls find theirs by it too. */
  ticket: (subject: string) => Promise<Ticket>;
  reply: (subject: string, body: string) => Promise<void>;
  change: (subject: string, change: TicketChange) => Promise<Ticket>;
  /** Asks something, and puts the ticket to the status that waits for the answer. */
  ask: (subject: string, question: string) => Promise<void>;
  assertStatus: (subject: string, status: string) => Promise<void>;
  events: (subject: string) => Promise<Event[]>;
}

/** Sam at work. Every call must succeed. */
export function staffOf({ handler }: PresetStage): StaffWork {
  const staff = handler.as(sam);
  const ticket = async (subject: string) => {
    const { items } = (await staff.get<{ items: Ticket[] }>('/v1/tickets')).body;
    const found = items.find((one) => one.subject === subject);
    assert.ok(found, `Staff see no ticket “${subject}”.`);
    return found;
  };
  const reply: StaffWork['reply'] = async (subject, body) => {
    const path = `/v1/tickets/${(await ticket(subject)).id}/messages`;
    const { status, text } = await staff.post(path, { body, visibility: 'public' });
    assert.equal(status, 201, text);
  };
  const change: StaffWork['change'] = async (subject, changes) => {
    const { id, version } = await ticket(subject);
    const { status, body, text } = await staff.patch<Ticket>(`/v1/tickets/${id}`, changes, { version });
    assert.equal(status, 200, text);
    return body;
  };
  return {
    ticket,
    reply,
    change,
    create: async (input) => {
      const { status, body, text } = await staff.post<Ticket>('/v1/tickets', input);
      assert.equal(status, 201, text);
      return body;
    },
    ask: async (subject, question) => {
      await reply(subject, question);
      await change(subject, { status: 'waiting' });
    },
    assertStatus: async (subject, status) => assert.equal((await ticket(subject)).status, status),
    events: async (subject) => {
      const path = `/v1/tickets/${(await ticket(subject)).id}/timeline?limit=100`;
      return (await staff.get<TimelinePage>(path)).body.items.filter((item) => item.kind === 'event');
    },
  };
}

const dialog: Target = { role: 'dialog' };

/** What Ada does and sees in the panel. */
export const inPanel = {
  button: (name: string | RegExp): Target => ({ role: 'button', name, within: dialog }),
  field: (name: string | RegExp): Target => ({ role: 'textbox', name, within: dialog }),
  heading: (name: string | RegExp): Target => ({ role: 'heading', name, within: dialog }),
  list: (name: string | RegExp): Target => ({ role: 'combobox', name, within: dialog }),
  option: (name: string | RegExp, question: string | RegExp): Target => ({
    role: 'radio',
    name,
    within: { role: 'radiogroup', name: question, within: dialog },
  }),
};

/** Opens the page anew, and the (?) button on it. */
export async function openHelp(screen: Screen, { url, maySubmit }: PresetStage): Promise<void> {
  await screen.open(url);
  await screen.click({ role: 'button', name: 'Help' });
  await screen.see(inPanel.heading(maySubmit ? 'How can we help?' : 'Your tickets'));
}

/** Opens the page anew, and a ticket from the list. */
export async function openTicket(screen: Screen, stage: PresetStage, subject: string): Promise<void> {
  await openHelp(screen, stage);
  if (stage.maySubmit) await screen.click(inPanel.button('Your tickets'));
  await screen.click(inPanel.button(new RegExp(subject)));
  await screen.see(inPanel.heading(subject));
}

/** Writes into the thread that is open. */
export async function reply(screen: Screen, words: string): Promise<void> {
  await screen.fill(inPanel.field('Your message'), words);
  await screen.click(inPanel.button('Send'));
  await screen.see({ role: 'article', name: /^You/ });
  await screen.seeText(words);
  // While it is on its way it stands below the timeline.
  await screen.run(async () => {
    const within = (root: ParentNode): Element[] =>
      [...root.querySelectorAll('*')].flatMap((element) => [element, ...(element.shadowRoot ? within(element.shadowRoot) : [])]);
    const waits = () =>
      within(document).some(
        (element) => element.matches('.outgoing') || (element.id === 'reply' && (element as HTMLTextAreaElement).value !== ''),
      );
    while (waits()) await new Promise((resolve) => setTimeout(resolve, 20));
  });
}
