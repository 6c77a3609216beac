import type { ScriptedOptions } from '../../test/support/page/scripted-support.js';
import { ScriptedSupport } from '../../test/support/page/scripted-support.js';

/** What the loaders below leave for a story's drawing. */
export interface Loaded {
  support: ScriptedSupport;
}

/** What Storybook runs before it draws a story, as far as stories here use it. */
type Loader = (context: { id: string }) => Loaded;

/**
 * Gives a story a support of its own, with a person of its own, so that nothing one story leaves on the device meets another.
 *
 * @param prepare - Puts tickets on file and says what fails or waits.
 */
export function withSupport(prepare: (support: ScriptedSupport) => void = () => {}, options: ScriptedOptions = {}): Loader[] {
  return [
    ({ id }) => {
      const support = new ScriptedSupport({ ...options, person: { id, ...options.person } });
      prepare(support);
      return { support };
    },
  ];
}

/** The client of a story's support. */
export const clientOf = (loaded: Record<string, unknown>) => (loaded as unknown as Loaded).support.client;
