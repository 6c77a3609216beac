import { auditEntrySchema } from '@helpmark/schema';
import * as z from 'zod/mini';
import { invalidAt } from '../problem.js';
import { defineRoute } from '../route.js';

/** Entries in one answer at most. */
const pageSize = 1000;

export const listAudit = defineRoute({
  method: 'GET',
  path: '/v1/audit',
  name: 'listAudit',
  summary: `Every change, oldest first, a line each: ${pageSize} at most. Ask again after the last one until there are none. Administrators only.`,
  staffOnly: true,
  adminOnly: true,
  effect: 'read',
  query: { after: { description: 'The id of an entry: those after it.', schema: z.optional(z.string()) } },
  answers: { 200: { description: 'The changes.', schema: auditEntrySchema, lines: true } },
  async handle({ records, workspace, query }) {
    const entries = await records.audit(workspace, query.after, pageSize);
    if (!entries) throw invalidAt(['after'], 'unknown', '"after" must be the id of an entry.');
    return { status: 200, lines: entries };
  },
});
