import * as z from 'zod/mini';
import { authorSchema } from './identity.js';

/** What an event of the timeline may tell of. A reader draws one it does not know as a plain line. */
export const eventTypes = [
  'created',
  'status',
  'priority',
  'assignee',
  'queue',
  'category',
  'shared',
  'fields',
  'request',
  'answered',
  'severity-disputed',
  'escalated',
  'reminder',
  'label',
  'close-suggested',
  'notified',
  'overdue',
  'rated',
  'linked',
  'incident',
  'follow-up',
  'attachment',
] as const;
export type EventType = (typeof eventTypes)[number];

/** Something that happened to a ticket, in its timeline between the messages. */
export const eventSchema = z.object({
  kind: z.literal('event'),
  id: z.string(),
  type: z.string(),
  /** Who did it; the service itself has none. */
  author: z.optional(authorSchema),
  visibility: z.string(),
  /** The key before: a status, a level or a person's id. */
  from: z.optional(z.string()),
  /** The key after. */
  to: z.optional(z.string()),
  /** Of a request for fields, or of the answer to one: its id. */
  request: z.optional(z.string()),
  /** Keys of the fields that it is about. */
  fields: z.optional(z.array(z.string())),
  /** The words given with it. */
  reason: z.optional(z.string()),
  /** Of a file that staff showed to the requester or took back, or that came by an upload link: its id. */
  attachment: z.optional(z.string()),
  /** Of what a timer did: when it was due, which is before `createdAt` where the server was away then. */
  dueAt: z.optional(z.string()),
  /** UTC ISO 8601, by the server's clock. */
  createdAt: z.string(),
});
export type Event = z.infer<typeof eventSchema>;
