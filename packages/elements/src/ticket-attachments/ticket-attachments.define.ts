import { define } from '../internal/define.js';
import { TicketAttachmentsElement } from './ticket-attachments.js';

define('hm-ticket-attachments', TicketAttachmentsElement);

export type { TicketAttachmentsElement };
