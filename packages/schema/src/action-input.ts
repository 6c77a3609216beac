// Beside ticket.ts, not in it: only a server parses this, and a page does not pay for what it does not import.
import * as z from 'zod/mini';
import { answersSchema } from './answer.js';

/** The longest reason or comment, in characters. */
export const maxReasonLength = 2000;

const wordsSchema = z.string().check(z.maxLength(maxReasonLength));
const neededWordsSchema = wordsSchema.check(
  z.refine((value) => value.trim() !== '', { error: 'Write the words.', params: { code: 'required' } }),
);

/** The body of `POST /v1/tickets/:id/actions`: what a requester does, and what belongs to it. */
export const actionInputSchema = z.discriminatedUnion('action', [
  z.object({ action: z.enum(['resolve', 'confirm', 'reopen']), reason: z.optional(wordsSchema) }),
  /** `reason` is the key of one of the policy's reasons. */
  z.object({ action: z.literal('escalate'), reason: z.string(), text: z.optional(wordsSchema) }),
  z.object({ action: z.literal('dispute-severity'), text: neededWordsSchema }),
  /** `request` is the id of a request of the ticket; the answers are held to the rules of its fields. */
  z.object({ action: z.literal('answer-request'), request: z.string(), answers: answersSchema }),
  /** 1, the worst, to 5; texts by the survey's comment keys. */
  z.object({
    action: z.literal('rate'),
    rating: z.int().check(z.gte(1), z.lte(5)),
    comments: z.optional(z.record(z.string(), wordsSchema)),
  }),
]);
export type ActionInput = z.infer<typeof actionInputSchema>;
