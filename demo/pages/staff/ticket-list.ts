import type { Ticket } from '@helpmark/schema';
import { make } from '../shared/dom.js';
import { writeAge } from '../shared/format.js';
import type { Words } from './words.js';
import { nameOf } from './words.js';

/** What the list shows, and the minute it was written in, which its ages go by. */
let shown = '';

/**
 * Shows the tickets of the list, and keeps the focus on the one that had it. What has not changed is left alone, so that no
 * press falls between two drawings.
 */
export function showTickets(list: HTMLElement, tickets: Ticket[], words: Words, openId: string | undefined): void {
  const text = JSON.stringify([tickets, openId, Math.floor(Date.now() / 60_000)]);
  if (text === shown) return;
  shown = text;
  const focused = list.contains(document.activeElement) ? document.activeElement?.id : undefined;
  list.replaceChildren(...tickets.map((ticket) => describe(ticket, words, openId)));
  if (focused) document.getElementById(focused)?.focus();
}

function describe(ticket: Ticket, words: Words, openId: string | undefined): HTMLElement {
  const priority = ticket.priority ?? '';
  return make(
    'li',
    {},
    make(
      'a',
      {
        id: `open-${ticket.id}`,
        href: `#/tickets/${ticket.id}`,
        'aria-current': ticket.id === openId ? 'true' : undefined,
        'data-unread': ticket.unread > 0,
      },
      make(
        'span',
        { class: 'line' },
        make('strong', { class: 'subject' }, ticket.subject),
        ticket.unread > 0 &&
          make('span', { class: 'unread number' }, String(ticket.unread), make('span', { class: 'hidden-text' }, ' unread')),
      ),
      make(
        'span',
        { class: 'line quiet' },
        make('span', { class: 'grow' }, [nameOf(ticket.requester), ticket.organization].filter(Boolean).join(', ')),
        make('time', { datetime: ticket.updatedAt }, writeAge(ticket.updatedAt, Date.now())),
      ),
      make(
        'span',
        { class: 'line' },
        statusBadge(ticket, words),
        make('span', { class: 'priority', 'data-priority': priority }, words.level(priority)),
        make('span', { class: 'grow' }),
        make('span', { class: 'quiet' }, ticket.assignee ? nameOf(ticket.assignee) : 'Nobody yet'),
      ),
    ),
  );
}

/** Where a ticket stands: the word, and a shape and colour of its phase. */
export function statusBadge(ticket: Pick<Ticket, 'status' | 'phase'>, words: Words): HTMLElement {
  return make('span', { class: 'status', 'data-phase': ticket.phase }, words.status(ticket.status));
}
