import type { Answers, Facts, Person, Policy } from '@helpmark/schema';
import { Chance } from './chance.js';
import { anyAnswer, randomAnswer } from './random-answer.js';
import { plans, randomPolicy } from './random-policy.js';
import type { TimeQuestion, Times } from './random-times.js';
import { randomTimeQuestion, randomTimes, randomTurn } from './random-times.js';

/** What a person has answered, and what is known of them and of the ticket besides. */
export interface FormQuestion {
  answers: Answers;
  facts: Facts;
  /** How many files are attached. */
  files: number;
}

/** One case: a policy, a person, what they answered, and a ticket's story in time. */
export interface Case {
  seed: number;
  policy: Policy;
  person: Pick<Person, 'role' | 'plan'>;
  form: FormQuestion;
  time: TimeQuestion;
}

/** Cases that share a policy: the clocks remember the days of a calendar that they know, and need not walk over them again. */
const casesOfPolicy = 10;

/** The case of a seed: the same one every time. */
export function caseOf(seed: number): Case {
  const { policy, times, turn } = groundOf(Math.ceil(seed / casesOfPolicy));
  const chance = new Chance(seed);
  const person = {
    role: chance.pick(['requester', 'requester', 'requester', 'requester', 'staff', 'admin', 'guest']),
    plan: chance.pick([...plans, 'unheard-of', undefined]),
  };
  return { seed, policy, person, form: randomForm(chance, policy, person), time: randomTimeQuestion(chance, times, turn) };
}

/** What several cases stand on. */
interface Ground {
  seed: number;
  policy: Policy;
  times: Times;
  turn: string;
}

let last: Ground | undefined;

function groundOf(seed: number): Ground {
  if (last?.seed === seed) return last;
  // Far from the seeds of the cases themselves.
  const chance = new Chance(-seed);
  const times = randomTimes(chance, plans);
  last = { seed, policy: randomPolicy(chance, times), times, turn: randomTurn(chance) };
  return last;
}

function randomForm(chance: Chance, policy: Policy, { role, plan }: Case['person']): FormQuestion {
  const answered = chance.some(policy.fields, 0.75).map((field) => [field.key, randomAnswer(chance, field)] as const);
  const strangers = chance.some(['stranger', 'type', 'role', 'constructor', '__proto__', 'f99'], 0.2);
  return {
    answers: Object.fromEntries([...answered, ...strangers.map((key) => [key, anyAnswer(chance, key)] as const)]),
    facts: {
      type: chance.pick([...policy.types.map(({ key }) => key), ...policy.types.map(({ key }) => key), 'unheard-of', undefined]),
      severity: chance.pick([...policy.levels.map(({ key }) => key), 'unheard-of', undefined]),
      // A thread asks with fewer facts than a form.
      ...(chance.is(0.9) && { plan, role }),
    },
    files: chance.below(3),
  };
}
