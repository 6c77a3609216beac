import type { ActionInput } from '@helpmark/schema';

/** Asks to do something to the ticket. The thread around it sends it; cancel it to send it yourself. */
export class TicketActEvent extends Event {
  readonly input: ActionInput;
  constructor(input: ActionInput) {
    super('hm-ticket-act', { bubbles: true, composed: true, cancelable: true });
    this.input = input;
  }
}

/** Asks for a new ticket's form, for a ticket that goes on from this one. */
export class TicketFollowEvent extends Event {
  /** The id of the ticket to go on from. */
  readonly ticket: string;
  constructor(ticket: string) {
    super('hm-ticket-follow', { bubbles: true, composed: true });
    this.ticket = ticket;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hm-ticket-act': TicketActEvent;
    'hm-ticket-follow': TicketFollowEvent;
  }
}
