import { define } from '../internal/define.js';
import { TicketFormElement } from './ticket-form.js';

define('hm-ticket-form', TicketFormElement);
