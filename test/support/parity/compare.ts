import type { Answers, Field } from '@helpmark/schema';
import { isStaff } from '@helpmark/schema';
import { projectPolicy } from '@helpmark/schema/policy';
import type { Case } from './case.js';
import type { PageQuestion, Verdict } from './in-page.js';
import { judgeForm, judgeTime } from './judge.js';

/** What a page of the person is asked in a case: it has the policy as it is projected, and no other. */
export function questionFor({ policy, person, form, time }: Case): PageQuestion {
  return { view: projectPolicy(policy, person), form, time };
}

/** What the whole policy says in a case, as far as the person sees it. */
export function verdictOn({ policy, person, form, time }: Case): Verdict {
  const hidden = new Set(isStaff(person) ? [] : policy.fields.filter(isForStaff).map(({ key }) => key));
  const isSeen = (key: PropertyKey = '') => !hidden.has(String(key));
  const whole = judgeForm(policy, form);
  // What somebody answers to a field that they do not see never comes to a ticket; it is evidence of nothing.
  const own: Answers = Object.fromEntries(Object.entries(form.answers).filter(([key]) => isSeen(key)));
  const items = policy.types.find(({ key }) => key === form.facts.type)?.evidence ?? [];
  const seenItems = new Set(items.filter(({ fields }) => fields?.every(isSeen) ?? true).map(({ key }) => key));
  const verdict: Verdict = {
    form: {
      fields: whole.fields.filter(({ key }) => isSeen(key)),
      issues: whole.issues.filter(({ path }) => isSeen(path[0])),
      kept: Object.fromEntries(Object.entries(whole.kept).filter(([key]) => isSeen(key))),
      evidence: judgeForm(policy, { ...form, answers: own }).evidence.filter(({ key }) => seenItems.has(key)),
    },
    time: judgeTime(time),
  };
  // As it comes over the wire.
  return JSON.parse(JSON.stringify(verdict)) as Verdict;
}

const isForStaff = ({ audience }: Field) => audience === 'staff';
