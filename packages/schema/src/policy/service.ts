import * as z from 'zod/mini';
import { privacyKinds } from '../privacy/kinds.js';
import { textSchema } from '../text.js';
import { phases } from '../ticket.js';
import { keySchema } from './key.js';
import { durationSchema } from './times.js';

/** A group of staff. Only members of a restricted queue (the token's claim `queues`) and administrators see its tickets. */
export const queueSchema = z.strictObject({
  key: keySchema,
  label: textSchema,
  restricted: z.optional(z.boolean()),
});
export type Queue = z.infer<typeof queueSchema>;

/** When a reason to escalate is open: always, once the promised answer is overdue, or once staff have answered. */
export const escalationConditions = ['always', 'overdue', 'answered'] as const;

/** How a requester asks for more attention. */
export const escalationSchema = z.strictObject({
  reasons: z
    .array(z.strictObject({ key: keySchema, label: textSchema, when: z.optional(z.enum(escalationConditions)) }))
    .check(z.minLength(1)),
  /** How often a ticket can be escalated. Each is a stage; the next opens once staff have acted on the last. 1 by default. */
  stages: z.optional(z.int().check(z.minimum(1), z.maximum(5))),
  /** Levels by which the priority rises with each stage, never above the worst. 1 by default. */
  raise: z.optional(z.int().check(z.minimum(0), z.maximum(4))),
  /** The queue that an escalated ticket goes to. */
  queue: z.optional(z.string()),
  /** Plans whose requesters may escalate; every plan by default. */
  plans: z.optional(z.array(z.string())),
  /** Phrases in a reply that make the thread offer to escalate; nothing is escalated by a phrase alone. */
  phrases: z.optional(z.array(textSchema)),
  /** A word to requesters of some plans, such as whom to call. */
  contact: z.optional(z.strictObject({ plans: z.optional(z.array(z.string())), text: textSchema })),
});
export type Escalation = z.infer<typeof escalationSchema>;

/** What is asked about the service once a ticket is resolved or closed. */
export const surveySchema = z.strictObject({
  question: textSchema,
  /** Labels of 1 to 5, the worst first. */
  scale: z.tuple([textSchema, textSchema, textSchema, textSchema, textSchema]),
  /** Questions with an optional text as the answer. */
  comments: z.array(z.strictObject({ key: keySchema, label: textSchema })).check(z.maxLength(2)),
  phases: z.array(z.enum(phases)).check(z.minLength(1)),
  /** How long a given answer can be changed. */
  editableFor: durationSchema,
});
export type Survey = z.infer<typeof surveySchema>;

/** What the limits of number and size in all hold for. */
export const attachmentScopes = ['submission', 'message', 'ticket'] as const;

/** What may be attached. Sizes are bytes; 10 MiB is 10,485,760. */
export const attachmentRulesSchema = z.strictObject({
  accept: z.array(
    z.strictObject({
      /** A media type. */
      type: z.string(),
      /** Extensions without the dot, in lower case. */
      extensions: z.array(z.string().check(z.regex(/^[a-z0-9]+$/))).check(z.minLength(1)),
    }),
  ),
  maxFiles: z.int().check(z.minimum(0)),
  maxBytesPerFile: z.int().check(z.minimum(1)),
  maxBytesTotal: z.int().check(z.minimum(1)),
  /**
   * What number and size in all hold for: each message by itself; all that a person sends on a ticket together; or the new ticket
   * alone, so that later messages are held to type and size of each file only.
   */
  scope: z.enum(attachmentScopes),
  /** Whether a picture's place and camera are kept. Removed by default. */
  keepMetadata: z.optional(z.boolean()),
});
export type AttachmentRules = z.infer<typeof attachmentRulesSchema>;

/** What rests with a ticket, and may go before the ticket itself does. */
export const retainedKinds = ['ticket', 'message', 'attachment', 'event', 'context'] as const;
export type RetainedKind = (typeof retainedKinds)[number];

/** How long things of one kind rest. They are erased then, by the server; with `ticket` goes all that belongs to it. */
export const retentionSchema = z.strictObject({
  kind: z.enum(retainedKinds),
  /**
   * The phase in which the time runs, from when the ticket came into it or, where that is later, from the last public message;
   * `closed` by default. The time that began with `resolved` runs on once the ticket is closed.
   */
  phase: z.optional(z.enum(phases)),
  after: durationSchema,
});
export type Retention = z.infer<typeof retentionSchema>;

