import { callOf } from './page-scripts.js';

// What runs inside the gallery's pages. Each function is sent as text, so it uses nothing from around it.

/** A call of one of these functions, as Playwright takes it. */
export const callOn = <Result>(script: () => Result) => callOf(script) as unknown as () => Result;

/** What a page has that Helpmark must leave alone. */
export function fingerprint() {
  const styleOf = (element: Element) => {
    const { display, color, fontSize, overflow, position, pointerEvents } = getComputedStyle(element);
    return [element.localName, display, color, fontSize, overflow, position, pointerEvents].join(' ');
  };
  // By these, Lit and zod find other copies of themselves on a page.
  const marks = /^(lit|reactiveElement|__zod_)/;
  return {
    title: document.title,
    address: location.href,
    history: history.length,
    place: [scrollX, scrollY].join(),
    globals: Object.keys(window)
      .filter((name) => !marks.test(name))
      .sort()
      .join(' '),
    sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
    head: [...document.head.children].map(({ localName }) => localName),
    // Inside the tag is Helpmark's; all around it is the page's.
    body: [...document.body.querySelectorAll(':not(hm-help-button, hm-help-button *)')].map(styleOf),
    attributes: [document.documentElement, document.body].map((element) => element.getAttributeNames().join()),
    cookies: document.cookie,
  };
}

/** Where everything inside the open button stands, and how the panel's part of it is drawn, one line a box. */
export function boxesInside(): string[] {
  const lines: string[] = [];
  const visit = (root: ParentNode, looks: string[]): void => {
    for (const element of root.querySelectorAll(':not([role=status])')) {
      if (element.checkVisibility()) {
        const { x, y, width, height } = element.getBoundingClientRect();
        const style = getComputedStyle(element);
        const look = looks.map((name) => style.getPropertyValue(name));
        lines.push([element.localName, ...[x, y, width, height].map(Math.round), ...look].join(' '));
      }
      const type = ['font-size', 'font-family', 'letter-spacing', 'text-transform', 'line-height', 'font-weight', 'padding'];
      if (element.shadowRoot) visit(element.shadowRoot, [...looks, ...type]);
    }
  };
  visit(document.querySelector('hm-help-button')!.shadowRoot!, ['color', 'background-color', 'display', 'border']);
  return lines;
}
