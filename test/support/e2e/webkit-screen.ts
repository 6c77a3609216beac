import { setTimeout as pause } from 'node:timers/promises';
import { remote } from 'webdriverio';
import { engineNames } from '../browsers.mjs';
import { startWebKitDriver } from '../webkit-driver.mjs';
import {
  callOf,
  fileField,
  nameOfFocused,
  placeOf,
  selectors,
  visibleOfRole,
  visibleText,
  wasMissed,
  watchForPress,
} from './page-scripts.js';
import type { Device, Screen, Target } from './screen.js';
import { describeTarget, patience } from './screen.js';

/** How WebDriver writes a reference to an element. */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';
type Reference = Record<typeof elementKey, string>;

/** Keys that have no character of their own. */
const keys: Record<string, string> = {
  Shift: '\uE008',
  Tab: '\uE004',
  Enter: '\uE007',
  Escape: '\uE00C',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
};

/**
 * A window of WebKitGTK's small browser, with a driver and a display of its own, since one driver holds one session. It keeps
 * nothing after it is closed.
 */
export async function openWebKitScreen(): Promise<Screen> {
  const device = await openWebKitDevice();
  return Object.assign(await device.openTab(), { close: device.close });
}

/** A device that keeps nothing after it is closed: the driver's sessions are private ones. */
export async function openWebKitDevice(): Promise<Device> {
  const driver = await startWebKitDriver();
  const browser = await remote({
    automationProtocol: 'webdriver',
    hostname: '127.0.0.1',
    port: driver.port,
    path: '/',
    logLevel: 'error',
    capabilities: driver.capabilities,
  });
  await browser.setTimeout({ script: patience, pageLoad: patience });
  const first = await browser.getWindowHandle();
  let current = first;
  const select = async (handle: string) => {
    if (handle !== current) await browser.switchToWindow(handle);
    current = handle;
  };
  let tabs = 0;
  let closed = false;
  return {
    engine: engineNames.webkit,
    async openTab() {
      const { handle } = tabs++ === 0 ? { handle: first } : await browser.createWindow('window');
      return screenOf(browser, () => select(handle));
    },
    async close() {
      if (closed) return;
      closed = true;
      await browser.deleteSession().catch(() => {});
      driver.stop();
    },
  };
}

