import * as z from 'zod/mini';
import { authorSchema } from './identity.js';

/** The answer of `GET /v1/people`, staff only: people known from their tokens, by name. */
export const peoplePageSchema = z.object({ items: z.array(authorSchema) });
export type PeoplePage = z.infer<typeof peoplePageSchema>;

/** The body of `PATCH /v1/people/:id`, administrators only: whether one of the staff is still there. */
export const personChangeSchema = z.object({ atWork: z.boolean() });
export type PersonChange = z.infer<typeof personChangeSchema>;
