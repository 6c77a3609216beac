import type { PolicyView } from '@helpmark/schema';
import type { FormQuestion } from './case.js';
import type { FormVerdict, TimeVerdict } from './judge.js';
import { judgeForm, judgeTime } from './judge.js';
import type { TimeQuestion } from './random-times.js';

/** What a page is asked: nothing of the whole policy but its clocks, which no page of a product has. */
export interface PageQuestion {
  view: PolicyView;
  form: FormQuestion;
  time: TimeQuestion;
}

/** What a page answers. */
export interface Verdict {
  form: FormVerdict;
  time: TimeVerdict;
}

/** Answers a list of questions; both lists are JSON, as over the wire. */
export function judgeAll(questions: string): string {
  const list = JSON.parse(questions) as PageQuestion[];
  return JSON.stringify(
    list.map(({ view, form, time }): Verdict => ({ form: judgeForm(view, form), time: judgeTime(known(time)) })),
  );
}

let last: { text: string; policy: TimeQuestion['policy'] } | undefined;

/** The question, with the very policy of the one before where it is equal: clocks remember the days of a calendar that they know. */
function known(question: TimeQuestion): TimeQuestion {
  const text = JSON.stringify(question.policy);
  if (last?.text !== text) last = { text, policy: question.policy };
  return { ...question, policy: last.policy };
}
