/** The version that a second copy on the same page is compared with. */
export const version = '0.1.0';

/**
 * Registers a tag once. A second copy of the same version is quiet; another version warns and leaves the first in place. On a
 * server, where there is no registry, nothing happens.
 */
export function define(tag: string, element: CustomElementConstructor & { version: string }): void {
  const registry = globalThis.customElements as CustomElementRegistry | undefined;
  const known = registry?.get(tag) as { version?: string } | undefined;
  if (!known) registry?.define(tag, element);
  else if (known.version !== element.version) {
    console.warn(`<${tag}> is Helpmark ${known.version} already; ${element.version} is not used.`);
  }
}
