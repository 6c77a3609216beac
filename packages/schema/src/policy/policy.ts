import * as z from 'zod/mini';
import { answerSchema } from '../answer.js';
import { textSchema } from '../text.js';
import { phases, ticketActions } from '../ticket.js';
import type { Condition } from './condition.js';
import { keySchema } from './key.js';
import {
  aliasesSchema,
  articlesSchema,
  attachmentRulesSchema,
  channelsSchema,
  escalationSchema,
  notificationSchema,
  privacySchema,
  queueSchema,
  routesSchema,
  surveySchema,
} from './service.js';
import { calendarSchema, closeReasonSchema, targetSchema, timerSchema } from './times.js';

/** Kinds of field: what a person fills in, and how the answer is kept. */
export const fieldKinds = [
  'text',
  'multiline',
  'choice',
  'choices',
  'date',
  'datetime',
  'url',
  'email',
  'number',
  'steps',
  'evidence',
] as const;
export type FieldKind = (typeof fieldKinds)[number];

/** What a person may do in a workspace. A policy withdraws one by `false`. */
export const capabilities = ['submit', 'see-organization', ...ticketActions] as const;
export type Capability = (typeof capabilities)[number];

const valueSchema = z.union([z.string(), z.number(), z.boolean()], 'Write a text, a number, true or false.');

/** A condition; see {@link Condition}. */
export const conditionSchema: z.ZodMiniType<Condition> = z.lazy(() =>
  z.union(
    [
      z.strictObject({ all: z.array(conditionSchema) }),
      z.strictObject({ any: z.array(conditionSchema) }),
      z.strictObject({ not: conditionSchema }),
      z.strictObject({ eq: z.tuple([z.string(), valueSchema]) }),
      z.strictObject({ in: z.tuple([z.string(), z.array(valueSchema)]) }),
      z.strictObject({ present: z.string() }),
    ],
    'Write a condition: an object with one of all, any, not, eq, in, present.',
  ),
);

/** One of the answers that a `choice` or `choices` field offers. */
export const optionSchema = z.strictObject({
  key: keySchema,
  label: textSchema,
  hint: z.optional(textSchema),
  /** In a field of kind `evidence`: fills a line of this kind, as a field's `context` does. */
  context: z.optional(z.string()),
});
export type Option = z.infer<typeof optionSchema>;

/** Something a form asks. */
export const fieldSchema = z.strictObject({
  key: keySchema,
  kind: z.enum(fieldKinds),
  label: textSchema,
  /** What helps to answer it, below the label. */
  hint: z.optional(textSchema),
  /** Whether an answer is always needed while the field applies. Off by default. */
  required: z.optional(z.boolean()),
  /** When an answer is needed besides. */
  requiredWhen: z.optional(conditionSchema),
  /** When the field applies. Where it does not, it is neither shown nor checked, and an answer to it is dropped. */
  visibleWhen: z.optional(conditionSchema),
  /** Code points at least, of a text; items, of a list. */
  minLength: z.optional(z.int().check(z.minimum(0))),
  /** Code points at most. 200 for one line and 10,000 for several by default. */
  maxLength: z.optional(z.int().check(z.minimum(1), z.maximum(10_000))),
  /** The least and the greatest number. */
  min: z.optional(z.number()),
  max: z.optional(z.number()),
  /**
   * Text to the letter, such as that of an error: drawn in a font of one width, and kept with every space and line as it is. For a
   * field of kind `multiline`; off by default.
   */
  exact: z.optional(z.boolean()),
  /** Answers to choose from. */
  options: z.optional(z.array(optionSchema)),
  /** Each option is a place of its own, to be filled with a file or left with a reason. For a field of kind `evidence`; off by default. */
  slots: z.optional(z.boolean()),
  /** What a new form holds; `now` in a field of kind `date` or `datetime` is the day or the minute in which it is opened. */
  default: z.optional(answerSchema),
  /** Taken from the token where it is known; the form shows it and does not ask, the server ignores what is sent. */
  source: z.optional(z.enum(['identity.email', 'identity.name', 'identity.organization', 'identity.plan'])),
  /**
   * Fills the answer, where there is none, once the person sends along what was collected of the page: one of `contextKinds` or
   * of `contextFacts`, or a kind of the host's own. The person sees it and may change it.
   */
  context: z.optional(z.string()),
  /** `staff`: no requester's page ever receives it. `requester` by default. */
  audience: z.optional(z.enum(['requester', 'staff'])),
  /** Never kept on the device, and masked once it is written. */
  sensitive: z.optional(z.boolean()),
  /** Kept when the person sends a ticket and starts another. */
  carries: z.optional(z.boolean()),
});
export type Field = z.infer<typeof fieldSchema>;

