import { noteAddress } from './address.js';
import type { Undo } from './patch.js';
import { patch } from './patch.js';

const controls =
  'button, a[href], summary, [role=button], [role=link], [role=tab], [role=menuitem], [role=switch], [role=checkbox], [role=radio]';
const fields = 'input, select, textarea, [contenteditable]';
const either = `${fields}, ${controls}`;

/** What a person did: which controls they clicked, by accessible name, and where they went. Never what they typed or chose. */
export function watchSteps(page: Window & typeof globalThis, add: (line: string) => void): Undo {
  const { document, location, History } = page;
  const ending = new AbortController();
  const options = { capture: true, passive: true, signal: ending.signal };
  let last = '';
  const noteRoute = () => {
    const route = noteAddress(location.href, location.href, location.origin)?.shown ?? '';
    if (route !== last) add(`route ${route}`);
    last = route;
  };
  const later = () => (result: unknown) => {
    noteRoute();
    return result;
  };
  noteRoute();
  document.addEventListener(
    'click',
    (event) => {
      try {
        const line = describeClick(page, event.composedPath());
        if (line) add(line);
      } catch {
        // A page's own elements may fail when they are asked; that is not the page's trouble.
      }
    },
    options,
  );
  page.addEventListener('popstate', noteRoute, options);
  page.addEventListener('hashchange', noteRoute, options);
  const undo = [patch(History.prototype, 'pushState', later), patch(History.prototype, 'replaceState', later)];
  return () => {
    ending.abort();
    undo.forEach((run) => run());
  };
}

/** `click button “Save”`; nothing for Helpmark's own elements and where no control was hit. */
function describeClick(page: Window & typeof globalThis, path: EventTarget[]): string | undefined {
  let [field, control]: (Element | undefined)[] = [];
  for (const element of path) {
    if (!(element instanceof page.Element)) continue;
    if (element.localName.startsWith('hm-')) return undefined;
    // Most match neither: one question is enough to know.
    if (field || !element.matches(either)) continue;
    if (element.matches(fields)) field = element;
    else control ??= element;
  }
  if (field) return `click ${field.getAttribute('type') ?? field.localName} “${labelOf(field)}”`;
  return control && `click ${control.getAttribute('role') ?? control.localName} “${labelOf(control) || textOf(control)}”`;
}

/** The name that the page's author gave: never a value. */
function labelOf(element: Element): string {
  const root = element.getRootNode() as Document | ShadowRoot;
  const ids = element.getAttribute('aria-labelledby')?.split(/\s+/) ?? [];
  const [label] = (element as HTMLInputElement).labels ?? [];
  const named = ids.map((id) => root.getElementById?.(id)).map((one) => (one ? textOf(one) : ''));
  return (named.join(' ') || element.getAttribute('aria-label') || (label ? textOf(label) : '')).trim().slice(0, 80);
}

/** The text of an element without that of fields in it. */
function textOf(element: Element): string {
  const parts = Array.from(element.childNodes, (node) => {
    const child = node as Element;
    return child.matches ? (child.matches(fields) ? '' : textOf(child)) : node.nodeType === 3 ? (node.nodeValue ?? '') : '';
  });
  return parts.join('').replace(/\s+/g, ' ').trim().slice(0, 80);
}
