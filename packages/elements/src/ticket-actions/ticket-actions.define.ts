import { define } from '../internal/define.js';
import { TicketActionsElement } from './ticket-actions.js';

define('hm-ticket-actions', TicketActionsElement);

export type { TicketActionsElement };
export type * from './ticket-actions.events.js';
