import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer, Answers } from '../answer.js';
import type { FieldRules } from './fields.js';
import { checkAnswers } from './check-answers.js';
import { applicableFields, cleanAnswers, maxLengthOf } from './fields.js';
import type { Field } from './policy.js';

/** Rules with these fields, all of them asked for whatever the type. */
function rulesOf(...fields: Field[]): FieldRules {
  return {
    fields,
    baseFields: fields.map((field) => field.key),
    types: [{ key: 'any', label: 'Any', fields: [] }],
  };
}

const field = (kind: Field['kind'], more: Partial<Field> = {}): Field => ({ key: 'x', kind, label: 'X', ...more });

/** The code of the fault that one answer to one field has. */
function faultOf(only: Field, answer: unknown): string | undefined {
  const issues = checkAnswers(rulesOf(only), { x: answer as Answer }, { type: 'any' });
  assert.ok(issues.length <= 1);
  return issues[0]?.code;
}

const options = [
  { key: 'a', label: 'A' },
  { key: 'b', label: 'B' },
];

const kinds: { field: Field; good: unknown[]; bad: [unknown, string][] }[] = [
  {
    field: field('text', { minLength: 2, maxLength: 4 }),
    good: ['ab', 'abcd', '  ab  ', '👩👩👩👩', 'a\nb'],
    bad: [
      ['a', 'too-short'],
      ['abcde', 'too-long'],
      ['👩👩👩👩👩', 'too-long'],
      [5, 'wrong-type'],
      [true, 'wrong-type'],
      [['ab'], 'wrong-type'],
    ],
  },
  {
    field: field('text'),
    good: ['x'.repeat(200)],
    bad: [['x'.repeat(201), 'too-long']],
  },
  {
    field: field('multiline'),
    good: ['a\n\nb', 'x'.repeat(10_000)],
    bad: [
      ['x'.repeat(10_001), 'too-long'],
      [{}, 'wrong-type'],
    ],
  },
  {
    field: field('choice', { options }),
    good: ['a', 'b', ' a '],
    bad: [
      ['c', 'not-an-option'],
      ['A', 'not-an-option'],
      ['toString', 'not-an-option'],
      [['a'], 'wrong-type'],
      [1, 'wrong-type'],
    ],
  },
  {
    field: field('choices', { options, minLength: 2 }),
    good: [
      ['a', 'b'],
      ['b', 'a', 'b'],
      ['a', '', 'b'],
    ],
    bad: [
      [['a'], 'too-short'],
      [['a', 'a'], 'too-short'],
      [['a', 'c'], 'not-an-option'],
      ['a', 'wrong-type'],
    ],
  },
  {
    field: field('date'),
    good: ['2026-11-21', '2028-02-29', ' 2026-11-21 '],
    bad: [
      ['2026-02-30', 'not-a-date'],
      ['2027-02-29', 'not-a-date'],
      ['2026-13-01', 'not-a-date'],
      ['21.11.2026', 'not-a-date'],
      ['2026-11-21T00:00:00Z', 'not-a-date'],
      ['tomorrow', 'not-a-date'],
      [20261121, 'wrong-type'],
    ],
  },
  {
    field: field('datetime'),
    good: ['2026-11-21T14:30Z', '2026-11-21T14:30:00Z', '2026-11-21T14:30:59.123Z'],
    bad: [
      ['2026-11-21', 'not-a-date'],
      ['2026-11-21T14:30:00', 'not-a-date'],
      ['2026-11-21T14:30:00+02:00', 'not-a-date'],
      ['2026-11-21T24:00:00Z', 'not-a-date'],
      ['2026-02-30T10:00:00Z', 'not-a-date'],
      ['2026-11-21T14:61Z', 'not-a-date'],
    ],
  },
  {
    field: field('url'),
    good: [
      'https://example.com',
      'http://localhost:3000/a?b=c#d',
      'HTTPS://EXAMPLE.COM',
      'http://[::1]:3000',
      'https://me@bücher.example/a b',
    ],
    bad: [
      ['example.com', 'not-a-url'],
      ['https://', 'not-a-url'],
      ['javascript:alert(1)', 'not-a-url'],
      ['ftp://example.com', 'not-a-url'],
      ['https://a b.com', 'not-a-url'],
      ['https://a%20b.com', 'not-a-url'],
      ['https://:80', 'not-a-url'],
      ['https://a.com:x', 'not-a-url'],
      [`https://example.com/${'x'.repeat(2000)}`, 'too-long'],
    ],
  },
  {
    field: field('email'),
    good: ['ada@example.com', 'a+b@mail.example.co.uk', 'ä@exämple.de'],
    bad: [
      ['ada', 'not-an-email'],
      ['ada@example', 'not-an-email'],
      ['ada@@example.com', 'not-an-email'],
      ['ada@example..com', 'not-an-email'],
      ['ada @example.com', 'not-an-email'],
      ['ada@example.com, bob@example.com', 'not-an-email'],
      [`${'a'.repeat(250)}@example.com`, 'too-long'],
    ],
  },
  {
    field: field('number', { min: 0, max: 10 }),
    good: [0, 10, 2.5],
    bad: [
      [-1, 'too-small'],
      [11, 'too-large'],
      ['5', 'not-a-number'],
      [Number.NaN, 'not-a-number'],
      [Number.POSITIVE_INFINITY, 'not-a-number'],
    ],
  },
  {
    field: field('steps', { minLength: 2, maxLength: 3 }),
    good: [['one', 'two'], ['one', '', 'two'], ['one', 'one'], Array<string>(50).fill('a')],
    bad: [
      [['one'], 'too-short'],
      [['one', ' '], 'too-short'],
      [['one', 'four'], 'too-long'],
      [Array<string>(51).fill('a'), 'too-long'],
      ['one', 'wrong-type'],
    ],
  },
  {
    field: field('evidence', { options, minLength: 2, maxLength: 10 }),
    good: [
      ['a: one', 'b: two'],
      ['a:one', 'a: one'],
    ],
    bad: [
      [['a: one'], 'too-short'],
      [['a: one', 'b: '], 'too-short'],
      [['a: one', 'c: two'], 'not-an-option'],
      [['a: one', 'two'], 'not-an-option'],
      [['a: one', 'b: and more'], 'too-long'],
      ['a: one', 'wrong-type'],
    ],
  },
];

