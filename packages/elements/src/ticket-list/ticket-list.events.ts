/** Asks to show a ticket. */
export class TicketOpenEvent extends Event {
  /** The ticket's id. */
  readonly ticket: string;
  constructor(ticket: string) {
    super('hm-ticket-open', { bubbles: true, composed: true });
    this.ticket = ticket;
  }
}

/** Asks for a new ticket's form. */
export class TicketNewEvent extends Event {
  /** A ticket that waits in the outbox and is to be mended there; none for an empty form. */
  readonly entry: string | undefined;
  constructor(entry?: string) {
    super('hm-ticket-new', { bubbles: true, composed: true });
    this.entry = entry;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hm-ticket-open': TicketOpenEvent;
    'hm-ticket-new': TicketNewEvent;
  }
}
