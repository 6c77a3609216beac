import type Axe from 'axe-core';

// What runs inside the page of a story. Each function is sent as text, so it uses nothing from around it.

/** How a story is looked at. */
export interface Look {
  scheme: 'light' | 'dark';
  direction: 'ltr' | 'rtl';
}

interface Channel {
  on: (name: string, listener: (fact: { storyId?: string; id?: string } & Error) => void) => void;
  off: (name: string, listener: (fact: { storyId?: string; id?: string } & Error) => void) => void;
  emit: (name: string, fact: object) => void;
}

/** Shows a story without loading the page anew, and waits until it stands still and its script has ended. */
export function showStory(storyId: string): Promise<string> {
  const channel = (globalThis as unknown as { __STORYBOOK_ADDONS_CHANNEL__: Channel }).__STORYBOOK_ADDONS_CHANNEL__;
  const failures = [
    'storyThrewException',
    'storyErrored',
    'storyMissing',
    'playFunctionThrewException',
    'unhandledErrorsWhilePlaying',
  ];
  return new Promise((resolve) => {
    const end = (failure: string) => {
      channel.off('storyFinished', finished);
      for (const name of failures) channel.off(name, failed);
      resolve(failure);
    };
    const finished = (fact: { storyId?: string }) => fact.storyId === storyId && end('');
    const failed = (fact: Error) => end(fact.message ?? JSON.stringify(fact));
    channel.on('storyFinished', finished);
    for (const name of failures) channel.on(name, failed);
    const shown = new URLSearchParams(location.search).get('id');
    if (shown === storyId && document.querySelector('#storybook-root .stage')) channel.emit('forceRemount', { storyId });
    else channel.emit('setCurrentStory', { storyId, viewMode: 'story' });
  });
}

/** Gives the story's page another look, and ends what moves to it: Firefox never ends what moves in closed details. */
export function setLook({ scheme, direction }: Look): void {
  const stage = document.querySelector<HTMLElement>('.stage')!;
  stage.classList.remove('light', 'dark');
  stage.classList.add(scheme);
  stage.dir = direction;
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) {
    for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot);
  }
  for (const animation of roots.flatMap((root) => root.getAnimations())) {
    if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
  }
}

/** Waits until what answers to another size of the window has been drawn. */
export async function standStill(): Promise<void> {
  for (let frame = 0; frame < 6; frame++) await new Promise(requestAnimationFrame);
}

/** What axe finds wrong with the story as it stands, one line a fault. */
export async function faultsOfStory(): Promise<string[]> {
  const { axe } = globalThis as unknown as { axe: typeof Axe };
  const { violations } = await axe.run('.stage', { resultTypes: ['violations'] });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, html, failureSummary }) => `${id}: ${target.flat().join(' ')} ${html.slice(0, 200)} ${failureSummary ?? ''}`,
    ),
  );
}

/** What of the story needs sideways scrolling, one line each: the page itself, or something in it that is no code and no table. */
export function sidewaysOfStory(): string[] {
  const found: string[] = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} pixels wide`);
  const visit = (root: ParentNode): void => {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.shadowRoot) visit(element.shadowRoot);
      const beyond = element.scrollWidth - element.clientWidth;
      const { overflowX, display } = getComputedStyle(element);
      if (beyond < 2 || display === 'inline' || !element.checkVisibility() || element.closest('pre, table')) continue;
      // A control shows as much of a long answer as it has room for.
      if (element.matches('input, textarea, select, .hidden-text, :has(> table)')) continue;
      if (overflowX === 'auto' || overflowX === 'scroll') found.push(`${element.localName}.${element.className} by ${beyond}`);
    }
  };
  visit(document.querySelector('.stage')!);
  return found;
}

/**
 * Everything to press that is smaller than a square of that many pixels, one line each. A link within words is as large as they are, and
 * what a label names is pressed on the label, too.
 */
export function smallTargetsOfStory(pixels: number): string[] {
  const found: string[] = [];
  const visit = (root: ParentNode): void => {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.shadowRoot) visit(element.shadowRoot);
      const isTarget = element.matches('button, a[href], input, select, textarea, summary, [role=button]');
      if (!isTarget || !element.checkVisibility({ visibilityProperty: true }) || element.matches('[type=file], [disabled]'))
        continue;
      if (element.localName === 'a' && getComputedStyle(element).display === 'inline') continue;
      const boxes = [element, element.closest('label')].flatMap((box) => (box ? [box.getBoundingClientRect()] : []));
      if (boxes.some(({ width, height }) => width > pixels - 0.5 && height > pixels - 0.5)) continue;
      const [{ width, height } = new DOMRect()] = boxes;
      found.push(
        `${element.localName} “${(element.ariaLabel ?? element.textContent ?? '').trim().slice(0, 30)}” ${width} × ${height}`,
      );
    }
  };
  visit(document.querySelector('.stage')!);
  return found;
}
