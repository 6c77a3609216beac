import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { root } from '../support/results.mjs';
import { criteria, files } from './criteria.js';
import type { Criterion } from './criteria.js';

/** Where the report is. */
export const reportFile = join(root, 'packages/elements/docs/accessibility.md');

/** The engines that a file's tests run in, where all are there. */
function enginesOf(file: string): string[] {
  if (file.startsWith('packages/') || /journey|support-page/.test(file)) return ['Chromium', 'Firefox', 'WebKit'];
  if (file.startsWith('test/contracts/')) return ['by reckoning'];
  return [/firefox/.test(file) ? 'Firefox' : /webkit/.test(file) ? 'WebKit' : 'Chromium'];
}

/** Tests that are named and are not there, one line each. */
export function missingTests(): string[] {
  const texts = new Map(Object.entries(files).map(([name, file]) => [name, readFileSync(join(root, file), 'utf8')]));
  return criteria.flatMap(({ id, tests = [] }) =>
    tests
      .filter(([file, title]) => !texts.get(file)!.includes(title))
      .map(([file, title]) => `${id}: ${files[file]} has no “${title}”`),
  );
}

function rowOf({ id, name, level, tests = [], person, none }: Criterion): string {
  const named = [...new Set(tests.map(([file]) => files[file]))];
  const engines = [...new Set(named.flatMap(enginesOf))].sort();
  const shown = named.map((file) => `[${file.split('/').at(-1)!.replace('.test.ts', '')}](../../../${file})`).join(', ');
  return `| ${id} ${name} | ${level} | ${shown || (none ?? 'no test')} | ${engines.join(', ')} | ${person ?? ''} |`;
}

/** Writes the report's text from the criteria and the tests that they name. */
export async function writeReport(): Promise<string> {
  const open = criteria.filter(({ person }) => person).length;
  const untested = criteria.filter(({ tests, none }) => !tests && !none);
  const text = `# Access

What shows that the elements meet WCAG 2.2, level AA. Made by \`npm run access\` from \`test/access/criteria.ts\`; a test holds it to the tests that there are.

axe finds nothing in any story: in Chromium in light, dark, right to left and forced colours, in Firefox in light and in forced colours, in WebKit in light
(\`npm run test:looks\`: every look in all three); and in the elements’ own tests in light, dark and right to left in all three. WebKit here has no forced colours.

A machine shows that a thing is there, not that it helps. ${open} of ${criteria.length} criteria have something that only a person can judge, in the last column; nobody has
judged it for this version with a screen reader yet. ${untested.length} of them rest on that alone: ${untested.map(({ id }) => id).join(', ')}.

| Criterion | Level | Shown by, or why there is nothing to show | Engines | Left to a person |
| --- | --- | --- | --- | --- |
${criteria.map(rowOf).join('\n')}
`;
  return format(text, { ...(await resolveConfig(reportFile)), filepath: reportFile });
}

if (process.argv[1] === import.meta.filename) writeFileSync(reportFile, await writeReport());
