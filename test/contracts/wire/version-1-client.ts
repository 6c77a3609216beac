/**
 * FROZEN: how a client of version 1 of the wire asks and reads, as it was on the day of the first release. It shares no code with the
 * packages, so that a change there shows here. Nothing in this folder is ever changed for a server's sake: a server that this client cannot
 * use is a new version of the wire, under another path.
 */

/** What a member must be: a type's name, a shape, or a list of one. A name that ends with `?` may be missing. */
type Shape = 'string' | 'number' | 'boolean' | 'text' | 'any' | readonly [Shape] | { readonly [name: string]: Shape };

const author: Shape = { id: 'string', role: 'string', 'name?': 'string', 'email?': 'string' };
const attachment: Shape = {
  ...{ id: 'string', 'key?': 'string', name: 'string', type: 'string', size: 'number', state: 'string' },
  ...{ visibility: 'string', 'image?': 'boolean', createdAt: 'string' },
};
const action: Shape = { action: 'string', allowed: 'boolean', 'reason?': 'string' };
const ticket: Shape = {
  ...{ id: 'string', number: 'string', version: 'number', subject: 'string', type: 'string', 'severity?': 'string' },
  ...{ 'priority?': 'string', status: 'string', phase: 'string', fields: 'any', requester: author, createdAt: 'string' },
  ...{ updatedAt: 'string', unread: 'number', actions: [action], 'attachments?': [attachment], 'closeReason?': 'string' },
  ...{ 'reopenUntil?': 'string', 'validated?': 'boolean' },
};
const message: Shape = {
  ...{
    kind: 'string',
    id: 'string',
    author,
    visibility: 'string',
    body: 'string',
    attachments: [attachment],
    createdAt: 'string',
  },
};
const event: Shape = {
  ...{
    kind: 'string',
    id: 'string',
    type: 'string',
    'author?': author,
    visibility: 'string',
    'from?': 'string',
    'to?': 'string',
  },
  ...{ 'reason?': 'string', createdAt: 'string' },
};
const labelled: Shape = { key: 'string', label: 'text' };
const policy: Shape = {
  ...{ version: 'string', defaultLocale: 'string', baseFields: ['string'], levels: [labelled] },
  fields: [{ key: 'string', kind: 'string', label: 'text' }],
  types: [{ key: 'string', label: 'text', fields: ['string'] }],
  statuses: [{ key: 'string', label: 'text', phase: 'string' }],
};

/** What each answer must hold. Members beside these are ignored. */
export const shapes = {
  ticket,
  message,
  event,
  tickets: { items: [ticket], 'nextCursor?': 'string' },
  timeline: { items: ['any'], 'nextCursor?': 'string' },
  unread: { messages: 'number', tickets: 'number' },
  policy: {
    ...{ version: 'string', policy, capabilities: [{ capability: 'string', allowed: 'boolean', 'reason?': 'string' }] },
    person: { id: 'string', workspace: 'string', role: 'string', 'name?': 'string', 'email?': 'string' },
  },
  problem: {
    title: 'string',
    status: 'number',
    code: 'string',
    'issues?': [{ path: ['any'], code: 'string', message: 'string' }],
  },
} satisfies Record<string, Shape>;

/** Where a value is not what a shape asks for. */
export function faultsOf(value: unknown, shape: Shape, path = ''): string[] {
  if (shape === 'any') return value === undefined ? [`${path} is missing`] : [];
  if (shape === 'text') return typeof value === 'string' || (typeof value === 'object' && value) ? [] : [`${path} is no text`];
  if (typeof shape === 'string') return typeof value === shape ? [] : [`${path} is no ${shape}`];
  if (isList(shape)) {
    if (!Array.isArray(value)) return [`${path} is no list`];
    return value.flatMap((item, at) => faultsOf(item, shape[0], `${path}[${at}]`));
  }
  if (typeof value !== 'object' || value === null) return [`${path} is no object`];
  return Object.entries(shape).flatMap(([name, member]) => {
    const key = name.replace('?', '');
    const found = (value as Record<string, unknown>)[key];
    return name.endsWith('?') && found === undefined ? [] : faultsOf(found, member, `${path}.${key}`);
  });
}

const isList = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape);

/** The entries of a timeline that a client of version 1 draws: it leaves out kinds that it does not know. */
export function drawn(timeline: { items: { kind: string }[] }): { kind: string; faults: string[] }[] {
  return timeline.items
    .filter(({ kind }) => kind === 'message' || kind === 'event')
    .map((item) => ({ kind: item.kind, faults: faultsOf(item, item.kind === 'message' ? message : event, item.kind) }));
}

/** What a client of version 1 sends, word for word. `:id` stands for the ticket's id, `:last` for its newest entry. */
export const requests = {
  policy: { method: 'GET', path: '/v1/policy' },
  created: {
    method: 'POST',
    path: '/v1/tickets',
    body: {
      subject: 'The invoice of May has the wrong address',
      type: 'billing',
      body: 'It should go to the new office.',
      fields: {
        impact: 'Accounting cannot book it.',
        blocking: 'no',
        urgency: 'By the end of the month.',
        concernsAccount: 'no',
        concernsUser: 'no',
      },
      attachments: [{ key: 'f1', name: 'invoice.pdf', type: 'application/pdf', size: 120, sha256: 'a'.repeat(64) }],
    },
  },
  message: { method: 'POST', path: '/v1/tickets/:id/messages', body: { body: 'It is the one of May.' } },
  timeline: { method: 'GET', path: '/v1/tickets/:id/timeline' },
  read: { method: 'POST', path: '/v1/tickets/:id/read', body: { item: ':last' } },
  unread: { method: 'GET', path: '/v1/unread' },
  ticket: { method: 'GET', path: '/v1/tickets/:id' },
  acted: { method: 'POST', path: '/v1/tickets/:id/actions', body: { action: 'resolve' }, ifMatch: true },
  tickets: { method: 'GET', path: '/v1/tickets?phase=resolved&phase=closed&phase=active&phase=new&limit=25' },
  invalid: { method: 'POST', path: '/v1/tickets', body: { subject: '', type: 'billing', fields: {} } },
} as const;
