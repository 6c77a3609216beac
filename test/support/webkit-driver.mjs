import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { needBrowser } from './browsers.mjs';

/**
 * A running WebKitWebDriver with a display of its own.
 *
 * @typedef {{ port: number, capabilities: WebdriverIO.Capabilities, stop: () => void }} WebKitDriver
 */

/**
 * Starts Xvfb and WebKitWebDriver, which WebKitGTK's small browser needs. Both end with `stop`, and with this process.
 *
 * @returns {Promise<WebKitDriver>}
 */
export async function startWebKitDriver() {
  const { bin, driver: program = '' } = needBrowser('webkit');
  const display = await startDisplay();
  const port = await freePort();
  const driver = spawn(program, [`--port=${port}`], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: display.name,
      GDK_BACKEND: 'x11',
      NO_AT_BRIDGE: '1',
      // Without a graphics card both draw in software.
      WEBKIT_DISABLE_DMABUF_RENDERER: '1',
      LIBGL_ALWAYS_SOFTWARE: '1',
    },
  });
  const stop = () => {
    driver.kill();
    display.stop();
    process.off('exit', stop);
  };
  process.once('exit', stop);
  await answers(`http://127.0.0.1:${port}/status`, driver);
  const capabilities = {
    browserName: 'MiniBrowser',
    // webdriverio 9 asks for BiDi otherwise, which WebKitWebDriver does not speak.
    'wdio:enforceWebDriverClassic': true,
    'webkitgtk:browserOptions': { binary: bin, args: ['--automation'] },
  };
  return { port, capabilities, stop };
}

/** Xvfb picks a free display by itself and tells its number, so that two runs never meet. */
async function startDisplay() {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const told = /** @type {import('node:stream').Readable} */ (server.stdio[3]);
  const [number] = await Promise.race([
    once(told, 'data'),
    once(server, 'exit').then(([code]) => Promise.reject(new Error(`Xvfb ended with code ${code} before it had a display.`))),
  ]);
  return { name: `:${String(number).trim()}`, stop: () => void server.kill() };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}

/** @param {string} url @param {import('node:child_process').ChildProcess} program */
async function answers(url, program) {
  while (program.exitCode === null) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`WebKitWebDriver ended with code ${program.exitCode} before it answered.`);
}
