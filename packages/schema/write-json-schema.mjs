// Writes the policy's JSON Schema beside the built modules. `npm run build` runs it after the compiler.
import { writeFileSync } from 'node:fs';
import { policyJsonSchema } from './dist/policy/index.js';

const file = new URL('dist/policy.schema.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(policyJsonSchema(), undefined, 2)}\n`);
