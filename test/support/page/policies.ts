import type { Field, Policy } from '@helpmark/schema';
import { defaultPolicy } from '@helpmark/schema/presets/default';

/** A policy with one type, whose tickets have a summary and these fields: for tests about a field or two. */
export function policyOf(fields: Field[], changes: Partial<Policy> = {}): Policy {
  const asked: Field[] = [{ key: 'summary', kind: 'text', label: 'Summary', required: true }, ...fields];
  return {
    ...defaultPolicy,
    version: 'small-1',
    fields: asked,
    baseFields: asked.map(({ key }) => key),
    types: [{ key: 'question', label: 'Question', fields: [] }],
    rules: [],
    ...changes,
  };
}
