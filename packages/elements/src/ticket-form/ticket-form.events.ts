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

/** The ticket was not sent. The form keeps every word and says what to do. */
export class TicketFailedEvent extends Event {
  /** A `ClientError`, or what else went wrong. */
  readonly error: unknown;
  constructor(error: unknown) {
    super('hm-ticket-failed', { bubbles: true, composed: true });
    this.error = error;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hm-ticket-submit': TicketSubmitEvent;
    'hm-ticket-submitted': TicketSubmittedEvent;
    'hm-ticket-failed': TicketFailedEvent;
  }
}
