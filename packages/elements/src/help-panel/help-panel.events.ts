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
    'hm-panel-opened': PanelOpenedEvent;
    'hm-panel-closed': PanelClosedEvent;
  }
}
