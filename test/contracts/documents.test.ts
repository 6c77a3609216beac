import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { globSync } from 'tinyglobby';
import ts from 'typescript';
import { contentSecurityPolicy } from '../../demo/server/headers.js';
import { documentedElements } from '../../packages/elements/documented-elements.mjs';
import { root } from '../support/results.mjs';
import { packages } from './packages.js';

// The guide in demo/hosts shows files of the host examples, which are built and used; see guides.test.ts.
const documents = globSync(['README.md', 'CONTRIBUTING.md', 'demo/README.md', 'packages/*/README.md', 'packages/*/docs/*.md'], {
  cwd: root,
}).sort();

interface Block {
  /** Document and line. */
  place: string;
  language: string;
  text: string;
}

const blocks: Block[] = documents.flatMap((path) => {
  const text = readFileSync(join(root, path), 'utf8');
  return [...text.matchAll(/^```(\w*)\n([^]*?)\n```$/gm)].map(([, language, block], at) => ({
    place: `${path}, block ${at + 1}`,
    language: language!,
    text: block!,
  }));
});
const inLanguage = (...languages: string[]) => blocks.filter(({ language }) => languages.includes(language));

/** What the blocks take for granted: the page's and the product's own names. */
const hostNames = `
import type { Client as OneClient } from '@helpmark/client';
import type { HelpButtonElement as Button } from '@helpmark/elements';
import type { AttachmentsClient, DraftValue } from '@helpmark/client';
import type { Article } from '@helpmark/client/articles';
import type { Answers, Policy, Ticket } from '@helpmark/schema';
import type { HelpmarkServer, ServerOptions } from '@helpmark/server';
import type {} from '@helpmark/elements/queue/define';
declare global {
  const user: { id: string; name: string; email: string };
  const host: { supportToken(): Promise<string> };
  const help: Button;
  const id: string;
  const client: OneClient;
  const secret: Uint8Array;
  const server: HelpmarkServer;
  const auth: ServerOptions['auth'];
  const button: Button;
  const person: { workspace: string; id: string };
  function fetchSupportToken(): Promise<string>;
  function fill(value: DraftValue | undefined): void;
  function show(words: string): void;
  function say(code: string): void;
  function draw(entries: unknown): void;
  function reload(): void;
  const form: HTMLFormElement;
  const type: string, severity: string, subject: string;
  const answers: Answers;
  const fields: Record<string, string>;
  const shown: Ticket;
  const attachments: AttachmentsClient;
  const chosen: File;
  const policy: Policy;
  const messenger: { open(): void };
  function searchGuides(words: string, signal?: AbortSignal): Promise<Article[]>;
}
`;

const folder = join(root, 'test/contracts');
const virtual = new Map<string, string>([[join(folder, 'documents-host.ts'), hostNames]]);
const placeOf = new Map<string, string>();
const addSource = ({ place, text }: Block, extension: string) => {
  const path = join(folder, `documents-${virtual.size}.${extension}`);
  // A block is a module of its own: its names are nobody else's.
  virtual.set(path, `${text}\nexport {};\n`);
  placeOf.set(path, place);
};
for (const block of inLanguage('ts', 'tsx')) addSource(block, block.language);
for (const block of inLanguage('js')) addSource(block, 'js');
for (const { place, text } of inLanguage('html')) {
  for (const [, script] of text.matchAll(/<script[^>]*>\n([^]+?)<\/script>/g))
    addSource({ place, language: 'js', text: script! }, 'js');
}

/** What the compiler says of all blocks in a language at once, each with its place. JavaScript is held to less: it cannot say a type. */
function complaints(language: 'ts' | 'js'): string[] {
  const options: ts.CompilerOptions = {
    ...{ strict: language === 'ts', noEmit: true, skipLibCheck: true, allowJs: true, checkJs: true },
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: ['node'],
    jsx: ts.JsxEmit.ReactJSX,
  };
  const compiler = ts.createCompilerHost(options);
  const getSourceFile = compiler.getSourceFile.bind(compiler);
  compiler.fileExists = (path) => virtual.has(path) || ts.sys.fileExists(path);
  compiler.readFile = (path) => virtual.get(path) ?? ts.sys.readFile(path);
  compiler.getSourceFile = (path, version, ...rest) => {
    const text = virtual.get(path);
    return text === undefined ? getSourceFile(path, version, ...rest) : ts.createSourceFile(path, text, version, true);
  };
  const program = ts.createProgram(
    [...virtual.keys()].filter((path) => new RegExp(`\\.${language}x?$`).test(path) || path.endsWith('-host.ts')),
    options,
    compiler,
  );
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const line = file ? file.text.slice(0, start).split('\n').length : 0;
    const source = file?.text.split('\n')[line - 1]?.trim() ?? '';
    return `${placeOf.get(file?.fileName ?? '') ?? file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')} In: ${source}`;
  });
}

const elements = documentedElements();
const known = (tag: string) => elements.find((one) => one.tag === tag);
const native = new Set(['id', 'class', 'lang', 'slot', 'hidden']);

