import { randomUUID } from 'node:crypto';
import { categoriesSchema } from '@helpmark/schema';
import { invalid } from '../problem.js';
import { defineRoute } from '../route.js';

export const getCategories = defineRoute({
  method: 'GET',
  path: '/v1/categories',
  name: 'getCategories',
  summary: 'The topics by which staff sort tickets. Staff only.',
  staffOnly: true,
  effect: 'read',
  answers: { 200: { description: 'The categories.', schema: categoriesSchema } },
  async handle({ records, workspace }) {
    return { status: 200, body: { items: await records.categories(workspace) } };
  },
});

export const putCategories = defineRoute({
  method: 'PUT',
  path: '/v1/categories',
  name: 'putCategories',
  summary: 'Say which topics there are; tickets keep one that goes. Administrators only.',
  staffOnly: true,
  adminOnly: true,
  effect: 'write',
  body: categoriesSchema,
  answers: { 200: { description: 'The categories.', schema: categoriesSchema } },
  async handle({ records, workspace, person, body, now, requestId }) {
    const doubles = body.items.flatMap(({ key }, at) =>
      body.items.findIndex((other) => other.key === key) === at
        ? []
        : [{ path: ['items', at, 'key'], code: 'not-an-option', message: `"${key}" stands twice.` }],
    );
    if (doubles.length > 0) throw invalid(doubles);
    await records.saveCategories(workspace, body.items);
    await records.appendAudit(workspace, { id: randomUUID(), at: now, person, action: 'categories', requestId });
    return { status: 200, body: { items: body.items } };
  },
});
