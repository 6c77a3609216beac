import { card } from './card.js';
import type { Detector, Finding, PrivacyRules } from './finding.js';
import { nationalId } from './national-id.js';
import { password } from './password.js';
import { key, licenceKey, token } from './secrets.js';

/** One for each kind that needs no more than the text. Where two find the same words, the earlier one says what they are. */
export const detectors: readonly Detector[] = [key, token, licenceKey, card, password, nationalId];

/**
 * Finds what should not leave the device: cards, ids, passwords, tokens and keys.
 *
 * It reads words, not meaning: it misses a password that nothing around it calls one, and it can take a made-up number for a
 * true one. The time it takes grows with the text and no faster.
 *
 * @param more - Detectors for what only a policy can ask for: `peopleDetectors` of `@helpmark/schema/privacy/people`.
 * @returns In the order of the text; no two overlap.
 */
export function findPrivate(text: string, rules: PrivacyRules = {}, more: readonly Detector[] = []): Finding[] {
  const all = [...detectors, ...more].filter(([kind]) => rules.kinds?.includes(kind) ?? true);
  const ranks = all.map(([kind]) => kind);
  const found = all.flatMap(([kind, find]) => find(text, rules).map(({ start, end }) => ({ kind, start, end })));
  const merged: Finding[] = [];
  for (const finding of found.sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    // What was covered before stays as it is.
    if (finding.end <= finding.start || /^\[[a-z-]+\]?$/.test(text.slice(finding.start, finding.end))) continue;
    if (!last || finding.start >= last.end) merged.push(finding);
    else {
      last.end = Math.max(last.end, finding.end);
      if (ranks.indexOf(finding.kind) < ranks.indexOf(last.kind)) last.kind = finding.kind;
    }
  }
  return merged;
}

/** A file's name with spaces where `_`, `%20` and the point before its ending stand for them, so that its words are found. */
export const spacedName = (name: string): string => name.replace(/%20/g, '   ').replace(/_|\.(?=\w{1,5}$)/g, ' ');

/** A text with what was found in it covered: `[card]`, `[password]`. What is covered is not found again. */
export function cover(text: string, findings: readonly Finding[]): string {
  return findings.reduceRight((rest, { kind, start, end }) => `${rest.slice(0, start)}[${kind}]${rest.slice(end)}`, text);
}