describe('The documents', () => {
  it('show code that compiles', () => {
    assert.ok(placeOf.size > 30, `${placeOf.size} blocks`);
    assert.deepEqual([...complaints('ts'), ...complaints('js')], []);
  });

  it('show tags and attributes that there are', () => {
    let seen = 0;
    for (const { place, text } of inLanguage('html')) {
      for (const [, tag, attributes] of text.matchAll(/<(hm-[a-z-]+)([^>]*)>/g)) {
        seen += 1;
        const element = known(tag!);
        assert.ok(element, `${place}: <${tag}>`);
        for (const [, name] of attributes!.matchAll(/([a-z-]+)=/g))
          assert.ok(native.has(name!) || element.attributes.some((one) => one.name === name), `${place}: ${name} of <${tag}>`);
      }
    }
    assert.ok(seen >= 6);
  });

  it('name events, parts and methods of the button that there are', () => {
    const events = new Set(elements.flatMap((one) => one.events.map(({ name }) => name)));
    const button = known('hm-help-button')!;
    const members = [
      ...button.properties.map(({ name }) => name),
      ...button.methods,
      'open',
      'lang',
      'hidden',
      'style',
      'remove',
    ];
    for (const path of documents) {
      const text = readFileSync(join(root, path), 'utf8');
      for (const [, name] of text.matchAll(/\bhelp\.(\w+)/g))
        assert.ok([...members, 'setAttribute'].includes(name!), `${path}: help.${name}`);
      for (const [, name] of text.matchAll(/`(hm-[a-z-]+)`/g))
        assert.ok(
          events.has(name!) || known(name!) || name === 'hm-words-request' || name === 'hm-timeline-earlier',
          `${path}: ${name}`,
        );
      for (const [, tag, part] of text.matchAll(/(hm-[a-z-]+)::part\(([a-z-]+)\)/g))
        assert.ok(
          known(tag!)?.parts.some(({ name }) => name === part),
          `${path}: ${tag}::part(${part})`,
        );
    }
  });

  it('show data that can be read', () => {
    for (const { place, text } of inLanguage('json')) assert.doesNotThrow(() => JSON.parse(text) as unknown, place);
  });

  it('show commands, settings and options that there are', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    const bins = packages.flatMap(({ manifest }) => Object.keys(manifest.bin ?? {}));
    const settings = readFileSync(join(root, 'packages/server/src/settings.ts'), 'utf8');
    const lines = inLanguage('sh').flatMap(({ place, text }) => text.split('\n').map((line) => ({ place, line })));
    assert.ok(lines.length > 5);
    for (const { place, line } of lines) {
      for (const [, script] of line.matchAll(/npm run ([\w:]+)/g)) assert.ok(script! in scripts, `${place}: ${line}`);
      for (const [, bin] of line.matchAll(/npx (helpmark[\w-]*)/g)) assert.ok(bins.includes(bin!), `${place}: ${line}`);
      for (const [name] of line.matchAll(/HELPMARK_[A-Z_]+/g)) assert.ok(settings.includes(name), `${place}: ${name}`);
    }
  });

  it('name a Content-Security-Policy under which the demo runs', () => {
    const [policy] = inLanguage('http').map(({ text }) => text.replace(/^Content-Security-Policy: /, ''));
    const directives = contentSecurityPolicy.split('; ');
    assert.deepEqual(
      policy!.split('; ').filter((directive) => !directives.includes(directive)),
      [],
    );
  });

  it('are in languages of which each is held by a test', () => {
    // The recipes for tokens are run by test/integration/identity-recipes.test.ts.
    const recipes = ['python', 'ruby', 'php', 'go', 'java'];
    // Those of a proxy by test/integration/proxies.test.ts.
    const proxies = ['nginx', 'caddyfile'];
    const others = blocks.filter(
      ({ language }) => !['ts', 'tsx', 'js', 'html', 'css', 'json', 'sh', 'http', ...recipes, ...proxies].includes(language),
    );
    assert.deepEqual(
      others.map(({ place, language }) => `${place}: ${language}`),
      [],
    );
  });

  it('lead to files and headings that there are', () => {
    const headings = (path: string) =>
      [...readFileSync(path, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, words]) =>
        words!
          .toLowerCase()
          .replace(/[^\p{L}\p{N}\s_-]/gu, '')
          .trim()
          .replace(/\s/g, '-'),
      );
    for (const path of [...documents, 'demo/hosts/README.md']) {
      for (const [, target] of readFileSync(join(root, path), 'utf8').matchAll(/\]\((?!https?:|mailto:)([^)]+)\)/g)) {
        const [file, anchor] = target!.split('#');
        const found = file ? join(root, dirname(path), file) : join(root, path);
        assert.ok(existsSync(found), `${path}: ${target}`);
        if (anchor) assert.ok(headings(found).includes(anchor), `${path}: ${target}`);
      }
    }
  });
});
