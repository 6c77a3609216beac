import type { Translation } from './words.js';

/** The languages besides English, each a file that comes when it is wanted. */
export const languages: Readonly<Record<string, () => Promise<Translation>>> = {
  de: async () => (await import('./de.js')).de,
};
