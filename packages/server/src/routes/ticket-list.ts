import type { Policy } from '@helpmark/schema';
import { ticketPageSchema } from '@helpmark/schema';
import * as z from 'zod/mini';
import { invalidAt } from '../problem.js';
import { defineRoute } from '../route.js';
import type { TicketSort } from '../store/store.js';
import { ticketSorts } from '../store/store.js';
import { ticketFor } from '../views.js';
import { readCursor, writeCursor } from './cursor.js';
import { anyOf, limitOf, wordsParameter } from './parameters.js';
import { wordsOf } from './people.js';

const sorts = [...ticketSorts, ...ticketSorts.map((sort) => `-${sort}` as const)] as const;
const dayOrMoment = z.optional(
  z
    .string()
    .check(
      z.regex(
        /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z)?$/,
        'Write a day, 2026-11-21, or a UTC time, 2026-11-21T14:30:00Z.',
      ),
    ),
);

export const listTickets = defineRoute({
  method: 'GET',
  path: '/v1/tickets',
  name: 'listTickets',
  summary:
    'A person’s own tickets, with those of their organization where their token says so; for staff, those of the whole workspace.',
  effect: 'read',
  query: {
    phase: anyOf('Phases.'),
    status: anyOf('Keys of statuses.'),
    type: anyOf('Keys of types.'),
    priority: anyOf('Keys of levels.'),
    assignee: anyOf('Ids of people, or "nobody". Counts for staff alone.'),
    requester: anyOf('Ids of the people whose tickets they are. Counts for staff, and for who sees an organization.'),
    organization: anyOf('Organizations of requesters. Counts for staff alone.'),
    project: anyOf('Answers to the field “project”. Counts for who sees that field.'),
    queue: anyOf('Keys of queues. Counts for staff alone.'),
    category: anyOf('Keys of categories. Counts for staff alone.'),
    q: {
      ...wordsParameter,
      description: 'Words that must all occur in number, subject, answers or messages; case and accents do not count.',
    },
    from: { description: 'Created on this day (UTC) or at this time, or later.', schema: dayOrMoment },
    to: { description: 'Created on this day (UTC) or before this time, or earlier.', schema: dayOrMoment },
    sort: {
      description:
        'Latest change, creation or most urgent level first; a hyphen before it turns the order round. "updated" by default.',
      schema: z._default(z.enum(sorts), 'updated'),
    },
    cursor: { description: 'The nextCursor of the page before, with everything else as it was.', schema: z.optional(z.string()) },
    limit: limitOf(25),
  },
  answers: { 200: { description: 'A page of tickets.', schema: ticketPageSchema } },
  async handle({ records, viewer, person, policy, query, now }) {
    const { q, from, to, sort, cursor, limit, phase, status, type, priority } = query;
    const { assignee, requester, organization, project, queue, category } = query;
    const after = cursor === undefined ? undefined : readCursor(sort, cursor);
    if (cursor !== undefined && !after) {
      throw invalidAt(['cursor'], 'unknown', '"cursor" must be the nextCursor of a page in the same order.');
    }
    const { items, next } = await records.tickets(viewer, {
      phase,
      status,
      type,
      priority,
      // Who has a ticket is not a requester's to know, so neither is a list made by it.
      assignee: viewer.staff ? assignee.map((id) => (id === 'nobody' ? null : id)) : [],
      requester: viewer.staff || viewer.organization !== undefined ? requester : [],
      organization: viewer.staff ? organization : [],
      project: viewer.staff || asksFor(policy, 'project') ? project : [],
      queue: viewer.staff ? queue : [],
      category: viewer.staff ? category : [],
      words: wordsOf(q),
      from: from === undefined ? undefined : momentOf('from', from),
      before: to === undefined ? undefined : endOf(to),
      sort: sort.replace('-', '') as TicketSort,
      reversed: sort.startsWith('-'),
      after,
      limit,
      levels: [...policy.levels].sort((one, other) => one.rank - other.rank).map(({ key }) => key),
    });
    return {
      status: 200,
      body: {
        items: items.map((ticket) => ticketFor(person, policy, ticket, now)),
        ...(next && { nextCursor: writeCursor(sort, next) }),
      },
    };
  },
});

/** Whether requesters see a field. */
function asksFor({ fields }: Policy, wanted: string): boolean {
  return fields.some(({ key, audience }) => key === wanted && audience !== 'staff');
}

/** A day's beginning or a moment, in the form that times are kept in. */
function momentOf(name: string, value: string): string {
  const time = Date.parse(value);
  if (Number.isNaN(time)) throw invalidAt([name], 'not-a-date', `"${name}" is not in the calendar.`);
  return new Date(time).toISOString();
}

/** The first moment that no longer counts: after the day, or the moment itself. */
function endOf(to: string): string {
  const moment = momentOf('to', to);
  return to.includes('T') ? moment : new Date(Date.parse(moment) + 24 * 3600 * 1000).toISOString();
}
