import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemSchema } from './problem.js';
import { timelinePageSchema, timelineReadingSchema } from './timeline.js';
import { ticketPageSchema, ticketSchema } from './ticket.js';

const author = { id: 'ada', role: 'requester', name: 'Ada' };
const createdAt = '2026-11-21T14:30:00Z';
const ticket = {
  id: '7f9d1c1e-6f7f-4a53-9d2c-1d1f8d2f8a01',
  number: 'HM-000001',
  version: 1,
  subject: 'The export is empty',
  type: 'files',
  status: 'open',
  phase: 'new',
  fields: { impact: 'Finance', count: 3, agreed: true, steps: ['open', 'click'] },
  requester: author,
  createdAt,
  updatedAt: createdAt,
  unread: 0,
  actions: [{ action: 'reply', allowed: true }],
};
const message = { kind: 'message', id: 'm', author, visibility: 'public', body: 'Hello', attachments: [], createdAt };
const event = { kind: 'event', id: 'e', type: 'status', visibility: 'public', from: 'open', to: 'resolved', createdAt };

test('a ticket is read as it was sent', () => {
  assert.deepEqual(ticketSchema.parse(ticket), ticket);
  assert.deepEqual(ticketPageSchema.parse({ items: [ticket], nextCursor: 'c' }), { items: [ticket], nextCursor: 'c' });
});

test('members, statuses, phases and actions of a newer server do no harm', () => {
  const newer = { ...ticket, mood: 'good', status: 'parked', phase: 'parked', actions: [{ action: 'applaud', allowed: true }] };
  const { mood: _ignored, ...known } = newer;
  assert.deepEqual(ticketSchema.parse(newer), known);
});

test('a ticket without any one of its needed parts is none', () => {
  for (const member of Object.keys(ticket)) {
    const { [member]: _left, ...rest } = ticket as Record<string, unknown>;
    assert.equal(ticketSchema.safeParse(rest).success, false, member);
  }
  for (const wrong of [null, [], 'HM-000001', { ...ticket, version: '1' }]) {
    assert.equal(ticketSchema.safeParse(wrong).success, false);
  }
});

test('a timeline holds messages and events, each with what it needs', () => {
  const page = { items: [message, event, { ...event, type: 'merged', author }] };
  assert.deepEqual(timelinePageSchema.parse(page), page);
  const { body: _left, ...bodiless } = message;
  assert.equal(timelinePageSchema.safeParse({ items: [bodiless] }).success, false);
  assert.equal(timelinePageSchema.safeParse({ items: [{ ...event, kind: 'message' }] }).success, false);
});

test('items of a kind that a newer server has are left out, and the page is read', () => {
  const newer = { kind: 'call', id: 'c', minutes: 4, createdAt };
  const page = { items: [newer, message, event, newer], nextCursor: 'c' };
  assert.deepEqual(timelineReadingSchema.parse(page), { items: [message, event], nextCursor: 'c' });
  for (const wrong of [
    { items: 'none' },
    {},
    { items: [null] },
    { items: [{ id: 'x' }] },
    null,
    { items: ['message'] },
    { items: [{ ...message, id: 4 }] },
  ]) {
    assert.equal(timelineReadingSchema.safeParse(wrong).success, false, JSON.stringify(wrong));
  }
});

test('a problem is read with codes that are not known yet', () => {
  const problem = {
    title: 'Too early',
    status: 425,
    code: 'too-early',
    issues: [{ path: ['fields', 0], code: 'x', message: 'y' }],
  };
  assert.deepEqual(problemSchema.parse({ ...problem, more: 1 }), problem);
  assert.equal(problemSchema.safeParse({ error: 'nope' }).success, false);
});
