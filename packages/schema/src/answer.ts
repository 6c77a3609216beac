import * as z from 'zod/mini';
import { recordOf } from './record.js';

/**
 * What a person answered to one field. Text kinds, choices, dates (`2026-11-21`) and moments (UTC ISO 8601) are strings,
 * several choices, ordered steps and evidence (`request-id: 4f2a`) are lists of strings, numbers are numbers.
 */
export const answerSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
export type Answer = z.infer<typeof answerSchema>;

/** Answers by field key. A key without a value was not answered. */
export const answersSchema = recordOf(answerSchema);
export type Answers = Record<string, Answer | undefined>;
