import { randomUUID } from 'node:crypto';
import { incidentInputSchema, incidentSchema } from '@helpmark/schema';
import { findAnyTicket } from '../lifecycle/any-ticket.js';
import { publicEvent } from '../lifecycle/items.js';
import { takeStep } from '../lifecycle/step.js';
import { invalidAt } from '../problem.js';
import { defineRoute } from '../route.js';

export const putIncident = defineRoute({
  method: 'PUT',
  path: '/v1/incidents/:key',
  name: 'putIncident',
  summary: 'Say how an incident stands. Another state is told on every ticket that is part of it. Staff only.',
  staffOnly: true,
  effect: 'write',
  body: incidentInputSchema,
  answers: { 200: { description: 'The incident.', schema: incidentSchema } },
  async handle(call) {
    const { records, workspace, person, body, now, requestId, id: key } = call;
    if (!/^[\w.-]{1,64}$/.test(key)) {
      throw invalidAt(['key'], 'invalid', 'A key is 1 to 64 letters, digits, dots, hyphens or underscores.');
    }
    const before = await records.incident(workspace, key);
    const incident = { key, ...body };
    await records.saveIncident(workspace, incident);
    const change = { action: 'incident', subject: key, from: before?.state, to: body.state };
    await records.appendAudit(workspace, { id: randomUUID(), at: now, person, requestId, ...change });
    if (before && before.state !== body.state) {
      for (const id of await records.ticketsOfIncident(workspace, key)) {
        const ticket = await findAnyTicket(records, workspace, id);
        const event = publicEvent('incident', { from: before.state, to: body.state, reason: body.title });
        if (ticket) await takeStep(call, ticket, { items: [event] });
      }
    }
    return { status: 200, body: incident };
  },
});
