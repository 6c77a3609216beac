import type { Route } from '../route.js';
import { actOnTicket } from './actions.js';
import { createMessage } from './messages.js';
import { listPeople } from './people.js';
import { getPolicy } from './policy.js';
import { countUnread, markRead } from './reads.js';
import { listTickets } from './ticket-list.js';
import { changeTicket, createTicket, getTicket } from './tickets.js';
import { listTimeline } from './timeline.js';

/** Every route that a token opens. */
export const routes: readonly Route[] = [
  getPolicy,
  createTicket,
  listTickets,
  getTicket,
  changeTicket,
  listTimeline,
  createMessage,
  actOnTicket,
  markRead,
  countUnread,
  listPeople,
];
