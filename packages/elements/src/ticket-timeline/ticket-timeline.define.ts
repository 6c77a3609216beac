import { define } from '../internal/define.js';
import { TicketTimelineElement } from './ticket-timeline.js';

define('hm-ticket-timeline', TicketTimelineElement);

export type { TicketTimelineElement };
export type * from './ticket-timeline.events.js';
