import type { Answer, Answers, Field, PolicyAnswer } from '@helpmark/schema';
import { toLocal } from './field.js';

// What a form reads from the policy and the person as the server tells them.

/** True where the requester says how severe it is. */
export function claimsSeverity({ policy: { priorityMode } }: PolicyAnswer): boolean {
  return priorityMode === 'requester' || priorityMode === 'validated';
}

/** True where a policy has something that only the late part of the form draws. */
export function wantsExtras({ types, fields, levels, tips, targets, privacy, reasons }: PolicyAnswer['policy']): boolean {
  const special = types.some(
    ({ redirect, template, subjectPrefix, evidence }) => redirect || template || subjectPrefix || evidence,
  );
  const late = fields.some(({ kind, carries, exact }) => carries || exact || kind === 'steps' || kind === 'evidence');
  return special || late || levels.some(({ examples }) => examples) || !!(tips ?? targets ?? privacy ?? reasons);
}

/** What a new form holds: the policy's default, where `now` stands for this minute or this day, as the person's clock has them. */
export function firstAnswer({ kind, default: given }: Field): Answer | undefined {
  if (given !== 'now' || !kind.startsWith('date')) return given;
  const now = new Date();
  now.setSeconds(0, 0);
  return kind === 'date' ? toLocal(now.toISOString()).slice(0, 10) : now.toISOString();
}

/** What the host's token says of a field that it answers. */
export function fromHost({ source }: Field, { person }: PolicyAnswer): string | undefined {
  return source && person[source.slice('identity.'.length) as 'email' | 'name' | 'organization' | 'plan'];
}

/** The answers with those of the host's token in place of what was typed. */
export function withHostAnswers(answers: Answers, known: PolicyAnswer): Answers {
  const fromToken = known.policy.fields.map((field) => [field.key, fromHost(field, known)] as const);
  return { ...answers, ...Object.fromEntries(fromToken.filter(([, value]) => value !== undefined)) };
}
