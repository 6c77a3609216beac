import { it } from 'node:test';
import type { TestContext } from 'node:test';
import type { Screen } from './screen.js';

/** Signs in to the demo as one of the people of its first page. */
export async function signIn(screen: Screen, url: string, name: string): Promise<void> {
  await screen.open(url);
  await screen.click({ role: 'button', name: new RegExp(name) });
  await screen.see({ role: 'heading' });
}

/**
 * Begins a journey: tests of which each goes on where the one before it ended. Where one has failed, those after it fail at
 * once instead of waiting for what cannot come.
 *
 * @returns What defines a step, in place of `it`.
 */
export function newJourney(): (title: string, walk: (test: TestContext) => Promise<void> | void) => void {
  let lost: string | undefined;
  return (title, walk) =>
    void it(title, async (test) => {
      if (lost !== undefined) {
        const error = new Error(`The journey has ended before, at "${lost}".`);
        error.stack = error.message;
        throw error;
      }
      lost = title;
      await walk(test);
      lost = undefined;
    });
}
