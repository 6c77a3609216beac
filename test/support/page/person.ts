import { executeServerCommand, sendKeys, sendMouse } from '@web/test-runner-commands';
import type Axe from 'axe-core';
import 'axe-core/axe.min.js';
import { focused, until, wordsOf } from './finding.js';

export * from './finding.js';

/**
 * Clicks with the real mouse, once the element stands still for a frame: a person aims at what they see. Who misses, because something
 * moved in between on a busy machine, aims again.
 */
export async function click(element: Element): Promise<void> {
  for (let tries = 0; tries < 3; tries += 1) {
    let hit = false;
    element.addEventListener('click', () => (hit = true), { capture: true, once: true });
    await clickOnce(element);
    // A driver may answer before the page has heard of it.
    for (const begun = performance.now(); !hit && performance.now() - begun < 1000;) await nextTask();
    if (hit || !element.isConnected) return;
  }
}

const nextTask = () => new Promise((resolve) => setTimeout(resolve, 5));

async function clickOnce(element: Element): Promise<void> {
  const place = (): [x: number, y: number] => {
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { x, y, width, height } = element.getBoundingClientRect();
    return [Math.round(x + width / 2), Math.round(y + height / 2)];
  };
  let position = place();
  for (let moved = true; moved;) {
    const before = position;
    await new Promise(requestAnimationFrame);
    position = place();
    // What is centred in Firefox may go to and fro by a pixel for ever.
    moved = position.some((edge, at) => Math.abs(edge - before[at]!) > 1);
  }
  await sendMouse({ type: 'click', position });
}

/** Presses keys one after another, by the names that `KeyboardEvent.key` has. */
export async function press(...keys: string[]): Promise<void> {
  for (const key of keys) {
    if (key === 'Shift+Tab') {
      await executeServerCommand('x-key', { down: 'Shift' });
      await sendKeys({ press: 'Tab' });
      await executeServerCommand('x-key', { up: 'Shift' });
    } else {
      await sendKeys({ press: key });
    }
  }
}

/** Goes to an element with the Tab key, from before it. */
export async function tabTo(element: Element): Promise<void> {
  for (let tries = 0; focused() !== element; tries += 1) {
    if (tries === 20) throw new Error(`Tab never comes to ${wordsOf(element)}.`);
    await press('Tab');
  }
}

/** Goes to a text field and types with real keys. */
export async function type(element: HTMLElement, text: string): Promise<void> {
  element.focus();
  // WebKit's driver presses all keys of one call before it lets go of any, and so loses those that come twice.
  for (const key of text) await sendKeys({ type: key });
  // It also answers before the last keys have arrived.
  const { readOnly } = element as HTMLInputElement;
  if (!readOnly) await until(() => (element as HTMLInputElement).value.includes(text), `“${text}” stands in the field`);
}

/** The looks that everything must be right in. */
export const looks = ['light', 'dark', 'right to left'] as const;

/** Gives the page a look; the function that comes back takes it away. */
export function look(name: (typeof looks)[number]): () => void {
  const { documentElement, body } = document;
  documentElement.style.colorScheme = name === 'dark' ? 'dark' : 'light';
  documentElement.dir = name === 'right to left' ? 'rtl' : 'ltr';
  body.style.background = 'Canvas';
  return () => {
    documentElement.style.removeProperty('color-scheme');
    documentElement.removeAttribute('dir');
    body.style.removeProperty('background');
  };
}

/** The script is no module: it leaves its door on the window. */
const { axe } = globalThis as unknown as { axe: typeof Axe };

/** Waits for what moves to its end: half faded in, nothing has the contrast that it comes to. What pulses for ever is not waited for. */
async function standsStill(): Promise<void> {
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) {
    for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot);
  }
  const moving = roots
    .flatMap((root) => root.getAnimations())
    .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
  await Promise.all(moving.map((animation) => animation.finished.catch(() => {})));
}

/** What axe finds wrong with an element once it stands still, one line a fault. */
export async function faultsOf(element: Element): Promise<string[]> {
  await standsStill();
  const { violations } = await axe.run(element);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}
