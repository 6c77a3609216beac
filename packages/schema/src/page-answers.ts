import type { Change } from './change.js';
import type { PolicyAnswer } from './policy-answer.js';
import type { Problem } from './problem.js';
import { readerOf } from './shape.js';
import type { Unread } from './ticket.js';

// What a page reads before anybody writes or looks at a ticket. The schemas of the same names say the same to the server.

/** One string, or one for each language. */
const text = (value: unknown) =>
  typeof value === 'string' ||
  (!!value &&
    !Array.isArray(value) &&
    typeof value === 'object' &&
    Object.values(value).every((words) => typeof words === 'string'));
const optional = 'string|undefined';

/**
 * Reads `GET /v1/policy`: the parts that a page draws from. The server has checked the whole at its start; a page guards itself
 * against an answer that is not a policy at all, or one of another age.
 */
export const policyAnswerReader = readerOf<PolicyAnswer>({
  version: 'string',
  policy: {
    version: 'string',
    defaultLocale: 'string',
    fields: [{ key: 'string', kind: 'string', label: text }],
    baseFields: ['string'],
    types: [{ key: 'string', label: text, fields: ['string'] }],
    levels: [{ key: 'string', label: text }],
    statuses: [{ key: 'string', label: text, phase: 'string' }],
  },
  capabilities: [{ capability: 'string', allowed: 'boolean' }],
  person: { id: 'string', workspace: 'string', role: 'string' },
});

const issues = readerOf([{ path: ['string|number'], code: 'string', message: 'string' }]);

/** Reads a problem of RFC 9457 with Helpmark's members. */
export const problemReader = readerOf<Problem>({
  title: 'string',
  status: 'number',
  detail: optional,
  code: 'string',
  issues: (value) => value === undefined || issues.safeParse(value).success,
  requestId: optional,
});

/** Reads `GET /v1/unread`. */
export const unreadReader = readerOf<Unread>({ messages: 'number', tickets: 'number' });

/** Reads what `event: change` of `GET /v1/events` says. */
export const changeReader = readerOf<Change>({ ticket: 'string', version: 'number|undefined', kinds: ['string'] });
