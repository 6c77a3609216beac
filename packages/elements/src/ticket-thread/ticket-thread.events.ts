import type { Message, Ticket } from '@helpmark/schema';

/** The server has a message that the person wrote. */
export class MessageSentEvent extends Event {
  readonly ticket: Ticket;
  readonly message: Message;
  constructor(ticket: Ticket, message: Message) {
    super('hm-message-sent', { bubbles: true, composed: true });
    this.ticket = ticket;
    this.message = message;
  }
}

/** The ticket stands otherwise now, by something the person did. */
export class TicketChangedEvent extends Event {
  readonly ticket: Ticket;
  constructor(ticket: Ticket) {
    super('hm-ticket-changed', { bubbles: true, composed: true });
    this.ticket = ticket;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hm-message-sent': MessageSentEvent;
    'hm-ticket-changed': TicketChangedEvent;
  }
}