function screenOf(browser: WebdriverIO.Browser, select: () => Promise<void>): Screen {
  /** Runs a function in the page, sent as text with its arguments. */
  const runIn = async <Result>(
    script: (...values: never[]) => Result,
    ...values: (string | object | null)[]
  ): Promise<Result> => {
    await select();
    return (await browser.executeScript(`return ${callOf(script, '...arguments')}`, values)) as Result;
  };

  /** Finds what matches now, by the names that the engine itself computes. */
  const look = async ({ role, name, within }: Target): Promise<{ match?: string; seen: string[] }> => {
    const around = within && (await look(within));
    if (around && around.match === undefined) return around;
    const scope = around?.match === undefined ? null : { [elementKey]: around.match };
    const found = (await runIn(visibleOfRole, role, selectors[role], scope)) as unknown as Reference[];
    const seen: string[] = [];
    for (const { [elementKey]: id } of found) {
      if (name === undefined) return { match: id, seen };
      const label = (await browser.getElementComputedLabel(id)).replace(/\s+/g, ' ').trim();
      if (typeof name === 'string' ? label === name : name.test(label)) return { match: id, seen };
      seen.push(label);
    }
    return { seen };
  };

  /** Waits until `ask` gives something, and tries again where the page has moved or was drawn anew in between. */
  const wait = async <Result>(
    ask: () => Promise<Result | undefined>,
    complaint: () => Promise<string> | string,
  ): Promise<Result> => {
    const end = performance.now() + patience;
    for (;;) {
      const answer = await ask().catch((error: unknown) => {
        if (/stale element|no such element|not interactable|click intercepted/i.test(String(error))) return undefined;
        throw error;
      });
      if (answer !== undefined) return answer;
      if (performance.now() > end) throw new Error(await complaint());
      await pause(40);
    }
  };

  const find = (target: Target): Promise<string> =>
    wait(
      async () => (await look(target)).match,
      async () =>
        `There is no ${describeTarget(target)} on screen in WebKit. Of this role: ${JSON.stringify((await look(target)).seen)}`,
    );

  /** Scrolls to an element, as a person does, waits until it stands still, and does something to it. */
  const act = <Result>(target: Target, deed: (id: string) => Promise<Result>): Promise<Result> =>
    wait(
      async () => {
        const id = await find(target);
        await runIn((element: Element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }), { [elementKey]: id });
        for (let before = ''; ; await pause(60)) {
          const place = await runIn(placeOf, { [elementKey]: id });
          if (place === before) break;
          before = place;
        }
        return { done: await deed(id) };
      },
      () => `${describeTarget(target)} could not be used in WebKit.`,
    ).then(({ done }) => done);

  /** Presses keys one after the other; those of one press are held together. */
  const pressKeys = async (presses: string[][]): Promise<void> => {
    await select();
    const actions = presses.flatMap((held) => [
      ...held.map((value) => ({ type: 'keyDown', value })),
      ...held.toReversed().map((value) => ({ type: 'keyUp', value })),
    ]);
    await browser.performActions([{ type: 'key', id: 'keyboard', actions }]);
  };

  /** Clicks with the real mouse on the middle of an element, whatever lies over it there. */
  const clickAt = async (id: string, times: number): Promise<void> => {
    const middle = (element: Element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return { x: Math.round(left + width / 2), y: Math.round(top + height / 2) };
    };
    const at = await runIn(middle, { [elementKey]: id });
    const press = [
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ];
    const move = { type: 'pointerMove', origin: 'viewport', ...at };
    const actions = [move, ...Array.from({ length: times }, () => press).flat()];
    await browser.performActions([{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }]);
  };

  const click = (target: Target) =>
    act(target, async (id) => {
      await runIn(watchForPress, { [elementKey]: id });
      await browser.elementClick(id);
      // The driver says nothing where the page moved under the mouse.
      if (await runIn(wasMissed)) throw new Error(`click intercepted: it missed ${describeTarget(target)}`);
    });

  const screen: Screen = {
    engine: engineNames.webkit,
    open: async (url) => {
      await select();
      await browser.navigateTo(url);
    },
    reload: async () => {
      await select();
      await browser.refresh();
    },
    url: async () => {
      await select();
      return browser.getUrl();
    },
    see: async (target) => void (await find(target)),
    seeGone: async (target) => {
      await wait(
        async () => ((await look(target)).match === undefined ? true : undefined),
        () => `${describeTarget(target)} stays on screen in WebKit.`,
      );
    },
    seeText: async (words) => {
      await wait(
        async () => ((await screen.text()).includes(words) ? true : undefined),
        async () => `"${words}" is not on screen in WebKit, but: ${await screen.text()}`,
      );
    },
    click,
    check: (target) => act(target, (id) => clickAt(id, 1)),
    doubleClick: (target) => act(target, (id) => clickAt(id, 2)),
    fill: (target, text) =>
      act(target, async (id) => {
        await browser.elementClear(id);
        await browser.elementSendKeys(id, text);
      }),
    choose: (target, option) =>
      act(target, async (id) => {
        const options = await browser.findElementsFromElement(id, 'css selector', 'option');
        for (const { [elementKey]: one } of options as Reference[]) {
          if ((await browser.getElementText(one)).trim().startsWith(option)) return browser.elementClick(one);
        }
        throw new Error(`${describeTarget(target)} has no option "${option}".`);
      }),
    chooseFiles: (within, paths) =>
      wait(
        async () => {
          const scope = await find(within);
          const field = (await runIn(fileField, { [elementKey]: scope })) as Reference | null;
          if (!field) return undefined;
          await browser.elementSendKeys(field[elementKey], paths.join('\n'));
          return true;
        },
        () => `${describeTarget(within)} has no field for files in WebKit.`,
      ).then(() => {}),
    press: (key) => pressKeys([key.split('+').map((one) => keys[one] ?? one)]),
    type: (text) => pressKeys([...text].map((character) => [character])),
    valueOf: (target) => act(target, async (id) => String(await browser.getElementProperty(id, 'value'))),
    focused: () => runIn(nameOfFocused),
    text: () => runIn(visibleText),
    run: (script) => runIn(script) as ReturnType<Screen['run']> as never,
    resize: async (width, height) => {
      await select();
      await browser.setWindowSize(width, height);
      const [innerWidth, innerHeight] = await runIn(() => [window.innerWidth, window.innerHeight] as const);
      await browser.setWindowSize(2 * width - innerWidth, 2 * height - innerHeight);
    },
    close: async () => {
      // The browser ends with its last window, and sometimes takes two for the last. The library's own command goes on to another
      // window afterwards, unheard by who called it, and fails where there is none.
      await select()
        .then(() => fetch(`http://127.0.0.1:${browser.options.port}/session/${browser.sessionId}/window`, { method: 'DELETE' }))
        .catch(() => {});
    },
  };
  return screen;
}
