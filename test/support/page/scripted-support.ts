import { createClient, createMemoryStorage } from '@helpmark/client';
import type { Client, ClientOptions, LiveEvent, StoragePort } from '@helpmark/client';
import type { AttachmentInput, Issue, Message, Person, Policy, Ticket, TicketInput, TimelineItem } from '@helpmark/schema';
import { checkAnswers, cleanAnswers, fold } from '@helpmark/schema';
import {
  capabilitiesOf,
  derivePriority,
  permittedActions,
  projectPolicy,
  statusInPhase,
  statusOf,
  writeNumber,
} from '@helpmark/schema/policy';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import { ScriptedFiles } from './scripted-files.js';

/** One request as it arrived. */
export interface Asked {
  /** Method and path: `POST /v1/tickets`. */
  call: string;
  query: URLSearchParams;
  /** The idempotency key. */
  key: string | null;
  body: unknown;
}

/** How one request is answered in place of the usual, which it may ask for. */
export type Script = (usual: () => Response, signal: AbortSignal) => Response | Promise<Response>;

/** What a scripted support differs in from the usual. */
export interface ScriptedOptions {
  policy?: Policy;
  person?: Partial<Person>;
  /** Milliseconds that the client waits. 30,000 by default. */
  timeout?: number;
  /** What rests on the device; the same one is the same device. One of its own, in memory, by default. */
  storage?: StoragePort;
}

/** What happens where a requester does it. */
const phaseAfter = { resolve: 'resolved', confirm: 'closed', reopen: 'active' } as const;

/**
 * A real client over a support of a few lines that lives in the page: it keeps tickets, answers by the policy's own rules, and
 * fails where a test says so. It writes down everything that arrives.
 */
export class ScriptedSupport {
  readonly policy: Policy;
  readonly person: Person;
  readonly client: Client;
  readonly storage: StoragePort;
  readonly timeout: number | undefined;
  /** Every request that arrived, in order. */
  readonly asked: Asked[] = [];
  readonly tickets: Ticket[] = [];
  /** Timelines by the id of their ticket, oldest first. */
  readonly timelines = new Map<string, TimelineItem[]>();
  /** The files of its tickets. */
  readonly files = new ScriptedFiles();
  /** Items a page of tickets or of a timeline at most. */
  pageSize = 50;

  readonly #listeners = new Set<(event: LiveEvent) => void>();
  readonly #scripts = new Map<string, Script[]>();
  readonly #created = new Map<string, Ticket>();
  #minutes = 0;

  constructor({ policy = defaultPolicy, person = {}, timeout, storage = createMemoryStorage() }: ScriptedOptions = {}) {
    this.policy = policy;
    this.person = { id: 'ada', workspace: 'acme', role: 'requester', name: 'Ada', email: 'ada@acme.example', ...person };
    this.timeout = timeout;
    this.storage = storage;
    this.client = this.newClient();
  }

  /** Another client of the same person on the same device, as another tab or the page after a reload has. */
  newClient(device: ClientOptions['device'] = {}): Client {
    const client = createClient({
      baseUrl: '/support',
      person: { workspace: this.person.workspace, id: this.person.id },
      getToken: () => this.token(),
      fetch: (input, init) => this.fetch(input, init),
      timeout: this.timeout,
      device: {
        storage: this.storage,
        // Clients of one test share nothing with those of others, and always wait as long as they may.
        lock: (_name, work) => work(),
        chance: () => 1,
        mark: () => {},
        persist: async () => false,
        ...device,
      },
    });
    // The stream itself is the client's to test; here events come when a test tells them.
    const subscribe = (listener: (event: LiveEvent) => void) => {
      this.#listeners.add(listener);
      return () => void this.#listeners.delete(listener);
    };
    return { ...client, events: { subscribe } };
  }

