import type { Article } from '@helpmark/client/articles';

/** What a panel is opened on: one of these. */
export interface PanelPlace {
  /** A new ticket of a type, by the type's key. What the person has written stays. */
  type?: string;
  /** A ticket, by its id. */
  ticket?: string;
  /** A guide, with the ask whether it was the answer. */
  article?: Article;
  /** The form, the person's tickets, or the thread that was shown last. */
  view?: 'form' | 'list' | 'thread';
}

/** Asks to open the panel. Cancel it to show something of your own. */
export class PanelOpenEvent extends Event {
  /** What it is to be opened on. */
  readonly at: PanelPlace;
  constructor(at: PanelPlace) {
    super('hm-panel-open', { bubbles: true, composed: true, cancelable: true });
    this.at = at;
  }
}

/** The panel is on screen. */
export class PanelOpenedEvent extends Event {
  constructor() {
    super('hm-panel-opened', { bubbles: true, composed: true });
  }
}

/** The panel is gone from the screen; what was typed is kept. */
export class PanelClosedEvent extends Event {
  constructor() {
    super('hm-panel-closed', { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hm-panel-open': PanelOpenEvent;
    'hm-panel-opened': PanelOpenedEvent;
    'hm-panel-closed': PanelClosedEvent;
  }
}
