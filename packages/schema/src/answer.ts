import * as z from 'zod/mini';

/**
 * What a person answered to one field. Text kinds, choices, dates (`2026-11-21`) and moments (UTC ISO 8601) are strings,
 * several choices and ordered steps are lists of strings, numbers are numbers.
 */
export const answerSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
export type Answer = z.infer<typeof answerSchema>;

/** Answers by field key. A key without a value was not answered. */
export const answersSchema = z.record(z.string(), answerSchema);
export type Answers = Record<string, Answer | undefined>;

/** True where nothing was answered: no value, blank text, an empty list or a list of blanks. */
export function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.every(isBlank);
}
