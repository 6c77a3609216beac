// What sends. It comes with the first words that a person writes, or where something waits, and not with the form.
import type { MessageInput, TicketInput } from '@helpmark/schema';
import type { RestingDrafts } from '../drafts/drafts.js';
import type { DraftCore } from '../drafts/open-draft.js';
import { createRestingDrafts } from '../drafts/resting-drafts.js';
import type { PressedDraft } from '../drafts/send-draft.js';
import { sendDraft } from '../drafts/send-draft.js';
import type { DeliveryHost } from './delivery.js';
import { createDelivery } from './delivery.js';
import type { Outbox, OutboxHost } from './outbox.js';
import type { OutboxEntry } from './outbox-entry.js';
import { createOutbox } from './outbox.js';

/** What an engine needs from its client. */
export type EngineHost = Omit<OutboxHost, 'pump'> & Omit<DeliveryHost, 'outbox'>;

/** The outbox at work, and what else is seldom wanted. */
export interface Engine {
  outbox: Pick<Outbox, 'client' | 'clear'>;
  /** Hands a draft over to the outbox. */
  send: (core: DraftCore, input: TicketInput | MessageInput, at: PressedDraft) => Promise<OutboxEntry>;
  drafts: RestingDrafts;
  /** Sends what is due; where it is urgent, also what waits for a later try. */
  pump(urgent?: boolean): void;
  /** The host has given a token. */
  onFreshToken(): void;
}

/** Makes the outbox and sets it to work. */
export function createEngine(host: EngineHost): Engine {
  const outbox = createOutbox({ ...host, pump: (urgent) => delivery.pump(urgent) });
  const delivery = createDelivery({ ...host, outbox });
  delivery.pump();
  return { ...delivery, outbox, send: (...what) => sendDraft(outbox, ...what), drafts: createRestingDrafts(host.store) };
}
