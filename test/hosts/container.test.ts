import assert from 'node:assert/strict';
import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { createClient } from '@helpmark/client';
import { buildInFolders } from '../support/dockerfile.js';
import { sampleTicket } from '../support/handler.js';
import { root } from '../support/results.mjs';
import { mintToken } from '../support/tokens.js';

const run = promisify(execFile);
const dockerfile = join(root, 'packages/server/Dockerfile');
const secret = 'a secret of the container and of nothing but the container';
const hasEngine = spawnSync('docker', ['info']).status === 0;

/** Sends a ticket and reads it again. */
async function useServer(baseUrl: string): Promise<void> {
  const client = createClient({
    baseUrl,
    person: { workspace: 'acme', id: 'ada' },
    getToken: () => mintToken({ id: 'ada', name: 'Ada' }, new Date(), {}, secret),
  });
  const { id } = await client.tickets.create(sampleTicket());
  assert.equal((await client.tickets.get(id)).number, 'HM-000001');
}

describe('The server by itself', () => {
  it('is an image that is healthy and not root', { skip: !hasEngine && 'no container engine is here' }, async () => {
    const docker = async (...words: string[]) =>
      (await run('docker', words, { cwd: root, maxBuffer: 64 * 2 ** 20 })).stdout.trim();
    const tag = `helpmark-server-test:${process.pid}`;
    await docker('build', '--file', dockerfile, '--tag', tag, '.');
    const container = await docker(
      'run',
      '--detach',
      '--publish',
      '127.0.0.1::8080',
      '--env',
      `HELPMARK_JWT_SECRET=${secret}`,
      tag,
    );
    try {
      const check = [
        'exec',
        container,
        'node',
        '-e',
        "fetch('http://127.0.0.1:8080/healthz').then(() => process.exit(0), () => process.exit(1))",
      ];
      while (spawnSync('docker', check).status !== 0) {
        assert.equal(
          await docker('inspect', '--format', '{{.State.Running}}', container),
          'true',
          await docker('logs', container),
        );
      }
      assert.notEqual(await docker('exec', container, 'id', '-u'), '0');
      await useServer(`http://${(await docker('port', container, '8080')).split('\n')[0]}`);
    } finally {
      await docker('rm', '--force', '--volumes', container);
      await docker('rmi', tag);
    }
  });

  it('comes from the steps of its Dockerfile in a clean folder', { skip: hasEngine && 'the image itself is built' }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'helpmark-image-'));
    after(() => rm(folder, { recursive: true, force: true }));

    // What `.dockerignore` lets through.
    const { stdout } = await run(
      'git',
      ['ls-files', 'package.json', 'package-lock.json', '.npmrc', 'tsconfig.base.json', 'demo/package.json', 'packages'],
      { cwd: root },
    );
    for (const path of stdout.split('\n').filter((one) => one !== '' && !one.endsWith('.test.ts'))) {
      await mkdir(join(folder, 'context', dirname(path)), { recursive: true });
      await cp(join(root, path), join(folder, 'context', path));
    }

    const image = await buildInFolders(dockerfile, join(folder, 'context'), join(folder, 'stages'));
    assert.equal(image.user, 'node');
    const parts = await readdir(join(image.root, 'app/node_modules'));
    assert.deepEqual(
      ['typescript', 'lit', 'vite'].filter((name) => parts.includes(name)),
      [],
    );

    /** Paths of the container, as they are here. */
    const here = (text: string) => text.replace(/(?<=^|file:)\/(app|data)\b/, `${image.root}/$1`);
    const own = Object.fromEntries(Object.entries(image.env).map(([name, value]) => [name, here(value)]));
    const env = { PATH: process.env.PATH, ...own, PORT: '0', HELPMARK_JWT_SECRET: secret };
    const [program, ...words] = image.entrypoint.map(here);
    const server = spawn(program!, words, { cwd: here(image.workdir), env, stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      let said = '';
      server.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
      while (!/listens on (\S+)/.test(said)) {
        const ended = await Promise.race([once(server.stdout, 'data').then(() => false), once(server, 'exit').then(() => true)]);
        assert.ok(!ended, 'The server did not start.');
      }
      const url = /listens on (\S+)/.exec(said)![1]!;
      await useServer(url);
      const [checker, ...check] = image.healthcheck;
      const healthEnv = { ...env, PORT: new URL(url).port };
      await run(checker!, check, { env: healthEnv });
      server.kill('SIGTERM');
      await once(server, 'exit');
      await assert.rejects(run(checker!, check, { env: healthEnv }), { code: 1 });
    } finally {
      server.kill('SIGKILL');
    }
    assert.ok((await readdir(join(image.root, 'data'))).includes('helpmark.db'));
  });
});