for (const { field: only, good, bad } of kinds) {
  const bounds = Object.entries(only).filter(([name]) => /^m(in|ax)/.test(name));
  const about = `a field of kind ${only.kind}${bounds.map(([name, value]) => `, ${name} ${String(value)}`).join('')}`;
  test(`${about} takes good answers and names the fault of bad ones`, () => {
    for (const answer of good) assert.equal(faultOf(only, answer), undefined, JSON.stringify(answer));
    for (const [answer, code] of bad) assert.equal(faultOf(only, answer), code, JSON.stringify(answer));
  });

  test(`${about} misses an answer only where it is required`, () => {
    for (const blank of [undefined, '', '  \n', [], ['', ' ']]) {
      assert.equal(faultOf(only, blank), undefined);
      assert.equal(faultOf({ ...only, required: true }, blank), 'required');
    }
    assert.equal(faultOf({ ...only, required: true }, good[0]), undefined);
  });
}

test('every fault is a sentence that names the field and what it takes', () => {
  for (const { field: only, bad } of kinds) {
    for (const [answer] of bad) {
      const [issue] = checkAnswers(rulesOf(only), { x: answer as Answer }, { type: 'any' });
      assert.deepEqual(issue?.path, ['x']);
      assert.match(issue.message, /^"x" [a-z].*\.$/);
      assert.doesNotMatch(issue.message, /undefined/);
    }
  }
});

