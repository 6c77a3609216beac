import type { Route } from '../route.js';
import { actOnTicket } from './actions.js';
import { changeAttachment, getAttachment } from './attachments.js';
import { findArticles } from './articles.js';
import { listAudit } from './audit.js';
import { getCategories, putCategories } from './categories.js';
import { changeTicket } from './changes.js';
import { putIncident } from './incidents.js';
import { linkTicket } from './links.js';
import { createMessage } from './messages.js';
import { createTicket } from './new-tickets.js';
import { changePerson, listPeople } from './people.js';
import { erasePerson, exportPerson } from './person-data.js';
import { getPolicy } from './policy.js';
import { countUnread, markRead } from './reads.js';
import { requestFields } from './requests.js';
import { listTickets } from './ticket-list.js';
import { getTicket } from './tickets.js';
import { listTimeline } from './timeline.js';
import { createUploadLink } from './upload-links.js';

/** Every route that a token opens. */
export const routes: readonly Route[] = [
  getPolicy,
  createTicket,
  listTickets,
  getTicket,
  changeTicket,
  listTimeline,
  createMessage,
  getAttachment,
  changeAttachment,
  createUploadLink,
  actOnTicket,
  markRead,
  countUnread,
  listPeople,
  changePerson,
  exportPerson,
  erasePerson,
  requestFields,
  linkTicket,
  getCategories,
  putCategories,
  putIncident,
  listAudit,
  findArticles,
];
