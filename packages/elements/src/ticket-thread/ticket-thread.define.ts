import { define } from '../internal/define.js';
import '../status-badge/status-badge.define.js';
import '../ticket-timeline/ticket-timeline.define.js';
import { TicketThreadElement } from './ticket-thread.js';

define('hm-ticket-thread', TicketThreadElement);

export type { TicketThreadElement };
export type * from './ticket-thread.events.js';
export type * from '../ticket-actions/ticket-actions.events.js';
export type * from '../ticket-list/ticket-list.events.js';