test('a type is needed, and an unknown one is refused', () => {
  const rules = rulesOf(field('text'));
  assert.deepEqual(
    checkAnswers(rules, {}, {}).map(({ path, code }) => ({ path, code })),
    [{ path: ['type'], code: 'required' }],
  );
  for (const type of ['other', 'Any', 'toString']) {
    assert.deepEqual(
      checkAnswers(rules, {}, { type }).map(({ path, code }) => ({ path, code })),
      [{ path: ['type'], code: 'not-an-option' }],
    );
  }
});

test('a type that is answered elsewhere cannot be sent', () => {
  const rules = rulesOf(field('text'));
  const redirect = { text: 'Ask the sales team.', label: 'Write to them', url: 'https://example.com/sales' };
  const elsewhere = { ...rules, types: [{ key: 'any', label: 'Any', fields: [], redirect }] };
  assert.deepEqual(
    checkAnswers(elsewhere, {}, { type: 'any' }).map(({ path, code }) => ({ path, code })),
    [{ path: ['type'], code: 'redirect' }],
  );
});

test('faults come in the order in which a form asks', () => {
  const fields = ['c', 'a', 'b'].map((key): Field => ({ key, kind: 'text', label: key, required: true }));
  const issues = checkAnswers({ ...rulesOf(...fields), baseFields: ['a', 'b', 'c'] }, {}, {});
  assert.deepEqual(
    issues.map(({ path }) => path[0]),
    ['type', 'c', 'a', 'b'],
  );
});

test('a type asks for its own fields besides the base fields', () => {
  const rules: FieldRules = {
    fields: ['a', 'b', 'c'].map((key) => ({ key, kind: 'text', label: key })),
    baseFields: ['b'],
    types: [
      { key: 'one', label: 'One', fields: ['c', 'b'] },
      { key: 'two', label: 'Two', fields: ['a'] },
    ],
  };
  const keysFor = (type?: string) => applicableFields(rules, {}, { type }).map(({ field }) => field.key);
  assert.deepEqual(keysFor('one'), ['b', 'c']);
  assert.deepEqual(keysFor('two'), ['a', 'b']);
  assert.deepEqual(keysFor('three'), ['b']);
  assert.deepEqual(keysFor(), ['b']);
});

const chain = rulesOf(
  { key: 'first', kind: 'text', label: 'First' },
  { key: 'second', kind: 'text', label: 'Second', visibleWhen: { eq: ['first', 'yes'] } },
  { key: 'third', kind: 'text', label: 'Third', required: true, visibleWhen: { eq: ['second', 'yes'] } },
);

test('an answer that is hidden hides what depends on it', () => {
  const shownFor = (answers: Answers) => applicableFields(chain, answers, { type: 'any' }).map(({ field }) => field.key);
  assert.deepEqual(shownFor({ first: 'yes', second: 'yes' }), ['first', 'second', 'third']);
  assert.deepEqual(shownFor({ first: 'no', second: 'yes' }), ['first']);
  assert.deepEqual(shownFor({ second: 'yes' }), ['first']);
});

test('an answer to a field that does not apply is neither checked nor kept', () => {
  const answers = { first: 'no', second: 'yes', third: 'x'.repeat(300), stranger: 'hello' };
  assert.deepEqual(checkAnswers(chain, answers, { type: 'any' }), []);
  assert.deepEqual(cleanAnswers(chain, answers, { type: 'any' }), { first: 'no' });
});

test('a field that waits on one of another type counts that one as not answered', () => {
  const rules: FieldRules = {
    fields: [
      { key: 'ofOne', kind: 'text', label: 'Of one' },
      { key: 'base', kind: 'text', label: 'Base', visibleWhen: { present: 'ofOne' } },
    ],
    baseFields: ['base'],
    types: [
      { key: 'one', label: 'One', fields: ['ofOne'] },
      { key: 'two', label: 'Two', fields: [] },
    ],
  };
  assert.deepEqual(cleanAnswers(rules, { ofOne: 'a', base: 'b' }, { type: 'one' }), { ofOne: 'a', base: 'b' });
  assert.deepEqual(cleanAnswers(rules, { ofOne: 'a', base: 'b' }, { type: 'two' }), {});
});

