import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { packageOf, sourcesOf } from './packages.js';

interface Documented {
  name?: string;
  description?: string;
}

interface Member extends Documented {
  kind: 'field' | 'method';
  privacy?: 'private' | 'protected';
  static?: boolean;
}

interface Declaration extends Documented {
  name: string;
  tagName?: string;
  customElement?: boolean;
  members?: Member[];
  events?: (Documented & { type?: { text: string } })[];
  slots?: Documented[];
  cssParts?: Documented[];
  cssProperties?: Documented[];
  attributes?: Documented[];
}

const elements = packageOf('elements');
const manifest = JSON.parse(readFileSync(join(elements.folder, 'custom-elements.json'), 'utf8')) as {
  modules: { path: string; declarations?: Declaration[] }[];
};
const documented = manifest.modules.flatMap(({ path, declarations = [] }) =>
  declarations.filter(({ customElement }) => customElement).map((declaration) => ({ path, declaration })),
);

/** The sources in a folder of the package as one text. */
function textOf(folder: string): string {
  return readdirSync(join(elements.folder, folder))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(elements.folder, folder, name), 'utf8'))
    .join('\n');
}

/** Comments say names too; only code uses them. */
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
const namesOf = (list: Documented[] | undefined) => (list ?? []).map(({ name }) => name ?? '').sort();
const unique = (names: Iterable<string>) => [...new Set(names)].sort();
const found = (text: string, pattern: RegExp) => unique([...text.matchAll(pattern)].map(([, name]) => name ?? ''));
const tokensIn = (text: string) => found(text, /(--hm-[a-z0-9-]+)/g);

/** Folders that hold no element, and draw inside these. */
const guests: Record<string, string[]> = {
  'hm-ticket-form': ['privacy-guard', 'evidence'],
  'hm-ticket-thread': ['privacy-guard'],
};

const tags = documented.map(({ declaration }) => declaration.tagName ?? '');
const ownerOf = (property: string) => tags.find((tag) => property.startsWith(`--${tag}-`));

describe('The manifest of the elements', () => {
  it('has every tag that is registered', () => {
    const registered = sourcesOf(elements).flatMap((path) => found(readFileSync(path, 'utf8'), /\bdefine\('(hm-[a-z-]+)'/g));
    assert.deepEqual(unique(tags), unique(registered));
    assert.ok(registered.length >= 7, `${registered.length} elements`);
  });

  it('gives each element entries of its own', () => {
    for (const { path } of documented) {
      const name = basename(dirname(path));
      for (const entry of [`./${name}`, `./${name}/define`]) assert.ok(entry in (elements.manifest.exports ?? {}), entry);
    }
  });

  for (const { path, declaration } of documented) {
    describe(`on <${declaration.tagName}>`, () => {
      const folders = [dirname(path), ...(guests[declaration.tagName ?? ''] ?? []).map((name) => `src/${name}`)];
      const code = withoutComments(folders.map(textOf).join('\n'));

      it('says what it is', () => assert.ok(declaration.description));

      it('has a sentence on everything public', () => {
        const members = (declaration.members ?? []).filter((member) => !member.privacy && !member.static);
        const { events = [], slots = [], cssParts = [], cssProperties = [], attributes = [] } = declaration;
        const silent = [...members, ...events, ...slots, ...cssParts, ...cssProperties, ...attributes].filter(
          ({ description }) => !description,
        );
        assert.deepEqual(namesOf(silent), []);
      });

      it('has the class of every event, and the name it carries', () => {
        for (const { name = '', type } of declaration.events ?? []) {
          assert.match(name, /^hm-[a-z-]+$/);
          assert.match(type?.text ?? '', /^[A-Z]\w+Event$/, name);
        }
      });

      it('has the slots that are drawn, and no other', () => {
        const drawn = found(code, /<slot(?:\s+name="([^"]*)")?[\s>]/g);
        assert.deepEqual(namesOf(declaration.slots), drawn);
      });

      it('has the parts that are drawn, and no other', () => {
        const drawn = [
          ...found(code, /\spart="([^"$]+)"/g).flatMap((names) => names.split(' ')),
          ...found(code, /\bpart\.add\('([^']+)'\)/g),
        ];
        assert.deepEqual(namesOf(declaration.cssParts), unique(drawn));
      });

      it('has the CSS properties of its own that are read, and no other', () => {
        const read = tokensIn(code).filter((name) => ownerOf(name) === declaration.tagName);
        assert.deepEqual(namesOf(declaration.cssProperties), read);
      });
    });
  }

  it('and the README name the same events, for tests of a page to go by [1-42]', () => {
    const lines = readFileSync(join(elements.folder, 'README.md'), 'utf8').split('\n');
    for (const { declaration } of documented) {
      const row = lines.find((line) => line.startsWith(`| \`${declaration.tagName}\``)) ?? '';
      const missing = namesOf(declaration.events).filter((name) => !row.includes(`\`${name}\``));
      assert.deepEqual(missing, [], declaration.tagName);
    }
  });

  it('leaves the tokens of all elements to the README, which has every one', () => {
    const readme = readFileSync(join(elements.folder, 'README.md'), 'utf8');
    const read = unique(sourcesOf(elements).flatMap((path) => tokensIn(withoutComments(readFileSync(path, 'utf8')))));
    assert.deepEqual(
      read.filter((name) => ownerOf(name) === undefined && !readme.includes(name)),
      [],
    );
  });
});
