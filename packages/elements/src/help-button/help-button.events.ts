/** Another number of messages is new to the person. */
export class UnreadChangedEvent extends Event {
  readonly count: number;
  constructor(count: number) {
    super('hm-unread-changed', { bubbles: true, composed: true });
    this.count = count;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hm-unread-changed': UnreadChangedEvent;
  }
}
