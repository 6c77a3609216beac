import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { root } from '../support/results.mjs';

const document = readFileSync(join(root, 'packages/server/docs/production.md'), 'utf8');

/** What stands after the fence, how the whole file is made of the block, and what checks a file. */
const proxies: [fence: string, whole: (block: string) => string, command: (file: string) => string[]][] = [
  [
    'nginx',
    (block) => `pid /dev/null;\nerror_log stderr;\nevents {}\nhttp {\n${block}\n}\n`,
    (file) => ['nginx', '-t', '-q', '-c', file],
  ],
  [
    'caddyfile',
    (block) => `{\n  auto_https off\n}\n${block}\n`,
    (file) => ['caddy', 'validate', '--adapter', 'caddyfile', '--config', file],
  ],
];

describe('The settings of a proxy in front', () => {
  for (const [fence, whole, command] of proxies) {
    const [program] = command('');
    const skip = spawnSync(program!, ['-v']).error === undefined ? false : `${program} is not installed here`;
    it(`are taken by ${program}`, { skip }, () => {
      const block = new RegExp(`^\`\`\`${fence}\\n([^]*?)\\n\`\`\``, 'm').exec(document)?.[1];
      assert.ok(block);
      const folder = mkdtempSync(join(tmpdir(), 'helpmark-proxy-'));
      const file = join(folder, 'proxy.conf');
      writeFileSync(file, whole(block));
      const [, ...words] = command(file);
      const { status, stderr } = spawnSync(program!, words, { encoding: 'utf8' });
      rmSync(folder, { recursive: true });
      assert.equal(status, 0, stderr);
    });
  }
});
