import { startDemo } from './start.js';

// PORT: 4040 by default, 0 takes a free one. DEMO_DATA: the folder for database and keys, demo/.data by default.
const { PORT = '4040', DEMO_DATA } = process.env;
const port = Number(PORT);
if (!/^\d+$/.test(PORT) || port > 65_535) {
  fail(`PORT is "${PORT}": write a port number from 1 to 65535, such as PORT=4041.`);
}

const demo = await startDemo({ port, ...(DEMO_DATA && { dataDir: DEMO_DATA }) }).catch((error: unknown) =>
  fail(sentenceFor(error)),
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void demo.close().then(() => process.exit(0)));
}
console.log(`Helpmark demo: ${demo.url}`);

/** What is expected to go wrong says so in one sentence; anything else keeps its stack, for those who mend it. */
function sentenceFor(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name === 'PortInUseError' || error.constructor === Error ? error.message : (error.stack ?? error.message);
}

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
