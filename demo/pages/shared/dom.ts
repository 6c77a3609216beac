type Child = Node | string | undefined | false;

/**
 * Makes an element with attributes and children. Text goes in as text, so that what a person wrote is never markup.
 *
 * @param attributes - `true` writes an empty attribute; `false` and nothing leave it out.
 */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes?: Record<string, string | number | boolean | undefined>,
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  return fill(element, attributes, children);
}

/** As `make`, for drawings. */
export function draw<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes?: Record<string, string | number | boolean | undefined>,
  ...children: Child[]
): SVGElementTagNameMap[Name] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  return fill(element, attributes, children);
}

function fill<Made extends Element>(
  element: Made,
  attributes: Record<string, string | number | boolean | undefined> = {},
  children: Child[],
): Made {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

/** An icon of the page's sprite. */
export function icon(name: string): SVGSVGElement {
  return draw('svg', { class: 'icon', 'aria-hidden': 'true' }, draw('use', { href: `#icon-${name}` }));
}

/**
 * The element of an id that the page's own markup holds.
 *
 * @throws {Error} where it does not, which is a mistake in the page.
 */
export function byId<Kind extends Element>(id: string, kind: new () => Kind): Kind {
  const element = document.getElementById(id);
  if (element instanceof kind) return element;
  throw new Error(`The page has no ${kind.name} with the id "${id}".`);
}
