import { policyAnswerSchema } from '@helpmark/schema';
import { policyAnswerFor } from '../policy-answer.js';
import { defineRoute } from '../route.js';

export const getPolicy = defineRoute({
  method: 'GET',
  path: '/v1/policy',
  name: 'getPolicy',
  summary: 'The ticket policy as this person may see it, what they may do, and who they are.',
  effect: 'read',
  revalidated: true,
  translated: true,
  answers: {
    200: { description: 'The policy.', schema: policyAnswerSchema, etag: true },
    304: { description: 'The policy that If-None-Match names still holds.' },
  },
  handle({ policy, person, now, articles, languages }) {
    return Promise.resolve({ status: 200, ...policyAnswerFor(policy, person, { now, articles, languages }) });
  },
});
