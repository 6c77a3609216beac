import type { PolicyView } from '@helpmark/schema';
import type { Detector, Finding } from '@helpmark/schema/privacy';
import { findPrivate, spacedName } from '@helpmark/schema/privacy';

/** Something private, and what the policy makes of it: the person is warned, or cannot send it. */
export interface GuardFinding extends Finding {
  effect: 'warn' | 'block';
}

/** A file as far as the guard reads it. */
export type GuardedFile = Pick<Blob, 'slice' | 'type'> & { name: string };

/** Looks at words before they leave the device. It sends nothing and keeps nothing. */
export interface PrivacyGuard {
  /** What is private in a text, in its order. */
  check(text: string): GuardFinding[];
  /** What is private in a file's name, and in its text where it is one: the first 1,048,576 bytes are read. */
  checkFile(file: GuardedFile): Promise<{ name: GuardFinding[]; text: GuardFinding[] }>;
}

/** Files of text, by what they say they are or by their name. */
const textTypes = /^text|json|xml|yaml|script|sql/;
const textNames = /\.(txt|log|[ct]sv|md|json|ya?ml|ini|env|sql|har|pem|key)$/i;

/**
 * Makes the guard that a policy asks for. What only few policies ask for is loaded then.
 *
 * @param own - The person's addresses and telephone numbers, which are not somebody else's.
 * @returns Nothing where the policy names no detector.
 */
export async function createPrivacyGuard(
  privacy: PolicyView['privacy'],
  own: readonly string[] = [],
): Promise<PrivacyGuard | undefined> {
  const effects = privacy?.detectors ?? {};
  const kinds = (Object.keys(effects) as (keyof typeof effects)[]).filter((kind) => effects[kind]);
  if (kinds.length === 0) return undefined;
  let more: readonly Detector[] = [];
  if (effects['other-contact'] || effects.diagnosis) more = (await import('@helpmark/schema/privacy/people')).peopleDetectors;
  const rules = { kinds, diagnoses: privacy?.diagnoses, own };
  const check = (text: string) =>
    findPrivate(text, rules, more).map((finding) => ({ ...finding, effect: effects[finding.kind] ?? 'warn' }));
  return {
    check,
    checkFile: async (file) => {
      const isText = textTypes.test(file.type) || textNames.test(file.name);
      const [asIs, spaced] = [check(file.name), check(spacedName(file.name))];
      return {
        name: spaced.length > asIs.length ? spaced : asIs,
        text: isText ? check(await file.slice(0, 1_048_576).text()) : [],
      };
    },
  };
}
