import type { Role } from './screen.js';

/**
 * Functions that run in the page. Each is sent as text, so it uses nothing from outside itself.
 */

/**
 * The text of a call; `values` is the text of its arguments. What compiles these files marks functions with a helper that no page has, so it is brought along.
 */
export const callOf = (script: (...values: never[]) => unknown, values = ''): string =>
  `((...values) => { const __name = (value) => value; return (${script.toString()})(...values); })(${values})`;

/** Which elements have a role by themselves, or are given it. */
export const selectors: Record<Role, string> = {
  alert: '[role=alert]',
  article: 'article, [role=article]',
  button: 'button, summary, input[type=submit], [role=button]',
  checkbox: 'input[type=checkbox], [role=checkbox]',
  combobox: 'select, [role=combobox]',
  dialog: 'dialog, [role=dialog]',
  group: 'fieldset, [role=group]',
  heading: 'h1, h2, h3, h4, h5, h6, [role=heading]',
  link: 'a[href], [role=link]',
  listitem: 'li, [role=listitem]',
  radio: 'input[type=radio], [role=radio]',
  radiogroup: '[role=radiogroup]',
  region: 'section, [role=region]',
  status: 'output, [role=status]',
  textbox:
    'textarea, input:not([type]), input[type=text], input[type=email], input[type=url], input[type=tel], [role=textbox], [contenteditable=true]',
};

/** The elements of a role that are on screen in a scope, through open shadow roots, in the order of the document. */
export function visibleOfRole(role: string, selector: string, within: Element | null): Element[] {
  const found: Element[] = [];
  const visit = (scope: ParentNode): void => {
    for (const element of scope.querySelectorAll('*')) {
      const given = element.getAttribute('role');
      const box = element.getBoundingClientRect();
      if (
        element.matches(selector) &&
        (given === null || given === role) &&
        element.checkVisibility({ visibilityProperty: true })
      ) {
        if (box.width > 0 && box.height > 0 && !element.closest('[inert], [aria-hidden=true]')) found.push(element);
      }
      if (element.shadowRoot) visit(element.shadowRoot);
    }
  };
  visit(within ?? document);
  if (within?.shadowRoot) visit(within.shadowRoot);
  return found;
}

/** The first file field in a scope, through open shadow roots. It is hidden: a button opens it. */
export function fileField(scope: ParentNode): Element | null {
  for (const element of scope.querySelectorAll('*')) {
    if (element.matches('input[type=file]')) return element;
    const inside = element.shadowRoot && fileField(element.shadowRoot);
    if (inside) return inside;
  }
  return null;
}

/** All the words on screen, through open shadow roots, with fields' contents left out. */
export function visibleText(): string {
  const words: string[] = [];
  const visit = (node: Node): void => {
    if (node instanceof Text) {
      // A slot has no box of its own, and counts as hidden: what it stands in says whether its words show.
      let box = node.parentElement;
      while (box && getComputedStyle(box).display === 'contents') box = box.parentElement;
      if (box?.checkVisibility({ visibilityProperty: true }) ?? true) words.push(node.data);
      return;
    }
    if (node instanceof Element && /^(SCRIPT|STYLE|TEMPLATE|OPTION|TEXTAREA)$/.test(node.tagName)) return;
    if (node instanceof Element && node.shadowRoot) visit(node.shadowRoot);
    else if (node instanceof HTMLSlotElement && node.assignedNodes().length > 0) node.assignedNodes().forEach(visit);
    else node.childNodes.forEach(visit);
  };
  visit(document.body);
  return words.join(' ').replace(/\s+/g, ' ').trim();
}

/** A short name for what has the focus: its label, else its words. */
export function nameOfFocused(): string {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  if (!active) return '';
  const scope = active.getRootNode() as Document | ShadowRoot;
  const labels = 'labels' in active ? [...((active as HTMLInputElement).labels ?? [])] : [];
  const named = (active.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => (id ? scope.getElementById(id) : null));
  const legend = active instanceof HTMLFieldSetElement ? active.querySelector('legend') : null;
  const words = [...named, ...labels, legend].flatMap((element) => (element ? [element.textContent ?? ''] : []));
  return (active.ariaLabel ?? (words.length > 0 ? words.join(' ') : (active.textContent ?? ''))).replace(/\s+/g, ' ').trim();
}

/** Where an element stands in the window, as a text to compare. */
export function placeOf(element: Element): string {
  const { x, y, width, height } = element.getBoundingClientRect();
  return [x, y, width, height].join();
}

/** Notes on the window whether the next press of the mouse reaches an element. A page that is left takes the note along. */
export function watchForPress(element: Element): void {
  const notes = window as unknown as Record<symbol, boolean>;
  const note = Symbol.for('helpmark-test-missed');
  notes[note] = true;
  window.addEventListener('mousedown', (event) => (notes[note] = !event.composedPath().includes(element)), {
    capture: true,
    once: true,
  });
}

/** Whether the press that was watched for went elsewhere. */
export function wasMissed(): boolean {
  return (window as unknown as Record<symbol, boolean>)[Symbol.for('helpmark-test-missed')] === true;
}