/** What helps to work on a ticket of a type: shown as a list with what is there and what is not. */
export const evidenceSchema = z.strictObject({
  key: keySchema,
  label: textSchema,
  hint: z.optional(textSchema),
  /** `required` stops the action; `recommended` is asked for once. */
  need: z.enum(['required', 'recommended']),
  /** The actions it is for; `create` by default. */
  for: z.optional(z.array(z.enum(['create', 'escalate']))),
  /** It is there when all of these fields are answered, */
  fields: z.optional(z.array(z.string())),
  /** or evidence of one of these kinds is given (the options of a field of kind `evidence`), */
  kinds: z.optional(z.array(z.string())),
  /** or what was collected of the page holds one of these kinds (`contextKinds`, or the host's own); for `create` alone, */
  context: z.optional(z.array(z.string())),
  /** or a file is attached. */
  files: z.optional(z.boolean()),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** What a ticket can be about. */
export const typeSchema = z.strictObject({
  key: keySchema,
  label: textSchema,
  description: z.optional(textSchema),
  /** Fields asked for besides the base fields. */
  fields: z.array(z.string()),
  /** What happens next, told after sending; the status says it where the type does not. */
  nextStep: z.optional(textSchema),
  /** Choosing the type shows this instead of a form, and nothing can be sent. */
  redirect: z.optional(z.strictObject({ text: textSchema, label: textSchema, url: z.string() })),
  /** The queue that a new ticket goes to. */
  queue: z.optional(z.string()),
  /** Texts by field key that a person may take over; only empty fields are filled. */
  template: z.optional(z.record(z.string(), textSchema)),
  /** Put before the subject once, such as `[Bug]`. */
  subjectPrefix: z.optional(z.string()),
  evidence: z.optional(z.array(evidenceSchema)),
});
export type TicketType = z.infer<typeof typeSchema>;

/** How urgent a ticket can be. Rank 0 is the worst. */
export const levelSchema = z.strictObject({
  key: keySchema,
  label: textSchema,
  rank: z.int().check(z.minimum(0)),
  guidance: z.optional(textSchema),
  examples: z.optional(z.array(textSchema)),
  /** Plans that may claim the level; every plan by default. */
  plans: z.optional(z.array(z.string())),
  /** The level where nothing else says one. */
  isDefault: z.optional(z.boolean()),
});
export type Level = z.infer<typeof levelSchema>;

/** One line of the table that decides a priority: the first whose condition holds. */
export const priorityRuleSchema = z.strictObject({
  when: conditionSchema,
  level: z.string(),
  /** Why, for staff. */
  because: z.optional(textSchema),
});
export type PriorityRule = z.infer<typeof priorityRuleSchema>;

/** One line of the table that says where a new ticket goes: the first whose condition holds. */
export const routingRuleSchema = z.strictObject({ when: conditionSchema, queue: z.string() });
export type RoutingRule = z.infer<typeof routingRuleSchema>;

/** Something a ticket is for, told before the form. */
export const reasonSchema = z.strictObject({
  key: keySchema,
  label: textSchema,
  /** The types that it is met by. */
  types: z.array(z.string()).check(z.minLength(1)),
});
export type Reason = z.infer<typeof reasonSchema>;

/** Where a ticket can stand. */
export const statusSchema = z.strictObject({
  key: keySchema,
  label: textSchema,
  /** A sentence that says what the status means to the requester. */
  meaning: textSchema,
  phase: z.enum(phases),
  /** What happens next. */
  nextStep: z.optional(textSchema),
  /** What a requester may do while the ticket stands here. */
  requesterActions: z.array(z.enum(ticketActions)),
});
export type Status = z.infer<typeof statusSchema>;

/** The number people quote. */
export const numberingSchema = z.strictObject({
  /** Each `#` is a place; the other characters stand as they are: `HM-######`. */
  pattern: z.string().check(z.regex(/#{3,}/, 'A pattern holds at least three # in a row, such as HM-######.')),
  /** `sequence` counts up; `random` draws from the alphabet until a number is free. */
  mode: z.enum(['sequence', 'random']),
  /** Characters to draw from. Digits and capitals without 0, O, 1, I and L by default. */
  alphabet: z.optional(
    z.string().check(z.regex(/^[0-9A-Za-z]{10,}$/, 'An alphabet is ten digits and unaccented letters or more.')),
  ),
});
export type Numbering = z.infer<typeof numberingSchema>;

/**
 * The ticket policy: the product's shape as one document. Unknown members are faults, so that a misspelt one is noticed;
 * `parsePolicy` also checks that every key named exists.
 */
export const policySchema = z.strictObject({
  /** Names this text of the policy; a reader of an older one fetches anew. */
  version: z.string().check(z.minLength(1), z.maxLength(64)),
  /** The language of the texts that are one string, and the last resort of the others (BCP 47). */
  defaultLocale: z.string(),
  /** What tickets are for. Where there are any, every type that takes tickets is met by one. */
  reasons: z.optional(z.array(reasonSchema)),
  fields: z.array(fieldSchema),
  /** Fields asked for whatever the type; a form asks in the order of `fields`. */
  baseFields: z.array(z.string()),
  types: z.array(typeSchema).check(z.minLength(1)),
  levels: z.array(levelSchema).check(z.minLength(1)),
  /**
   * Who decides the priority. `derived`: the rules, and a form has no such control. `requester`: the requester's severity is
   * the priority. `staff`: staff alone; a new ticket has the default level. `validated`: the requester's severity holds until
   * staff decide.
   */
  priorityMode: z.enum(['derived', 'requester', 'staff', 'validated']),
  /** In the mode `derived`, in order; the default level where none holds. */
  rules: z.optional(z.array(priorityRuleSchema)),
  statuses: z.array(statusSchema).check(z.minLength(1)),
  numbering: numberingSchema,
  calendars: z.optional(z.array(calendarSchema)),
  targets: z.optional(z.array(targetSchema)),
  timers: z.optional(z.array(timerSchema)),
  /** Where a reason is not named, a ticket closed by it cannot be reopened. */
  closeReasons: z.optional(z.array(closeReasonSchema)),
  /** Whether a reply to a resolved or closed ticket reopens it, as far as it may be reopened. Off by default. */
  replyReopens: z.optional(z.boolean()),
  queues: z.optional(z.array(queueSchema)),
  /** In order; a ticket that none of them fits goes to the queue of its type. */
  routing: z.optional(z.array(routingRuleSchema)),
  escalation: z.optional(escalationSchema),
  survey: z.optional(surveySchema),
  attachments: z.optional(attachmentRulesSchema),
  /** Whether a ticket that staff make is shared with its requester from the start. On by default. */
  shared: z.optional(z.boolean()),
  /** Advice beside the form, a line each. */
  tips: z.optional(z.array(textSchema)),
  /** What staff fill in for a first answer, a part each. */
  replyTemplate: z.optional(z.array(z.strictObject({ key: keySchema, label: textSchema, text: z.optional(textSchema) }))),
  privacy: z.optional(privacySchema),
  channels: z.optional(channelsSchema),
  articles: z.optional(articlesSchema),
  routes: z.optional(routesSchema),
  notifications: z.optional(z.array(notificationSchema)),
  aliases: z.optional(aliasesSchema),
  /** What requesters may not do, by `false`. */
  capabilities: z.optional(
    z.partialRecord(z.enum(capabilities), z.boolean(), `Write true or false for some of ${capabilities.join(', ')}.`),
  ),
  /** Where an editor finds the JSON Schema of this document; nothing else reads it. */
  $schema: z.optional(z.string()),
});
export type Policy = z.infer<typeof policySchema>;
