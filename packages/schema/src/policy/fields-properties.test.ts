import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer, Answers } from '../answer.js';
import { factNames } from './condition.js';
import type { Condition, Facts } from './condition.js';
import { checkAnswers } from './check-answers.js';
import { applicableFields, cleanAnswers } from './fields.js';
import { parsePolicy, PolicyError } from './parse.js';
import type { Field, Policy } from './policy.js';
import { fieldKinds } from './policy.js';
import { derivePriority } from './priority.js';
import { projectPolicy } from './project.js';
import { defaultPolicy } from '../presets/default.js';

/** Numbers that look random and are the same for the same seed (mulberry32), so that a failure can be run again. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

class Maker {
  readonly random: () => number;
  constructor(seed: number) {
    this.random = randomOf(seed);
  }
  below(limit: number): number {
    return Math.floor(this.random() * limit);
  }
  chance(share: number): boolean {
    return this.random() < share;
  }
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }
  some<T>(list: readonly T[]): T[] {
    return list.filter(() => this.chance(0.5));
  }

  condition(names: readonly string[], depth = 2): Condition {
    const form = this.below(depth > 0 ? 6 : 3);
    const value = () => this.pick(['a', 'b', 'one', 7, true]);
    if (form === 0) return { eq: [this.pick(names), value()] };
    if (form === 1) return { in: [this.pick(names), [value(), value()]] };
    if (form === 2) return { present: this.pick(names) };
    if (form === 3) return { not: this.condition(names, depth - 1) };
    const parts = Array.from({ length: this.below(3) }, () => this.condition(names, depth - 1));
    return form === 4 ? { all: parts } : { any: parts };
  }

  /** A policy that may have faults, with fields for staff among the others. */
  policy(): Policy {
    const keys = ['summary', ...Array.from({ length: 3 + this.below(8) }, (_, at) => `f${at}`)];
    const forStaff = new Set(keys.filter((key) => key !== 'summary' && this.chance(0.25)));
    const names = (key: string) => [...keys, ...factNames].filter((name) => forStaff.has(key) || !forStaff.has(name));
    const fields = keys.map((key): Field => {
      const kind = key === 'summary' ? 'text' : this.pick(fieldKinds);
      return {
        key,
        kind,
        label: key,
        required: key === 'summary' || this.chance(0.4),
        ...(key !== 'summary' && this.chance(0.4) && { visibleWhen: this.condition(names(key)) }),
        ...(this.chance(0.3) && { requiredWhen: this.condition(names(key)) }),
        ...(/^choice/.test(kind) && { options: ['a', 'b', 'c'].map((option) => ({ key: option, label: option })) }),
        ...(kind === 'number' && { min: 1, max: 9 }),
        ...(forStaff.has(key) && { audience: 'staff' as const }),
      };
    });
    return {
      ...defaultPolicy,
      fields,
      baseFields: ['summary', ...this.some(keys.slice(1))],
      types: ['one', 'two'].map((key) => ({ key, label: key, fields: this.some(keys) })),
      rules: [{ when: { present: this.pick(keys) }, level: 'high' }],
    };
  }

  /** A policy that a server starts with. */
  goodPolicy(): Policy {
    for (;;) {
      try {
        return parsePolicy(this.policy());
      } catch (error) {
        // Conditions drawn at random name values that never are, or run in a circle: draw again.
        if (!(error instanceof PolicyError)) throw error;
      }
    }
  }

  answer(): unknown {
    // Often one that a condition may name, blanks around it or not; else anything.
    if (this.chance(0.5)) return this.pick(['a', ' a ', 'b', '\tone', ['a', ' b'], 7]);
    return this.pick<() => unknown>([
      () => undefined,
      () => null,
      () => '',
      () =>
        this.pick(['a', 'b', 'x', 'yes', ' a \n b ', '2026-11-21', '2026-02-31', 'https://a.b', 'c@d.e', '\ud800', '__proto__']),
      () => 'x'.repeat(this.below(12_000)),
      () => this.pick([0, 5, -1, 1e308, Number.NaN, Number.POSITIVE_INFINITY]),
      () => this.chance(0.5),
      () => Array.from({ length: this.below(4) }, () => this.pick(['a', 'b', '', ' ', 'long '.repeat(200)])),
    ])();
  }

  answers(policy: Policy): Answers {
    const keys = [...policy.fields.map(({ key }) => key), 'stranger', 'type', 'role', 'constructor'];
    return Object.fromEntries(this.some(keys).map((key) => [key, this.answer() as Answer]));
  }

  facts(): Facts {
    return {
      type: this.pick(['one', 'two', 'three', undefined]),
      severity: this.pick(['high', 'nonsense', undefined]),
      plan: this.pick(['a', undefined]),
      role: 'requester',
    };
  }
}

