import { randomUUID } from 'node:crypto';
import { erasureSchema, personLineSchema } from '@helpmark/schema';
import { erasePerson as erase } from '../lifecycle/erase-person.js';
import { exportPerson as linesOf } from '../lifecycle/export-person.js';
import { ProblemError } from '../problem.js';
import { defineRoute } from '../route.js';

const unknown = () => new ProblemError('not-found', { detail: 'There is no such person.' });

export const exportPerson = defineRoute({
  method: 'GET',
  path: '/v1/people/:id/export',
  name: 'exportPerson',
  summary:
    'Everything of a person, to be given to them: a line each, read as it is sent; the last one says that nothing is missing. Administrators only.',
  staffOnly: true,
  adminOnly: true,
  // That it was asked for is a line of the audit log.
  effect: 'write',
  answers: { 200: { description: 'What there is of the person.', schema: personLineSchema, lines: true } },
  async handle({ records, workspace, policy, person, now, requestId, id }) {
    const known = await records.contact(workspace, id);
    if (!known) throw unknown();
    await records.appendAudit(workspace, {
      id: randomUUID(),
      at: now,
      person,
      requestId,
      action: 'person',
      subject: id,
      to: 'exported',
    });
    return { status: 200, stream: (read) => linesOf({ read, policy, now }, known) };
  },
});

export const erasePerson = defineRoute({
  method: 'DELETE',
  path: '/v1/people/:id',
  name: 'erasePerson',
  summary:
    'Erase a person, or take their name from what they wrote, as the policy says; words of others stay. Whoever comes back by a token is new. Administrators only.',
  staffOnly: true,
  adminOnly: true,
  effect: 'write',
  answers: { 200: { description: 'What was done.', schema: erasureSchema } },
  async handle(call) {
    const { workspace, person, id } = call;
    if (id === person.id) {
      throw new ProblemError('not-allowed', { detail: 'Nobody erases themselves: another administrator does it.' });
    }
    const done = await erase({ ...call, workspace }, id);
    if (!done) throw unknown();
    return { status: 200, body: done };
  },
});
