import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { createServer } from '@helpmark/server';
import { root } from '../support/results.mjs';

const run = promisify(execFile);
const secret = 'a secret of the recipes and of nothing but the recipes';
/** As it is built and published. */
const command = join(root, 'packages/server/dist/main.js');
const document = readFileSync(join(root, 'packages/server/docs/identity.md'), 'utf8');

/** The languages of the document: what stands after its fence, the file to write and what runs it. */
const languages: [name: string, fence: string, file: string, command: string[], version: string][] = [
  ['Node', 'js', 'token.mjs', [process.execPath, 'token.mjs'], '--version'],
  ['Python', 'python', 'token_for_ada.py', ['python3', 'token_for_ada.py'], '--version'],
  ['Ruby', 'ruby', 'token.rb', ['ruby', 'token.rb'], '--version'],
  ['PHP', 'php', 'token.php', ['php', 'token.php'], '--version'],
  ['Go', 'go', 'token.go', ['go', 'run', 'token.go'], 'version'],
  ['Java', 'java', 'Token.java', ['java', 'Token.java'], '-version'],
];

const isInstalled = (command: string, version: string) => spawnSync(command, [version]).status === 0;

describe('The recipes for tokens', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'helpmark-recipes-'));
  const server = await createServer({ database: ':memory:', limits: false, auth: { secrets: [secret] } });
  after(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const personOf = async (token: string) => {
    const response = await server.fetch(
      new Request('http://localhost/v1/policy', { headers: { authorization: `Bearer ${token}` } }),
    );
    assert.equal(response.status, 200, await response.clone().text());
    return ((await response.json()) as { person: unknown }).person;
  };
  const ada = { id: 'ada', workspace: 'acme', role: 'requester', name: 'Ada' };
  const env = { ...process.env, NODE_OPTIONS: '', HELPMARK_JWT_SECRET: secret };

  for (const [name, fence, file, [runtime, ...words], version] of languages) {
    const skip = isInstalled(runtime!, version) ? false : `${name} is not installed here`;
    it(`mint one that the server takes: ${name}`, { skip }, async () => {
      const code = new RegExp(`^### ${name}\\n\\n\`\`\`${fence}\\n([^]*?)\n\`\`\``, 'm').exec(document)?.[1];
      assert.ok(code, `The document has a recipe for ${name}.`);
      writeFileSync(join(folder, file), code);
      const { stdout } = await run(runtime!, words, { cwd: folder, env });
      assert.deepEqual(await personOf(stdout.trim()), ada);
    });
  }

  it('mint one that the server takes: the command', async () => {
    const line = /^HELPMARK_JWT_SECRET=… npx helpmark-server (.+)$/m.exec(document)?.[1];
    assert.ok(line);
    const flags = [command, ...line.split(' ')];
    const { stdout } = await run(process.execPath, flags, { cwd: root, env });
    assert.deepEqual(await personOf(stdout.trim()), { ...ada, see: 'own' });
  });

  it('say what is missing in a sentence, and mint nothing', async () => {
    for (const [words, sentence] of [
      [['token'], /write who it is for/],
      [['token', '--sub', 'a', '--workspace', 'b', '--role', 'king'], /write requester, staff, admin/],
      [['token', '--sub', 'a', '--workspace', 'b', '--minutes', '61'], /from 1 to 60/],
      [['token', '--nonsense'], /nonsense/],
      [['serve'], /no such command/],
    ] as const) {
      const flags = [command, ...words];
      await assert.rejects(run(process.execPath, flags, { cwd: root, env }), ({ stderr, stdout }: Record<string, string>) => {
        assert.match(stderr!, sentence);
        assert.equal(stdout, '');
        return true;
      });
    }
  });
});
