import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { PrivacyCase } from '../../../../test/support/privacy/corpus.js';
import { harmlessCases, privateCases, unseenCases } from '../../../../test/support/privacy/corpus.js';
import type { Finding } from './finding.js';
import * as guard from './find.js';
import type { PrivacyRules } from './finding.js';
import { privacyKinds } from './kinds.js';
import { peopleDetectors } from './people.js';

const { cover } = guard;
const findPrivate = (text: string, rules?: PrivacyRules) => guard.findPrivate(text, rules, peopleDetectors);

const all = [...privateCases, ...harmlessCases];

/** Whether one finding covers a whole mark of its kind. */
const covers = (mark: Finding) => (found: Finding) =>
  found.kind === mark.kind && found.start <= mark.start && found.end >= mark.end;
/** Whether a finding has nothing to do with any mark of its kind. */
const isStray = (found: Finding, marks: Finding[]) =>
  !marks.some((mark) => mark.kind === found.kind && mark.start < found.end && mark.end > found.start);

/** The least recall and precision of each kind. */
const aims: Record<string, [recall: number, precision: number]> = {
  card: [0.99, 0.97],
  'national-id': [0.95, 0.95],
  password: [0.9, 0.9],
  token: [0.95, 0.95],
  key: [0.95, 0.95],
  'licence-key': [0.95, 0.95],
  'other-contact': [0.95, 0.95],
  diagnosis: [0.95, 0.95],
};

/** How much of a kind is found in texts, and how much of what is found is of it. */
function figuresOf(kind: string, cases: PrivacyCase[]) {
  let [marks, found, stray] = [0, 0, 0];
  const wrong: string[] = [];
  for (const { text, private: marked, rules } of cases) {
    const findings = findPrivate(text, rules).filter((one) => one.kind === kind);
    for (const mark of marked.filter((one) => one.kind === kind)) {
      marks += 1;
      if (findings.some(covers(mark))) found += 1;
      else wrong.push(`missed in ${text}`);
    }
    for (const finding of findings.filter((one) => isStray(one, marked))) {
      stray += 1;
      wrong.push(`flagged "${text.slice(finding.start, finding.end)}" in ${text}`);
    }
  }
  return { marks, recall: found / marks, precision: found / (found + stray), wrong };
}

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

describe('The privacy guard on the labelled corpus', () => {
  it('has 300 cases at least, half of them harmless', () => {
    assert.ok(all.length >= 300);
    assert.ok(harmlessCases.length * 2 >= all.length, `${harmlessCases.length} of ${all.length}`);
    assert.equal(new Set(all.map(({ text }) => text)).size, all.length, 'a case stands there twice');
  });

  for (const kind of privacyKinds) {
    const row = { card: '[4-102] ', 'national-id': '[4-103] ', diagnosis: '[4-104] ' };
    const id = kind in row ? row[kind as keyof typeof row] : '';
    it(`${id}holds its recall and precision, and what the README says of them: ${kind}`, () => {
      const { marks, recall, precision, wrong } = figuresOf(kind, all);
      const [leastRecall, leastPrecision] = aims[kind] ?? [1, 1];
      assert.ok(marks > 4 && recall >= leastRecall && precision >= leastPrecision, wrong.join('\n'));
      const unseen = figuresOf(kind, unseenCases);
      const isAsked = kind === 'other-contact' || kind === 'diagnosis';
      if (!isAsked) assert.ok(unseen.recall >= leastRecall && unseen.precision >= leastPrecision, unseen.wrong.join('\n'));
      const cells = [
        marks,
        recall.toFixed(3),
        precision.toFixed(3),
        ...(isAsked ? ['–', '–'] : [unseen.marks, unseen.recall.toFixed(3)]),
      ];
      const line = new RegExp(
        `^\\| \\W${kind}\\W +\\|${cells.map((cell) => ` +${cell}`.replace('.', '\\.')).join(' \\|')} \\|`,
        'm',
      );
      assert.match(readme, line, `the row of ${kind}: ${cells.join(' | ')}`);
    });
  }

  it('finds nothing in any harmless case', () => {
    const harmless = [...harmlessCases, ...unseenCases.filter((one) => one.private.length === 0)];
    assert.ok(
      readme.includes(`${all.length} texts, ${harmlessCases.length} of them harmless`),
      `${all.length}, ${harmlessCases.length}`,
    );
    const flagged = harmless.flatMap(({ text, rules }) =>
      findPrivate(text, rules).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)} in ${text}`),
    );
    assert.deepEqual(flagged, []);
  });

  it('covers all that is private and leaves the rest as it is', () => {
    for (const { text, private: marks, rules } of privateCases) {
      const covered = cover(text, findPrivate(text, rules));
      for (const { start, end } of marks) assert.ok(!covered.includes(text.slice(start, end)), covered);
    }
    for (const { text, rules } of harmlessCases) assert.equal(cover(text, findPrivate(text, rules)), text);
  });

  it('finds nothing in what it has covered', () => {
    for (const { text, rules } of privateCases) {
      const covered = cover(text, findPrivate(text, rules));
      assert.deepEqual(findPrivate(covered, rules), [], covered);
    }
  });

  it('finds the same inside a long log as alone', () => {
    const line = '2026-11-20 14:30:00,123 INFO service ready in 120 ms, run 7f9c2ba4e88f827d of acme\n';
    for (const { text, private: marks, rules } of privateCases) {
      const long = `${line.repeat(20)}${text}\n${line.repeat(20)}`;
      const findings = findPrivate(long, rules);
      const moved = marks.map((mark) => ({ ...mark, start: mark.start + line.length * 20, end: mark.end + line.length * 20 }));
      for (const mark of moved) assert.ok(findings.some(covers(mark)), text);
    }
  });
});

describe('The privacy guard', () => {
  it('looks into names of files', () => {
    const found = (name: string) =>
      guard.findPrivate(guard.spacedName(name)).map(({ kind, start, end }) => [kind, name.slice(start, end)]);
    assert.deepEqual(found('card_4111111111111111.png'), [['card', '4111111111111111']]);
    assert.deepEqual(found('scan_of_ssn_123-45-6789.pdf'), [['national-id', '123-45-6789']]);
    assert.deepEqual(found('screenshot_2026-11-20_14-30-00.png'), []);
    assert.deepEqual(found('report%202026.11.20.csv'), []);
  });

  it('looks for what it is asked for and for nothing else', () => {
    const text = 'password: hunter2, card 4111 1111 1111 1111, write to jo@example.org';
    assert.deepEqual(
      findPrivate(text, { kinds: ['card'] }).map(({ kind }) => kind),
      ['card'],
    );
    assert.deepEqual(
      guard.findPrivate(text).map(({ kind }) => kind),
      ['password', 'card'],
    );
    assert.deepEqual(findPrivate(text, { kinds: [] }), []);
  });

  it('takes a word of the list as it is, however it looks as a pattern', () => {
    const rules = { kinds: ['diagnosis'] as const, diagnoses: ['a+b (c)', '  ', ''] };
    assert.equal(findPrivate('has a+b (c), not aab c', rules).length, 1);
  });
});
