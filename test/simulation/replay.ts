// Runs one seed and tells what happened: npx tsx --conditions=helpmark-source test/simulation/replay.ts 42
import { createBackend } from './backend.js';
import { simulate } from './simulate.js';
import { loadClient } from './subject.js';

const subject = await loadClient();
const from = Number(process.argv[2] ?? 1);
const to = Number(process.argv[3] ?? from);
const backend = await createBackend();
const begun = performance.now();
let failed = 0;
let arrived = 0;
let filed = 0;
for (let seed = from; seed <= to; seed++) {
  const { faults, trace, ...outcome } = await simulate(subject, backend, seed);
  arrived += outcome.arrived;
  filed += outcome.files;
  if (from === to) process.stdout.write(`${trace.join('\n')}\n`);
  if (faults.length === 0) continue;
  failed++;
  process.stdout.write(`seed ${seed}\n  ${faults.join('\n  ')}\n`);
}
process.stdout.write(
  `${to - from + 1} seeds, ${failed} failed, ${arrived} arrived with ${filed} files, ${Math.round(performance.now() - begun)} ms\n`,
);
await backend.close();
process.exit(failed > 0 ? 1 : 0);
