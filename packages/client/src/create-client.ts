import type { Person } from '@helpmark/schema';
import type { ClientOptions } from './client-options.js';
import { readOptions } from './client-options.js';
import type { AttachmentsClient } from './attachments/attachments.js';
import { createTokenKeeper } from './auth/token-keeper.js';
import type { EventsClient } from './events/events.js';
import { createEventsClient } from './events/events.js';
import type { MessagesClient } from './messages/messages.js';
import { createMessagesClient } from './messages/messages.js';
import type { PolicyClient } from './policy/policy.js';
import { createPolicyClient } from './policy/policy.js';
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
  /** Makes an idempotency key, for content that may be sent more than once. */
  readonly newKey: () => string;
}

/**
 * Makes a client. It sends nothing and asks for no token until something is called.
 *
 * @throws {TypeError} for an option that cannot work, saying what to write.
 */
export function createClient(options: ClientOptions): Client {
  return assembleClient(options).client;
}

/** Makes a client and gives the transport besides, for those that build on it. */
export function assembleClient(options: ClientOptions): { client: Client; send: Transport } {
  const ready = readOptions(options);
  const parts = { ...ready, tokens: createTokenKeeper(ready) };
  const send = createTransport(parts);
  const client = {
    person: ready.person,
    policy: createPolicyClient(send),
    tickets: createTicketsClient(send),
    timeline: createTimelineClient(send),
    messages: createMessagesClient(send),
    unread: createUnreadClient(send),
    events: createEventsClient(parts),
    attachments: async () => (await import('./attachments/attachments.js')).createAttachments(parts),
    newKey: ready.random,
  };
  return { client, send };
}
