import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { documentedElements } from '../../packages/elements/documented-elements.mjs';
import { root } from './results.mjs';

/**
 * The public API in words: `packages/<room>/api.md` says what each entry of a package exports and with which types, and
 * `packages/elements/api-elements.json` what each element takes, sends and draws. `npm run api` builds and writes them; a contract test
 * compares them with the last build.
 */

const quiet = { default: { logLevel: ExtractorLogLevel.None } };

/** @param {string} room */
const manifestOf = (room) => JSON.parse(readFileSync(join(root, 'packages', room, 'package.json'), 'utf8'));

/** A module that exports everything: the main entry as it is, and each other as a namespace. @param {Record<string, string | { types?: string }>} exports */
function writeEntries(exports) {
  return Object.entries(exports)
    .flatMap(([path, target]) => {
      const types = typeof target === 'string' ? undefined : target.types;
      // What only registers has no names, and the languages have those of the dictionary, which the main entry has.
      if (!types?.startsWith('./dist/') || path.endsWith('/define') || path.includes('*')) return [];
      const module = types.replace('./dist/', './').replace('.d.ts', '.js');
      const name = path.slice(2).replace(/\W/g, '_');
      return path === '.' ? `export * from '${module}';\n` : `export * as ${name} from '${module}';\n`;
    })
    .join('');
}

/** @param {string} room @returns {string} What the package's types say now. */
function reportOf(room) {
  const manifest = manifestOf(room);
  // In a folder of its own: the module with all entries is no part of the package.
  const folder = mkdtempSync(join(tmpdir(), 'helpmark-api-'));
  try {
    cpSync(join(root, 'packages', room, 'dist'), join(folder, 'dist'), {
      recursive: true,
      filter: (path) => !/\.(js|map|tsbuildinfo)$/.test(path),
    });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: manifest.name, version: manifest.version }));
    writeFileSync(join(folder, 'dist/all-entries.d.ts'), writeEntries(manifest.exports));
    const compilerOptions = {
      ...{ target: 'ES2022', module: 'ESNext', moduleResolution: 'Bundler', lib: ['ES2023', 'DOM', 'DOM.Iterable'] },
      ...{ strict: true, skipLibCheck: true, types: room === 'server' ? ['node'] : [] },
    };
    const config = ExtractorConfig.prepare({
      packageJsonFullPath: join(folder, 'package.json'),
      configObjectFullPath: undefined,
      configObject: {
        projectFolder: folder,
        mainEntryPointFilePath: join(folder, 'dist/all-entries.d.ts'),
        compiler: { overrideTsconfig: { compilerOptions, files: ['dist/all-entries.d.ts'] } },
        apiReport: {
          enabled: true,
          reportFolder: folder,
          reportTempFolder: folder,
          reportFileName: 'api',
          includeForgottenExports: true,
        },
        docModel: { enabled: false },
        dtsRollup: { enabled: false },
        tsdocMetadata: { enabled: false },
        newlineKind: 'lf',
        messages: { compilerMessageReporting: quiet, extractorMessageReporting: quiet, tsdocMessageReporting: quiet },
      },
    });
    Extractor.invoke(config, { localBuild: true, messageCallback: (message) => void (message.handled = true) });
    return inOrder(withoutInnerMembers(readFileSync(join(folder, 'api.api.md'), 'utf8')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a class has for itself and for the library it is built on is nobody's API: its protected and static members. @param {string} report */
const withoutInnerMembers = (report) =>
  report.replace(
    /^( {4}\/\/ \(undocumented\)\n)? {4}(?:protected |static |(?:connected|disconnected|attributeChanged)Callback\()(?:[^{;\n]*;|[^]*?^ {4}\}.*;)\n/gm,
    '',
  );

/**
 * The compiler writes the words of an inferred list in the order in which it met them, which differs from build to build: the members of zod's
 * enums, and unions of words. Here they stand by the alphabet.
 *
 * @param {string} report
 */
const inOrder = (report) =>
  report
    .replace(/(?:^ +(?:"[^"\n]*"|\w+): "[^"\n]*";\n){2,}/gm, (run) => `${run.trimEnd().split('\n').sort().join('\n')}\n`)
    .replace(/"[^"\n]*"(?: \| "[^"\n]*")+/g, (union) => union.split(' | ').sort().join(' | '))
    .replace(/'[^'\n]*'(?: \| '[^'\n]*')+/g, (union) => union.split(' | ').sort().join(' | '));

/** What a page can rely on of each element. */
function reportOfElements() {
  const names = (/** @type {{ name: string }[]} */ list) => list.map(({ name }) => name).sort();
  const elements = documentedElements().map(
    ({ tag, name, properties, attributes, events, slots, parts, cssProperties, methods }) => [
      tag,
      {
        class: name,
        attributes: names(attributes),
        properties: names(properties),
        methods: [...methods].sort(),
        events: Object.fromEntries(events.map((event) => [event.name, event.type]).sort()),
        slots: names(slots),
        parts: names(parts),
        cssProperties: names(cssProperties),
      },
    ],
  );
  return `${JSON.stringify(Object.fromEntries(elements.sort()), null, 2)}\n`;
}

/** The files and what makes each, from the last build. @returns {Record<string, () => string>} */
export function apiReports() {
  const rooms = readdirSync(join(root, 'packages')).filter((room) => existsSync(join(root, 'packages', room, 'dist')));
  return {
    ...Object.fromEntries(rooms.map((room) => [`packages/${room}/api.md`, () => reportOf(room)])),
    'packages/elements/api-elements.json': reportOfElements,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, write] of Object.entries(apiReports())) {
    writeFileSync(join(root, path), write());
    console.log(path);
  }
}
