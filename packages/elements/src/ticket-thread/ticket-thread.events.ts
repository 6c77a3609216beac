import type { Message, Ticket } from '@helpmark/schema';

/** Asks to send a reply. Cancel it to send the reply yourself; the words stay in the composer. */
export class MessageSendEvent extends Event {
  readonly ticket: Ticket;
  /** The words as they will be sent. */
  readonly body: string;
  constructor(ticket: Ticket, body: string) {
    super('hm-message-send', { bubbles: true, composed: true, cancelable: true });
    this.ticket = ticket;
    this.body = body;
  }
}

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
    'hm-message-send': MessageSendEvent;
    'hm-message-sent': MessageSentEvent;
    'hm-ticket-changed': TicketChangedEvent;
  }
}
