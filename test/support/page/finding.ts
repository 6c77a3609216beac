// How tests and stories look at a page: what is shown, under which name, and where the focus is. Nothing here needs a test runner.

/** Waits until something is there, and gives it. Only a test that fails waits until its end. */
export async function until<Value>(look: () => Value, what = String(look)): Promise<NonNullable<Exclude<Value, false | '' | 0>>> {
  const begun = performance.now();
  for (;;) {
    const value = look();
    if (value) return value as NonNullable<Exclude<Value, false | '' | 0>>;
    if (performance.now() - begun > 40_000) throw new Error(`This never came to be: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The next event of that name. */
export function next<Name extends keyof HTMLElementEventMap>(
  target: HTMLElement,
  name: Name,
): Promise<HTMLElementEventMap[Name]> {
  return new Promise((resolve) => target.addEventListener(name, resolve, { once: true }));
}

/** Every element below, through every shadow root, in the order of the document; also of another document, in a frame. */
export function* everything(root: Node): Generator<Element> {
  const element = root.nodeType === Node.ELEMENT_NODE ? (root as Element) : undefined;
  if (element) yield element;
  if (element?.shadowRoot) yield* everything(element.shadowRoot);
  for (const child of (root as ParentNode).children) yield* everything(child);
}

/** True for what a person can see: it and all around it are drawn. */
export function isShown(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true });
}

/** The first shown element that matches, through every shadow root. */
export function find<Found extends Element = HTMLElement>(
  root: Node,
  selector: string,
  text?: string | RegExp,
): Found | undefined {
  return findAll<Found>(root, selector, text)[0];
}

/** Every shown element that matches and whose text or name does. */
export function findAll<Found extends Element = HTMLElement>(root: Node, selector: string, text?: string | RegExp): Found[] {
  return [...everything(root)].filter(
    (element) => element.matches(selector) && isShown(element) && (text === undefined || matches(element, text)),
  ) as Found[];
}

const matches = (element: Element, text: string | RegExp) =>
  [wordsOf(element), element.getAttribute('aria-label') ?? ''].some((words) =>
    typeof text === 'string' ? words === text : text.test(words),
  );

/** The words of an element as they are read, spaces folded. */
export function wordsOf(element: Element | null | undefined): string {
  return (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** The button of that name. */
export function button(root: Node, name: string | RegExp): HTMLButtonElement {
  const found = find<HTMLButtonElement>(root, 'button', name);
  if (!found) throw new Error(`There is no button "${String(name)}".`);
  return found;
}

/** The text field, list or group of that label. */
export function control<Found extends HTMLElement = HTMLInputElement>(root: Node, label: string): Found {
  const found = findControl<Found>(root, label);
  if (!found) throw new Error(`Nothing is labelled "${label}".`);
  return found;
}

/** The same, where there may be none. */
export function findControl<Found extends HTMLElement = HTMLInputElement>(root: Node, label: string): Found | undefined {
  for (const element of findAll(root, 'label, legend')) {
    if (wordsOf(element).replace(/ \(optional\)$/, '') !== label) continue;
    const inside = element.querySelector<HTMLElement>('input');
    const named = (element as HTMLLabelElement).control ?? inside ?? element.closest('fieldset');
    if (named) return named as unknown as Found;
  }
  return undefined;
}

/** The labels of every question on screen, in order. */
export function questions(root: Node): string[] {
  return findAll(root, 'label:not(.option), legend').map((element) => wordsOf(element).replace(/ \(optional\)$/, ''));
}

/** The option of that name in a group of radio buttons or boxes to tick. */
export function option(group: Element, name: string): HTMLInputElement {
  const label = [...group.querySelectorAll('label')].find((element) => wordsOf(element).startsWith(name));
  const input = label?.querySelector('input');
  if (!input) throw new Error(`There is no option "${name}".`);
  return input;
}

/** Where the focus is in a document, through every shadow root. */
export function focused(page: Document = document): Element | null {
  let element = page.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

/** Holds the focus to be on an element. Elements are never compared by an assertion that would print them: it takes minutes. */
export function assertFocused(expected: Element | null | undefined): void {
  const actual = focused();
  if (actual !== expected) throw new Error(`The focus is on ${outline(actual)}, not on ${outline(expected)}.`);
}

const outline = (element: Element | null | undefined) =>
  element ? `<${element.localName} id="${element.id}">${wordsOf(element).slice(0, 40)}` : 'nothing';

/** Puts text into a field at once, as pasting does: for tests that are about something else than typing. */
export function fill(element: HTMLElement, text: string): void {
  (element as HTMLInputElement).value = text;
  element.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

/** Chooses from a list to unfold, as the browser's own list does. */
export function choose(list: HTMLElement, value: string): void {
  (list as HTMLSelectElement).value = value;
  list.dispatchEvent(new Event('change', { bubbles: true }));
}
