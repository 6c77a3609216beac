import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The browsers that tests run in: where each is found, what is missing, and how it is installed. Node's own modules only,
 * because `npm test` asks before anything is installed.
 *
 * @typedef {'chromium' | 'firefox' | 'webkit'} Engine
 * @typedef {{ name: string, bin: string, driver?: string }} Browser Its name for people, its program, and what drives it.
 */

/** @type {Engine[]} */
export const engines = ['chromium', 'firefox', 'webkit'];

/** @type {Record<Engine, string>} */
export const engineNames = { chromium: 'Chromium', firefox: 'Firefox', webkit: 'WebKit' };

/** The system's packages (Debian and its kin), with fonts, so that text in every script has a shape. */
const systemPackages = [
  'chromium',
  'firefox-esr',
  'webkit2gtk-driver',
  'xvfb',
  'fonts-noto-core',
  'fonts-noto-cjk',
  'fonts-noto-color-emoji',
];

/** @type {Record<Engine, string>} */
const remedies = {
  chromium: 'install the package chromium, or name the program in CHROMIUM_BIN',
  firefox: 'install the package firefox-esr, or name the program in FIREFOX_BIN',
  webkit: 'install the packages webkit2gtk-driver and xvfb, or name the programs in MINIBROWSER_BIN and WEBKIT_DRIVER_BIN',
};

/**
 * The engines to run in: all three, or what `HELPMARK_BROWSERS` names, separated by commas.
 *
 * @returns {Engine[]}
 * @throws {Error} where it names something else.
 */
export function wantedEngines() {
  const named = process.env.HELPMARK_BROWSERS?.split(',').map((name) => name.trim());
  if (!named) return engines;
  const stranger = named.find((name) => !engines.some((engine) => engine === name));
  if (stranger !== undefined) {
    throw new Error(`HELPMARK_BROWSERS names "${stranger}". Write one or more of ${engines.join(', ')}, separated by commas.`);
  }
  return engines.filter((engine) => named.includes(engine));
}

/**
 * Finds a browser by its environment variable or in the usual places.
 *
 * @param {Engine} engine
 * @returns {Browser | undefined} Nothing where it, or what drives it, is not there.
 */
export function findBrowser(engine) {
  const name = engineNames[engine];
  if (engine === 'chromium') {
    const bin = programOf(process.env.CHROMIUM_BIN, ['chromium', 'chromium-browser', 'google-chrome']);
    return bin ? { name, bin } : undefined;
  }
  if (engine === 'firefox') {
    const bin = programOf(process.env.FIREFOX_BIN, ['firefox-esr', 'firefox']);
    return bin ? { name, bin } : undefined;
  }
  const bin = programOf(process.env.MINIBROWSER_BIN, miniBrowserPlaces());
  const driver = programOf(process.env.WEBKIT_DRIVER_BIN, ['WebKitWebDriver']);
  return bin && driver && programOf(undefined, ['Xvfb']) ? { name, bin, driver } : undefined;
}

/**
 * The same, for those who cannot go on without.
 *
 * @param {Engine} engine
 * @returns {Browser}
 */
export function needBrowser(engine) {
  const browser = findBrowser(engine);
  if (!browser) throw new Error(missingSentence(engine));
  return browser;
}

/** @param {Engine} engine */
export function missingSentence(engine) {
  return `${engineNames[engine]} is missing and could not be installed here: ${remedies[engine]}.`;
}

/** True where the system's packages can be installed without asking anyone. */
export function canInstallBrowsers() {
  return process.getuid?.() === 0 && programOf(undefined, ['apt-get']) !== undefined;
}

/**
 * Installs the system's packages.
 *
 * @returns {string | undefined} What was printed where it failed.
 */
export function installBrowsers() {
  const prefix = process.getuid?.() === 0 ? [] : ['sudo'];
  for (const words of [['update'], ['install', '-y', '--no-install-recommends', ...systemPackages]]) {
    const [program = '', ...rest] = [...prefix, 'apt-get', ...words];
    const done = spawnSync(program, rest, { encoding: 'utf8', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
    if (done.status !== 0) return `${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}`;
  }
  return undefined;
}

/**
 * @param {string | undefined} named A program that was asked for by name; nothing else will do then.
 * @param {string[]} usual Names to look up in PATH, or whole paths.
 */
function programOf(named, usual) {
  return (named ? [named] : usual).map(lookUp).find((path) => path !== undefined);
}

/** @param {string} name */
function lookUp(name) {
  if (name.includes('/')) return existsSync(name) ? name : undefined;
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}

function miniBrowserPlaces() {
  return ['x86_64-linux-gnu', 'aarch64-linux-gnu'].flatMap((machine) =>
    ['4.1', '6.0', '4.0'].map((version) => `/usr/lib/${machine}/webkit2gtk-${version}/MiniBrowser`),
  );
}
