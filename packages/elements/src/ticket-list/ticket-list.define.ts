import { define } from '../internal/define.js';
import '../status-badge/status-badge.define.js';
import { TicketListElement } from './ticket-list.js';

define('hm-ticket-list', TicketListElement);

export type { TicketListElement };
export type * from './ticket-list.events.js';
