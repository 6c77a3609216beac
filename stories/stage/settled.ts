import { everything, isShown, until } from '../../test/support/page/finding.js';

/**
 * Waits until a story stands as it stays: every element is drawn, nothing moves, and nothing more is awaited.
 *
 * @param options.waiting - Whether the story is about waiting, so that what waits is what it shows.
 */
export async function settled(root: HTMLElement, { waiting }: { waiting: boolean }): Promise<void> {
  let quiet = 0;
  let markup = -1;
  await until(() => {
    const elements = [...everything(root)];
    const drawn = elements.every((element) => !(element as { isUpdatePending?: boolean }).isUpdatePending);
    const here = waiting || !elements.some((element) => element.matches('.skeleton, [aria-busy=true]') && isShown(element));
    quiet = drawn && here && elements.length === markup ? quiet + 1 : 0;
    markup = elements.length;
    // Answers of the scripted support take some turns, and late parts a few more.
    return quiet > 8;
  }, 'the story stands still');
  await Promise.all(document.getAnimations().map((animation) => endOf(animation)));
}

/** What goes on for ever is part of the story. */
async function endOf(animation: Animation): Promise<void> {
  if (animation.effect?.getComputedTiming().endTime === Infinity) return;
  await animation.finished.catch(() => {}); // one that was cut off is over as well
}