  /** Tells all who listen of an event. */
  tell(event: LiveEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  /** How many listen to events. */
  get listeners(): number {
    return this.#listeners.size;
  }

  /** A token of the person's that no one verifies. */
  token(): string {
    const part = (value: object) => btoa(JSON.stringify(value)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
    const { id, workspace, role } = this.person;
    return `${part({ alg: 'HS256' })}.${part({ sub: id, workspace, role, exp: Date.now() / 1000 + 3600 })}.signature`;
  }

  /** Answers the next request of this method and path by the script; several wait in line. */
  script(call: string, script: Script): void {
    this.#scripts.set(call, [...(this.#scripts.get(call) ?? []), script]);
  }

  /** Refuses the next requests of this method and path with a problem. */
  refuse(call: string, status: number, code: string, { issues, times = 1 }: { issues?: Issue[]; times?: number } = {}): void {
    for (let time = 0; time < times; time++) {
      this.script(call, () => json({ title: code, status, code, issues }, status, 'application/problem+json'));
    }
  }

  /** Lets the next request of this method and path wait; the usual answer follows when the function is called. */
  hold(call: string): () => void {
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    this.script(call, async (usual) => {
      await released;
      return usual();
    });
    return release;
  }

  /** The requests of one method and path. */
  askedFor(call: string): Asked[] {
    return this.asked.filter((one) => one.call === call);
  }

  /** Puts a ticket on file as if it had been sent before. */
  addTicket(changes: Partial<Ticket> = {}, body?: string): Ticket {
    const number = this.tickets.length + 1;
    const at = this.#now();
    const ticket: Ticket = {
      id: `ticket-${number}`,
      number: writeNumber(this.policy.numbering, number, () => 0),
      version: 1,
      subject: `Matter ${number}`,
      type: this.policy.types[0]!.key,
      priority: this.policy.levels[0]!.key,
      status: statusInPhase(this.policy, 'new')!.key,
      phase: 'new',
      fields: {},
      requester: this.#author,
      createdAt: at,
      updatedAt: at,
      unread: 0,
      actions: [],
      ...changes,
    };
    this.#standing(ticket);
    this.tickets.unshift(ticket);
    this.timelines.set(ticket.id, []);
    this.addItem(ticket, { kind: 'event', type: 'created', author: this.#author });
    if (body !== undefined) this.addItem(ticket, { kind: 'message', author: this.#author, body });
    return ticket;
  }

  /** Adds to a timeline, by default what the staff member Sam says or does. */
  addItem(ticket: Ticket, item: Partial<Message> | Record<string, unknown>): TimelineItem {
    const timeline = this.timelines.get(ticket.id)!;
    const at = this.#now();
    const added = {
      kind: 'message',
      id: `${ticket.id}-item-${timeline.length + 1}`,
      author: { id: 'sam', role: 'staff', name: 'Sam' },
      visibility: 'public',
      body: '',
      attachments: [],
      createdAt: at,
      ...item,
    } as TimelineItem;
    timeline.push(added);
    Object.assign(ticket, { updatedAt: at, version: ticket.version + 1 });
    return added;
  }

  /** Puts a ticket into another status, as staff do. */
  setStatus(ticket: Ticket, status: string): void {
    const from = ticket.status;
    ticket.status = status;
    this.#standing(ticket);
    this.addItem(ticket, { kind: 'event', type: 'status', from, to: status });
  }

  /** Answers a request. */
  async fetch(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
    const url = new URL(input instanceof Request ? input.url : input, location.href);
    const path = url.pathname.replace(/^\/support/, '');
    const call = `${init.method ?? 'GET'} ${path}`;
    // A client of a test's own: a stream that never begins.
    if (path === '/v1/events') return new Promise(() => {});
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    this.asked.push({ call, query: url.searchParams, key: new Headers(init.headers).get('idempotency-key'), body });
    const script = this.#scripts.get(call)?.shift();
    const bytes = init.body instanceof Blob ? new Uint8Array(await init.body.arrayBuffer()) : undefined;
    const usual = () =>
      /^\/v1\/(uploads|attachments)\//.test(path)
        ? this.files.answer(init.method ?? 'GET', path, bytes)
        : this.#answer(call, path + url.search, init);
    return script ? script(usual, init.signal ?? new AbortController().signal) : usual();
  }

  get #author() {
    const { id, role, name } = this.person;
    return { id, role, name };
  }

  #answer(call: string, path: string, init: RequestInit): Response {
    const url = new URL(path, location.href);
    const [, , noun, id, part] = url.pathname.split('/');
    const headers = new Headers(init.headers);
    const body = (typeof init.body === 'string' ? JSON.parse(init.body) : {}) as Record<string, string>;
    if (noun === 'unread') {
      const counts = this.tickets.map(({ unread }) => unread).filter((unread) => unread > 0);
      return json({ messages: counts.reduce((sum, unread) => sum + unread, 0), tickets: counts.length });
    }
    if (noun === 'policy') {
      return json({
        version: this.policy.version,
        policy: projectPolicy(this.policy, this.person),
        capabilities: capabilitiesOf(this.policy, this.person),
        person: this.person,
      });
    }
    if (call === 'POST /v1/tickets') return this.#create(body as unknown as TicketInput, headers.get('idempotency-key')!);
    if (call === 'GET /v1/tickets') return json(this.#page(this.#find(url.searchParams), Number(url.searchParams.get('cursor'))));
    const ticket = this.tickets.find((one) => one.id === id);
    if (!ticket) return json({ title: 'Not found', status: 404, code: 'not-found' }, 404);
    if (!part) return json(ticket);
    if (part === 'read') {
      ticket.unread = 0;
      return new Response(null, { status: 204 });
    }
    if (part === 'timeline') return json(this.#timelinePage(ticket, url.searchParams.get('before')));
    if (part === 'messages') {
      const attachments = this.#announce(ticket, (body as unknown as { attachments?: AttachmentInput[] }).attachments);
      return json(this.addItem(ticket, { author: this.#author, body: body.body, attachments }), 201);
    }
    if (headers.get('if-match') !== `"${ticket.version}"`) {
      return json({ title: 'Changed since', status: 412, code: 'stale-version' }, 412);
    }
    const phase = phaseAfter[body.action as keyof typeof phaseAfter];
    const from = ticket.status;
    ticket.status = statusInPhase(this.policy, phase)!.key;
    this.#standing(ticket);
    this.addItem(ticket, { kind: 'event', type: 'status', author: this.#author, from, to: ticket.status });
    return json(ticket);
  }

  #create(input: TicketInput, key: string): Response {
    const known = this.#created.get(key);
    if (known) return json(known, 201);
    const { subject, type, severity } = input;
    const facts = { type, severity, plan: this.person.plan, role: this.person.role };
    const answers = { ...input.fields, summary: subject, description: input.body, email: this.person.email };
    const issues = checkAnswers(this.policy, answers, facts);
    if (issues.length > 0) return json({ title: 'Invalid', status: 422, code: 'invalid', issues }, 422);
    const { summary, description, ...fields } = cleanAnswers(this.policy, answers, facts);
    const priority = derivePriority(this.policy, answers, facts);
    const ticket = this.addTicket(
      { subject: String(summary), type, severity, priority, fields },
      description as string | undefined,
    );
    const attachments = this.#announce(ticket, input.attachments);
    const message = this.timelines.get(ticket.id)!.find(({ kind }) => kind === 'message');
    if (message) Object.assign(message, { attachments });
    else if (attachments.length > 0) this.addItem(ticket, { author: this.#author, attachments });
    this.#created.set(key, ticket);
    return json(ticket, 201);
  }

  #announce(ticket: Ticket, inputs: AttachmentInput[] | undefined) {
    const attachments = this.files.announce(inputs, this.#now());
    if (attachments.length > 0) ticket.attachments = [...(ticket.attachments ?? []), ...attachments];
    return attachments;
  }

  /** The phase and the permitted actions that a ticket's status brings. */
  #standing(ticket: Ticket): void {
    const status = statusOf(this.policy, ticket.status)!;
    ticket.phase = status.phase;
    ticket.actions = permittedActions(this.policy, status, this.person);
  }

  /** The tickets that a list asks for; of the orders there are the latest change and the first created. */
  #find(query: URLSearchParams): Ticket[] {
    const words = fold(query.get('q') ?? '').split(/\s+/);
    const found = this.tickets.filter((ticket) => {
      const said = this.timelines.get(ticket.id)!.map((item) => (item.kind === 'message' ? item.body : ''));
      const text = fold([ticket.number, ticket.subject, ...said].join(' '));
      return (
        words.every((word) => text.includes(word)) &&
        (['status', 'type', 'priority'] as const).every((name) => {
          const wanted = query.getAll(name);
          return wanted.length === 0 || wanted.includes(ticket[name] ?? '');
        }) &&
        ticket.createdAt >= (query.get('from') ?? '') &&
        ticket.createdAt.slice(0, 10) <= (query.get('to') ?? '9999')
      );
    });
    return query.get('sort') === '-created' ? found.reverse() : found;
  }

  #page<Item>(items: Item[], from: number) {
    const next = from + this.pageSize;
    return { items: items.slice(from, next), ...(next < items.length && { nextCursor: String(next) }) };
  }

  #timelinePage(ticket: Ticket, before: string | null) {
    const items = this.timelines.get(ticket.id)!.slice(0, before === null ? undefined : Number(before));
    const first = Math.max(0, items.length - this.pageSize);
    return { items: items.slice(first), ...(first > 0 && { nextCursor: String(first) }) };
  }

  /** A minute passes with everything that happens. */
  #now(): string {
    return new Date(Date.UTC(2026, 10, 20, 9, this.#minutes++)).toISOString();
  }
}

/** An answer as JSON. */
export function json(value: unknown, status = 200, type = 'application/json'): Response {
  return new Response(JSON.stringify(value), { status, headers: { 'content-type': type } });
}
