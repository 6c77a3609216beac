#!/usr/bin/env node
import type { HelpmarkServer } from './create-server.js';
import { createServer } from './create-server.js';
import { listen, PortInUseError } from './listen.js';
import { describeError } from './log.js';
import { PolicyChangeError } from './lifecycle/policy-change.js';
import type { Settings } from './settings.js';
import { readSettings } from './settings.js';
import { SettingsError } from './settings-error.js';
import { StoreUnavailableError } from './store/store.js';
import { mintTrialToken } from './token-command.js';

// A reader of the log who goes away does not take the server along.
process.stdout.on('error', () => undefined);

try {
  const settings = readSettings(process.env);
  const [command, ...words] = process.argv.slice(2);
  if (command === undefined) await serve(settings);
  else if (command === 'token') process.stdout.write(`${await mintTrialToken(words, settings, Date.now())}\n`);
  else
    throw new SettingsError(
      `${command}: there is no such command; write nothing to start the server, or token to mint one for trying.`,
    );
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exit(1);
}

/** Runs the server until it is told to stop. */
async function serve({ port, metricsPort, server: options }: Settings): Promise<void> {
  const server = await createServer({ ...options, log: (entry) => process.stdout.write(`${JSON.stringify(entry)}\n`) });
  const listener = await listen(server, { port });
  process.stdout.write(`The Helpmark server listens on ${listener.url}\n`);

  const counts = metricsPort === undefined ? undefined : await listen({ fetch: metricsOf(server) }, { port: metricsPort });
  if (counts) process.stdout.write(`Metrics are read on ${counts.url}/metrics\n`);

  const stop = async () => {
    await Promise.all([listener.close(), counts?.close()]);
    await server.close();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
}

/** The handler of the port for metrics, which has nothing else. */
function metricsOf(server: HelpmarkServer): HelpmarkServer['fetch'] {
  return (request) =>
    new URL(request.url).pathname === '/metrics' ? server.metrics() : Promise.resolve(new Response(null, { status: 404 }));
}

/** What is wrong by a setting is said in a sentence; anything else in full. */
function sentenceOf(error: unknown): string {
  const known = [SettingsError, PortInUseError, StoreUnavailableError, PolicyChangeError];
  if (error instanceof Error && known.some((kind) => error instanceof kind)) return error.message;
  return `The server cannot start: ${describeError(error)}`;
}
