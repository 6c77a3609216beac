import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changeSchema } from './change.js';
import { changeReader, policyAnswerReader, problemReader, unreadReader } from './page-answers.js';
import { policyAnswerSchema } from './policy-answer.js';
import { problemSchema } from './problem.js';
import { unreadSchema } from './ticket.js';

/** What a page reads by shape, what the server gives by schema, and a whole answer of each. */
const pairs = {
  unread: { reader: unreadReader, schema: unreadSchema, whole: { messages: 2, tickets: 1 } },
  change: { reader: changeReader, schema: changeSchema, whole: { ticket: 't1', version: 3, kinds: ['ticket'] } },
  problem: {
    reader: problemReader,
    schema: problemSchema,
    whole: {
      title: 'Not whole',
      status: 422,
      detail: 'Fill in the subject.',
      code: 'invalid',
      issues: [{ path: ['fields', 0], code: 'required', message: 'Fill it in.' }],
      requestId: 'r1',
    },
  },
  policy: {
    reader: policyAnswerReader,
    schema: policyAnswerSchema,
    whole: {
      version: '1',
      policy: {
        version: '1',
        defaultLocale: 'en',
        fields: [{ key: 'summary', kind: 'text', label: { en: 'Summary', de: 'Betreff' } }],
        baseFields: ['summary'],
        types: [{ key: 'question', label: 'Question', fields: [] }],
        levels: [{ key: 'normal', label: 'Normal' }],
        statuses: [{ key: 'open', label: 'Open', phase: 'open' }],
      },
      capabilities: [{ capability: 'submit', allowed: true }],
      person: { id: 'ada', workspace: 'acme', role: 'requester' },
    },
  },
};

/** The value with each of its parts, one at a time, left out or put wrong. */
function* broken(value: unknown): Generator<unknown> {
  for (const wrong of [null, 7.5, 'x', true, {}, [], undefined]) if (typeof wrong !== typeof value || !value) yield wrong;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    for (const other of broken(part)) {
      if (Array.isArray(value)) yield value.map((item, index) => (String(index) === key ? other : (item as unknown)));
      else yield { ...value, [key]: other };
    }
  }
}

describe('What a page reads by shape alone', () => {
  for (const [name, { reader, schema, whole }] of Object.entries(pairs)) {
    it(`takes and refuses what the schema does: ${name}`, () => {
      assert.deepEqual(reader.safeParse(whole), { success: true, data: whole });
      assert.equal(schema.safeParse(whole).success, true);
      let refused = 0;
      for (const value of broken(whole)) {
        // As it would come over the wire: what is not there is left out.
        const sent = value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
        const { success } = schema.safeParse(sent);
        assert.equal(reader.safeParse(sent).success, success, JSON.stringify(sent));
        refused += Number(!success);
      }
      assert.ok(refused > 3, `only ${refused} were refused`);
    });
  }
});
