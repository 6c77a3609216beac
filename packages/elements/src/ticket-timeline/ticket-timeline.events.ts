/** Asks for the items before those on screen. */
export class TimelineEarlierEvent extends Event {
  constructor() {
    super('hm-timeline-earlier', { bubbles: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hm-timeline-earlier': TimelineEarlierEvent;
  }
}
