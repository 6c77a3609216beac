import { define } from '../internal/define.js';
import { TicketFormElement } from './ticket-form.js';

define('hm-ticket-form', TicketFormElement);

export type { TicketFormElement };
export type * from './ticket-form.events.js';
export type * from '../ticket-list/ticket-list.events.js';