/** Runs a property for many seeds and names the one that fails. */
function forSeeds(count: number, property: (maker: Maker) => void): void {
  for (let seed = 1; seed <= count; seed += 1) {
    try {
      property(new Maker(seed));
    } catch (cause) {
      throw new Error(`seed ${seed}: ${String(cause)}`, { cause });
    }
  }
}

test('whatever is answered, checking and keeping it ends without an error', () => {
  forSeeds(1000, (maker) => {
    // Even a policy with faults, such as a circle, does not hang or break a page.
    const policy = maker.policy();
    const [answers, facts] = [maker.answers(policy), maker.facts()];
    checkAnswers(policy, answers, facts);
    cleanAnswers(policy, answers, facts);
    derivePriority(policy, answers, facts);
  });
});

test('no answer survives to a field that does not apply, and what survives was answered', () => {
  let dropped = 0;
  forSeeds(1000, (maker) => {
    const policy = maker.goodPolicy();
    const [answers, facts] = [maker.answers(policy), maker.facts()];
    const applying = new Set(applicableFields(policy, answers, facts).map(({ field }) => field.key));
    const kept = cleanAnswers(policy, answers, facts);
    for (const key of Object.keys(kept)) {
      assert.ok(applying.has(key), `${key} does not apply`);
      assert.ok(Object.hasOwn(answers, key), `${key} was not answered`);
    }
    dropped += Object.keys(answers).length - Object.keys(kept).length;
  });
  assert.ok(dropped > 1000, 'hardly anything was hidden: the property shows little');
});

test('what was kept is kept again unchanged, and has the same faults', () => {
  forSeeds(1000, (maker) => {
    const policy = maker.goodPolicy();
    const [answers, facts] = [maker.answers(policy), maker.facts()];
    const kept = cleanAnswers(policy, answers, facts);
    assert.deepEqual(cleanAnswers(policy, kept, facts), kept);
    assert.deepEqual(checkAnswers(policy, kept, facts), checkAnswers(policy, answers, facts));
  });
});

test("a requester's page and the server find the same faults and keep the same answers", () => {
  let faults = 0;
  forSeeds(1000, (maker) => {
    const policy = maker.goodPolicy();
    const view = projectPolicy(policy, { role: 'requester', plan: 'a' });
    const [answers, facts] = [maker.answers(policy), maker.facts()];
    const ofStaff = new Set(policy.fields.filter(({ audience }) => audience === 'staff').map(({ key }) => key));
    const onServer = checkAnswers(policy, answers, facts).filter(({ path }) => !ofStaff.has(String(path[0])));
    assert.deepEqual(checkAnswers(view, answers, facts), onServer);
    const keptOnServer = Object.entries(cleanAnswers(policy, answers, facts)).filter(([key]) => !ofStaff.has(key));
    assert.deepEqual(cleanAnswers(view, answers, facts), Object.fromEntries(keptOnServer));
    faults += onServer.length;
  });
  assert.ok(faults > 1000, 'hardly any fault was found: the property shows little');
});
