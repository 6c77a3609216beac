import * as z from 'zod/mini';
import { textSchema } from '../text.js';
import { conditionSchema, fieldSchema, levelSchema, policySchema, statusSchema, typeSchema } from './policy.js';
import { durationSchema } from './times.js';

/** Parts that have a name of their own in the file, so that an editor can say which one is meant. */
const named = {
  Text: textSchema,
  Condition: conditionSchema,
  Duration: durationSchema,
  Field: fieldSchema,
  Type: typeSchema,
  Level: levelSchema,
  Status: statusSchema,
};

/**
 * The policy's shape as JSON Schema 2020-12, for editors and programs in other languages. It says what the shape can say; that
 * a key which is named exists, and what else {@link parsePolicy} looks at, only that can tell.
 */
export function policyJsonSchema(): Record<string, unknown> {
  const metadata = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) metadata.add(schema, { id });
  const { $schema, ...written } = z.toJSONSchema(policySchema, { io: 'input', metadata });
  return { $schema, title: 'Helpmark ticket policy', ...written };
}
