import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { documentedElements } from '../../packages/elements/documented-elements.mjs';
import { root } from '../support/results.mjs';

const run = promisify(execFile);

/** Renders every component as a server does, in a process where nothing of a page is. */
const script = `
  import { createElement } from 'react';
  import { renderToString } from 'react-dom/server';
  import * as components from '@helpmark/react';
  const props = { id: 'one', person: { workspace: 'acme', id: 'ada' }, getToken: () => 'secret', items: [1], onPanelOpened() {} };
  const written = Object.entries(components).map(([name, component]) => [name, renderToString(createElement(component, props))]);
  console.log(JSON.stringify({ written, left: ['window', 'document'].filter((name) => name in globalThis) }));
`;

describe('The React components', () => {
  it('render on a server their tag and nothing in it, say nothing, and leave no page behind', async () => {
    const { NODE_OPTIONS: _options, NODE_TEST_CONTEXT: _context, ...env } = process.env;
    const words = ['--input-type=module', '--eval', script];
    const { stdout, stderr } = await run(process.execPath, words, { cwd: join(root, 'packages/react'), env });
    assert.equal(stderr, '');
    const { written, left } = JSON.parse(stdout) as { written: [name: string, html: string][]; left: string[] };
    assert.deepEqual(left, []);
    assert.deepEqual(
      written.sort(),
      documentedElements()
        .map(({ tag, name }) => [name.replace(/Element$/, ''), `<${tag} id="one"></${tag}>`])
        .sort(),
    );
  });

  it('all stand in their README', () => {
    const readme = readFileSync(join(root, 'packages/react/README.md'), 'utf8');
    const missing = documentedElements().filter(({ name }) => !readme.includes(`\`${name.replace(/Element$/, '')}\``));
    assert.deepEqual(missing, []);
  });
});