test('an answer can be needed under a condition alone', () => {
  const rules = rulesOf(
    { key: 'size', kind: 'number', label: 'Size' },
    { key: 'why', kind: 'text', label: 'Why', requiredWhen: { any: [{ eq: ['size', 3] }, { eq: ['plan', 'plus'] }] } },
  );
  const missing = (answers: Answers, plan?: string) =>
    checkAnswers(rules, answers, { type: 'any', plan }).map(({ code }) => code);
  assert.deepEqual(missing({ size: 2 }), []);
  assert.deepEqual(missing({ size: 3 }), ['required']);
  assert.deepEqual(missing({ size: 2 }, 'plus'), ['required']);
  assert.deepEqual(missing({ size: 3, why: 'because' }, 'plus'), []);
});

test('fields that hide one another show nothing and end', () => {
  const circle = rulesOf(
    { key: 'a', kind: 'text', label: 'A', visibleWhen: { present: 'b' } },
    { key: 'b', kind: 'text', label: 'B', visibleWhen: { present: 'a' } },
  );
  assert.deepEqual(applicableFields(circle, { a: 'a', b: 'b' }, { type: 'any' }), []);
});

test('[4-20] an answer to the letter is kept with every space and line, and counts as none where it is blank', () => {
  const rules = rulesOf(field('multiline', { exact: true, maxLength: 30 }));
  const x = '  at main\r\n\tat  save \n';
  assert.deepEqual(cleanAnswers(rules, { x }, { type: 'any' }), { x });
  assert.deepEqual(cleanAnswers(rules, { x: ' \n ' }, { type: 'any' }), {});
});

test('answers are kept trimmed, on one line where the kind has one, and without blanks', () => {
  const rules = rulesOf(
    { key: 'line', kind: 'text', label: 'Line' },
    { key: 'lines', kind: 'multiline', label: 'Lines' },
    { key: 'steps', kind: 'steps', label: 'Steps' },
    { key: 'several', kind: 'choices', label: 'Several', options },
    { key: 'count', kind: 'number', label: 'Count' },
    { key: 'blank', kind: 'text', label: 'Blank' },
    { key: 'empty', kind: 'steps', label: 'Empty' },
  );
  const answers: Answers = {
    line: '  It \r\n\n breaks\u2028here  ',
    lines: '\n one\n\n  two \n',
    steps: [' open ', '', 'click', 'click'],
    several: ['b', 'a', 'b'],
    count: 0,
    blank: ' \t ',
    empty: ['', ' '],
  };
  assert.deepEqual(cleanAnswers(rules, answers, { type: 'any' }), {
    line: 'It breaks here',
    lines: 'one\n\n  two',
    steps: ['open', 'click', 'click'],
    several: ['b', 'a'],
    count: 0,
  });
});

test('long runs of spaces, line ends and dots cost no more than their length', () => {
  const rules = rulesOf({ key: 'line', kind: 'text', label: 'Line' }, { key: 'mail', kind: 'email', label: 'Mail' });
  // A pattern that backtracks needs hours for these.
  const answers = { line: `a${' '.repeat(1e6)}b${'\n'.repeat(1e6)}c`, mail: `a@${'.'.repeat(1e6)}@` };
  assert.equal(String(cleanAnswers(rules, answers, { type: 'any' })['line']).length, 1e6 + 4);
  assert.deepEqual(
    checkAnswers(rules, answers, { type: 'any' }).map(({ code }) => code),
    ['too-long', 'not-an-email'],
  );
});

test('a length comes from the field, else from its kind, and numbers and choices have none', () => {
  assert.equal(maxLengthOf(field('text', { maxLength: 7 })), 7);
  assert.equal(maxLengthOf(field('text')), 200);
  assert.equal(maxLengthOf(field('multiline')), 10_000);
  assert.equal(maxLengthOf(field('number')), undefined);
  assert.equal(maxLengthOf(field('choice')), undefined);
});
