import { webdriverLauncher } from '@web/test-runner-webdriver';
import { startWebKitDriver } from '../webkit-driver.mjs';

/** WebKitGTK's small browser by WebDriver, with a display and a driver that live as long as the run. */
export const webkit = () => {
  /** @type {import('../webkit-driver.mjs').WebKitDriver | undefined} */
  let driver;
  /** @type {Parameters<typeof webdriverLauncher>[0]} */
  const options = {
    automationProtocol: 'webdriver',
    hostname: '127.0.0.1',
    port: 0,
    path: '/',
    logLevel: 'error',
    capabilities: {},
  };
  const launcher = webdriverLauncher(options);
  const { initialize, stop } = launcher;

  launcher.initialize = async (/** @type {import('@web/test-runner-core').TestRunnerCoreConfig} */ config) => {
    // One page at a time: the runner then uses windows, not frames, and only a window takes real keys and the real mouse.
    await initialize.call(launcher, { ...config, concurrency: 1 });
    Object.assign(launcher, { name: 'WebKit', concurrency: 1 });
    driver = await startWebKitDriver();
    Object.assign(options, { port: driver.port, capabilities: driver.capabilities });
  };
  launcher.stop = async () => {
    await stop.call(launcher);
    driver?.stop();
  };
  // `timeout` and a runner that gives up end the run so; an exit handler does not run by itself then.
  process.once('SIGTERM', () => process.exit(143));
  return launcher;
};
