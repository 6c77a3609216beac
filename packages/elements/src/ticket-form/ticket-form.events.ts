import type { ClientErrorCode, OutboxEntry } from '@helpmark/client';
import type { Ticket, TicketInput } from '@helpmark/schema';

/** Asks to send a ticket. Cancel it to send the ticket yourself. */
export class TicketSubmitEvent extends Event {
  /** What will be sent. */
  readonly input: TicketInput;
  constructor(input: TicketInput) {
    super('hm-ticket-submit', { bubbles: true, composed: true, cancelable: true });
    this.input = input;
  }
}

/** The server has the ticket. */
export class TicketSubmittedEvent extends Event {
  readonly ticket: Ticket;
  /** Whether the person goes on with another ticket at once. */
  readonly another: boolean;
  constructor(ticket: Ticket, another = false) {
    super('hm-ticket-submitted', { bubbles: true, composed: true });
    this.ticket = ticket;
    this.another = another;
  }
}

/** The ticket waits on the device, and is sent by itself as soon as that works. */
export class TicketQueuedEvent extends Event {
  /** How it stands in the outbox. */
  readonly entry: OutboxEntry;
  constructor(entry: OutboxEntry) {
    super('hm-ticket-queued', { bubbles: true, composed: true });
    this.entry = entry;
  }
}

/** The server has refused the ticket. The form has every word again and says what to do. */
export class TicketFailedEvent extends Event {
  /** Why, as the errors of the client name it. */
  readonly code: ClientErrorCode;
  constructor(code: ClientErrorCode) {
    super('hm-ticket-failed', { bubbles: true, composed: true });
    this.code = code;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hm-ticket-submit': TicketSubmitEvent;
    'hm-ticket-submitted': TicketSubmittedEvent;
    'hm-ticket-failed': TicketFailedEvent;
    'hm-ticket-queued': TicketQueuedEvent;
  }
}
