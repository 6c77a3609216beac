import type { Policy } from '../policy/policy.js';
import { mapTexts } from '../policy/texts.js';
import type { DefaultWords } from './default-english.js';
import { englishPolicy } from './default-english.js';
import { languages } from './default-words/languages.js';

/**
 * What a workspace has that says nothing else: four base fields, twelve types, priority decided by rules. Its texts are in the
 * sixteen languages of the elements.
 */
export const defaultPolicy: Policy = mapTexts(englishPolicy as Policy, (text) => {
  const english = text as keyof DefaultWords;
  return { en: english, ...Object.fromEntries(Object.entries(languages).map(([tag, words]) => [tag, words[english]])) };
});
