import type { Person } from '@helpmark/schema';
import type { ArticleFinder } from './articles/article.js';
import type { AttachmentsClient } from './attachments/attachments.js';
import { createTokenKeeper } from './auth/token-keeper.js';
import type { ClientOptions, ReadyOptions } from './client-options.js';
import { readOptions } from './client-options.js';
import type { Device } from './device/device.js';
import type { OpenDraft, SpareDraft } from './drafts/open-draft.js';
import type { DraftsClient } from './drafts/drafts.js';
import { createDraftsClient } from './drafts/drafts.js';
import type { EventsClient } from './events/events.js';
import { createEventsClient } from './events/events.js';
import type { MessagesClient } from './messages/messages.js';
import { createMessagesClient } from './messages/messages.js';
import type { OutboxClient } from './outbox/outbox-client.js';
import { createOutboxClient } from './outbox/outbox-client.js';
import type { PolicyClient } from './policy/policy.js';
import { createPolicyClient } from './policy/policy.js';
import { keepAnswers } from './storage/kept-answers.js';
import { createStore } from './storage/store.js';
import type { TicketsClient } from './tickets/tickets.js';
import { createTicketsClient } from './tickets/tickets.js';
import type { TimelineClient } from './timeline/timeline.js';
import { createTimelineClient } from './timeline/timeline.js';
import type { Transport } from './transport/transport.js';
import { createTransport } from './transport/transport.js';
import type { UnreadClient } from './unread/unread.js';
import { createUnreadClient } from './unread/unread.js';

/** One person's way to their support server. */
export interface Client {
  /** Whose client it is. Another person is another client. */
  readonly person: Readonly<Pick<Person, 'workspace' | 'id'>>;
  readonly policy: PolicyClient;
  readonly tickets: TicketsClient;
  readonly timeline: TimelineClient;
  readonly messages: MessagesClient;
  readonly unread: UnreadClient;
  readonly events: EventsClient;
  /** Files. What moves them is loaded when this is first called. */
  readonly attachments: () => Promise<AttachmentsClient>;
  /** What collects the circumstances of a ticket, where the host has it collected. Nothing of it goes along unasked. */
  readonly capture?: ClientOptions['capture'];
  /** What the page has besides tickets: guides and a chat of its own. */
  readonly help?: ClientOptions['help'];
  /** Asks the server for guides, where the policy's answer says that it finds them (`articles.server`). What asks is loaded then. */
  readonly findArticles: ArticleFinder;
  readonly drafts: DraftsClient;
  readonly outbox: OutboxClient;
  /** Makes an idempotency key, for content that may be sent more than once. */
  readonly newKey: () => string;
  /** Starts the outbox, and tries at once what waits: the person has signed in, or something else that it waited for is there. */
  wake(): void;
  /** Ends the client, with its timers and listeners. What rests on the device stays there. */
  close(): void;
  /**
   * Erases everything of this person from the device, what was not sent yet included, and ends the client.
   *
   * @throws {StorageError} `storage-refused`
   */
  forget(): Promise<void>;
}

/**
 * Makes a client. It sends nothing, asks for no token and opens no storage until something is called.
 *
 * @throws {TypeError} for an option that cannot work, saying what to write.
 */
export function createClient(options: ClientOptions): Client {
  return assembleClient(options).client;
}

/** Makes a client and gives the transport besides, for those that build on it. */
export function assembleClient(options: ClientOptions): { client: Client; send: Transport } {
  const ready = readOptions(options);
  const { person, clock, random } = ready;
  const end = new AbortController();
  const device: Device = {
    ...ready.device,
    later: (work, milliseconds) => ready.device.later(() => !end.signal.aborted && work(), milliseconds),
  };
  const store = createStore(device, person, end.signal);
  const tokens = createTokenKeeper(ready, () => outbox.engine?.onFreshToken());
  const parts = { ...ready, tokens };
  const send = keepAnswers(createTransport(parts), store, device, clock);
  const open = new Set<OpenDraft>();
  const name = `helpmark ${JSON.stringify([person.workspace, person.id])}`;
  let channel: ReturnType<Device['channel']> | undefined;

  const flush = () => open.forEach((draft) => void draft.flush());
  const look = (urgent?: boolean) => {
    void outbox.look(urgent);
    flush();
  };
  const start = () => {
    if (channel || end.signal.aborted) return;
    channel = device.channel(name, () => look());
    const stop = device.watch({ hide: () => open.forEach((draft) => draft.rest()), wake: () => look(true) });
    end.signal.addEventListener('abort', () => {
      stop();
      channel!.close();
    });
    look();
  };
  const kit = {
    store,
    clock,
    random,
    device,
    tell: () => void (end.signal.aborted || channel?.tell()),
    open,
    spare: new Map<string, SpareDraft>(),
    start,
  };
  const tickets = createTicketsClient(send);
  const messages = createMessagesClient(send);
  const outbox = createOutboxClient({
    ...{ ...kit, tickets, messages, name, signal: end.signal },
    uploader:
      options.uploader ??
      (async () => {
        const attachments = await client.attachments();
        return (upload, how) => attachments.upload(upload, how);
      }),
    reach: () => reach(ready),
  });
  const { bring } = outbox;

  const client: Client = {
    person,
    policy: createPolicyClient(send, device),
    tickets,
    timeline: createTimelineClient(send),
    messages,
    unread: createUnreadClient(send),
    events: createEventsClient(parts, end.signal),
    capture: options.capture,
    help: options.help,
    findArticles: async (...asked) => (await import('./articles/server-articles.js')).askForArticles(send, ...asked),
    attachments: async () => (await import('./attachments/attachments.js')).createAttachments(parts),
    drafts: createDraftsClient({ ...kit, bring }),
    outbox: outbox.client,
    newKey: random,
    wake() {
      start();
      look(true);
    },
    close() {
      flush();
      end.abort();
    },
    async forget() {
      end.abort();
      outbox.engine?.outbox.clear();
      device.mark(false);
      await store.forget();
    },
  };
  return { client, send };
}

/** Whether anything answers at the server's address that is not out of order. */
async function reach({ fetch, baseUrl, device }: ReadyOptions): Promise<boolean> {
  const limit = new AbortController();
  const stop = device.later(() => limit.abort(), 10_000);
  try {
    const init: RequestInit = { cache: 'no-store', credentials: 'omit', redirect: 'error', signal: limit.signal };
    return (await fetch(`${baseUrl}/readyz`, init)).status < 500;
  } catch {
    return false;
  } finally {
    stop();
  }
}
