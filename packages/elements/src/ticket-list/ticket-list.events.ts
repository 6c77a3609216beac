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
  constructor() {
    super('hm-ticket-new', { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hm-ticket-open': TicketOpenEvent;
    'hm-ticket-new': TicketNewEvent;
  }
}
