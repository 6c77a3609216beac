import * as z from 'zod/mini';
import { recordOf } from './record.js';

/**
 * A text that a person reads: one string for every language, or one string for each language tag (BCP 47).
 *
 * @example 'Billing'
 * @example { en: 'Billing', de: 'Abrechnung' }
 */
export const textSchema = z.union([z.string(), recordOf(z.string())]);
export type Text = z.infer<typeof textSchema>;
