/** Another number of messages is new to the person. */
export class UnreadChangedEvent extends Event {
  readonly count: number;
  constructor(count: number) {
    super('hm-unread-changed', { bubbles: true, composed: true });
    this.count = count;
  }
}

/** The person has moved the button. It stays there until the page is left, unless the page keeps it. */
export class ButtonMovedEvent extends Event {
  /** The attribute `corner`. */
  readonly corner: string;
  /** The distances to the corner's edges in CSS pixels; the page's own where there are none. */
  readonly offsets: { readonly block?: number; readonly inline?: number };
  constructor(corner: string, offsets: { block?: number; inline?: number }) {
    super('hm-button-moved', { bubbles: true, composed: true });
    this.corner = corner;
    this.offsets = offsets;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hm-button-moved': ButtonMovedEvent;
    'hm-unread-changed': UnreadChangedEvent;
  }
}
