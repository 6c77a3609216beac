import type { LitElement, PropertyDeclaration } from 'lit';

// Lit's decorators in the one form that this project compiles to: its own carry a second form, a quarter of a kilobyte that no page runs.

/** A property that the host page may set. */
export function property(options?: PropertyDeclaration) {
  return (prototype: LitElement, name: PropertyKey): void =>
    (prototype.constructor as typeof LitElement).createProperty(name, options);
}

/** What an element keeps to itself and draws anew for. */
export const state = () => property({ state: true, attribute: false });
