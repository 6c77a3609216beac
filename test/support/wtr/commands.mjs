/**
 * Commands that tests of components give where @web/test-runner-commands has none for every engine, called by
 * `executeServerCommand('x-viewport', { width, height })`. Built-in commands answer first, so these have names of their own.
 *
 * - `x-viewport` `{ width, height }`: CSS pixels of the page. WebKit's window is never narrower than 447: use a frame below that.
 * - `x-key` `{ down: 'Shift' }`, then `{ up: 'Shift' }`: holds and lets go of a key, for Shift+Tab.
 * - `x-media` `[{ name: 'forced-colors', value: 'active' }]`: Chromium alone; answers false elsewhere.
 *
 * @returns {import('@web/test-runner-core').TestRunnerPlugin<any>}
 */
export const extraCommands = () => ({
  name: 'helpmark-commands',
  async executeCommand({ command, payload, session }) {
    /** What drives the page: puppeteer's page, or WebDriver's session. @type {any} */
    const browser = session.browser;
    const driver = browser.type === 'webdriver' ? browser.driver : undefined;
    const page = () => browser.getPage(session.id);
    if (command === 'x-viewport') {
      if (driver) await sizeWindow(driver, payload);
      else await page().setViewport(payload);
      return true;
    }
    if (command === 'x-key') {
      const key = payload.down ?? payload.up;
      if (driver) {
        const action = { type: payload.down ? 'keyDown' : 'keyUp', value: keyCodes[key] ?? key };
        await driver.performActions([{ type: 'key', id: 'keyboard', actions: [action] }]);
      } else {
        await page().keyboard[payload.down ? 'down' : 'up'](key);
      }
      return true;
    }
    if (command === 'x-media') {
      if (driver || browser.name !== 'Chromium') return false;
      const devtools = await page().createCDPSession();
      await devtools.send('Emulation.setEmulatedMedia', { features: payload });
      return true;
    }
    return undefined;
  },
});

/** WebDriver's names for keys that hold. @type {Record<string, string>} */
const keyCodes = { Shift: '\uE008', Control: '\uE009', Alt: '\uE00A', Meta: '\uE03D' };

/**
 * WebDriver sizes the window, not the page: size it, see what the page got, and make up the difference.
 *
 * @param {any} driver
 * @param {{ width: number, height: number }} size
 */
async function sizeWindow(driver, { width, height }) {
  await driver.setWindowSize(width, height);
  const [innerWidth, innerHeight] = await driver.execute('return [innerWidth, innerHeight]');
  await driver.setWindowSize(2 * width - innerWidth, 2 * height - innerHeight);
}