/** What becomes of a person's tickets where the person is erased. */
export const erasures = ['erase', 'pseudonymise'] as const;

/** What people are told, and warned of, about what they send. */
export const privacySchema = z.strictObject({
  /** What belongs in a ticket, a line each. */
  safe: z.optional(z.array(textSchema)),
  /** What never belongs in one, a line each. */
  never: z.optional(z.array(textSchema)),
  detectors: z.optional(z.partialRecord(z.enum(privacyKinds), z.enum(['warn', 'block']))),
  /** Words for the detector `diagnosis`. */
  diagnoses: z.optional(z.array(z.string())),
  /** How what is sensitive travels instead. */
  secureChannel: z.optional(textSchema),
  /** How long things rest; for ever where nothing is said. */
  retention: z.optional(z.array(retentionSchema)),
  /**
   * What `DELETE /v1/people/:id` leaves of the person's words: nothing (`erase`, by default), or the words without name, address
   * and id (`pseudonymise`). Their files, context, mails and what was known of them go either way.
   */
  erasure: z.optional(z.enum(erasures)),
  /** What is collected with a ticket, why, where it goes, and how long it stays: said where a ticket is written. */
  notice: z.optional(z.strictObject({ what: textSchema, why: textSchema, where: textSchema, kept: textSchema })),
});
export type Privacy = z.infer<typeof privacySchema>;

/** Ways besides a ticket. */
export const channelsSchema = z.strictObject({
  /** When a ticket is the better way, a line each. */
  ticket: z.optional(z.strictObject({ uses: z.array(textSchema) })),
  mail: z.optional(z.array(z.strictObject({ topic: textSchema, address: z.string() }))),
  /** A chat of the host's, shown while its calendar is open, where it has an address here or the page provides one. */
  chat: z.optional(
    z.strictObject({
      label: textSchema,
      url: z.optional(z.string()),
      /** Always open by default. */
      calendar: z.optional(z.string()),
      /** When a chat is the better way, a line each. */
      uses: z.optional(z.array(textSchema)),
    }),
  ),
  links: z.optional(z.array(z.strictObject({ label: textSchema, url: z.string() }))),
});
export type Channels = z.infer<typeof channelsSchema>;

/**
 * Where the host's guides are found: one of both. A page that provides guides of its own is asked in their place. Each answers
 * with a list of `{ title, url?, text? }` as JSON.
 */
export const articlesSchema = z.strictObject({
  /** Asked with the words as `q`, and with none for what is offered first. */
  url: z.optional(z.string()),
  /** All guides, which the browser searches itself; the first of them are what is offered first. */
  index: z.optional(z.string()),
});
export type Articles = z.infer<typeof articlesSchema>;

/** What mail tells of. `notified` is what a timer with the effect `notify` did, and `overdue` a target's alert: both are for staff. */
export const notificationEvents = [
  'created',
  'staff-message',
  'status',
  'resolved',
  'closed',
  'reminder',
  'escalated',
  'notified',
  'overdue',
] as const;

/**
 * A mail that an event sends. `{number}`, `{subject}`, `{status}` and `{url}` in its texts are filled in; a person reads it in
 * the language of their token, where the texts have it.
 */
export const notificationSchema = z.strictObject({
  event: z.enum(notificationEvents),
  to: z.enum(['requester', 'assignee', 'queue']),
  subject: textSchema,
  body: textSchema,
});
export type Notification = z.infer<typeof notificationSchema>;

/** Addresses of the support page's views; `:id` is a ticket's. */
export const routesSchema = z.strictObject({ list: z.string(), new: z.string(), thread: z.string() });
export type Routes = z.infer<typeof routesSchema>;

/** Old keys of this policy and what they are called now, so that open tickets stay whole. */
export const aliasesSchema = z.strictObject({
  types: z.optional(z.record(z.string(), z.string())),
  statuses: z.optional(z.record(z.string(), z.string())),
  levels: z.optional(z.record(z.string(), z.string())),
  fields: z.optional(z.record(z.string(), z.string())),
});
export type Aliases = z.infer<typeof aliasesSchema>;
