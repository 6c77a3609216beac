import { startDemo } from './start.js';

const port = Number(process.env.PORT ?? 4040);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  fail(`PORT is "${process.env.PORT}": write a port number from 1 to 65535, such as PORT=4041.`);
}

const demo = await startDemo({ port }).catch((error: unknown) => fail(sentenceFor(error)));
console.log(`Helpmark demo: ${demo.url}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void demo.close().then(() => process.exit(0)));
}

/** What is expected to go wrong says so in one sentence; anything else keeps its stack, for those who mend it. */
function sentenceFor(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name === 'PortInUseError' || error.constructor === Error ? error.message : (error.stack ?? error.message);
}

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
