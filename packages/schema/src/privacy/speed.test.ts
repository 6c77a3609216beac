import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { detectors, findPrivate } from './find.js';
import { peopleDetectors } from './people.js';

const size = 50_000;
const rules = { diagnoses: ['depression', 'type 2 diabetes'] };
const fill = (piece: string, length = size) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
const log = fill('2026-11-20 14:30:00,123 INFO service ready in 120 ms, run 7f9c2ba4e88f of acme\n');

/** Beginnings that never come to an end: each is what one of the patterns waits for, again and again. */
const pieces = [
  ...[
    'a',
    '1',
    ' ',
    '1 ',
    '1-',
    '4111 ',
    '41-',
    '-',
    '.',
    'a.',
    'a@',
    'a.a@',
    'a@a.',
    '_',
    '(',
    '/',
    '=',
    '\n',
    '\\n',
    '{',
    'é',
    '\u0661',
  ],
  ...[
    'eyJ',
    'eyJ.',
    '.eyJa',
    'eyJaaaaaaaa.eyJaaaaaaaa',
    'bearer ',
    'bearer a',
    'authorization: basic ',
    'token',
    'token=',
    'token: ',
  ],
  ...[
    'password',
    'password ',
    'password a ',
    'password is ',
    'password: ',
    'password:"',
    'pass:',
    'pw ',
    '"',
    'password i we the a an to ',
  ],
  ...[
    '-----BEGIN PRIVATE KEY-----',
    '-----BEGIN PRIVATE KEY-----a\n',
    '-----',
    'sk-',
    'sk-a-',
    'xoxb-',
    'ghp_',
    'A',
    'AKIA',
    'api key ',
  ],
  ...['api_key=', 'apikey"', 'secret', "'api_key' => '", 'AAAAA-', 'AAAA1-', 'license key ', 'license key AAAA-', '1:AA', 'key-'],
  ...[
    'ssn ',
    'ssn 1',
    'ssn: 12 34 ',
    '123-45 is my ',
    'passport a',
    'AB 12 ',
    'DE89 3704 ',
    'DE89',
    'A1',
    'AA11 AAAA ',
    '1A',
    '1 A ',
  ],
  ...[
    '+1 ',
    '+',
    '(1',
    '0 ( ',
    'a://',
    'a://a:',
    ' -u ',
    ' --user a:',
    'login: ',
    'login: a@',
    'credentials a',
    'PIN: ',
    'PIN 1',
  ],
  ...['depression ', 'type ', 'type 2 ', 'api key a b c d e ', 'token (', 'token for a b c ', '„a“ als ', '"abcd" as the '],
];

/** Processor time of the fastest of some runs, in microseconds: what the machine does besides counts least in it. */
function fastest(runs: number, work: () => void): number {
  let best = Infinity;
  for (let run = 0; run < runs; run += 1) {
    const begun = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(begun);
    best = Math.min(best, user + system);
  }
  return best;
}

describe('The time that the privacy guard takes', () => {
  // The measure: finding the words of an ordinary log as long as the hostile texts.
  const scan = fastest(10, () => void Array.from(log.matchAll(/\w+/g)));

  for (const [kind, find] of [...detectors, ...peopleDetectors]) {
    it(`grows with the text and no faster, on texts made to be slow: ${kind}`, (test) => {
      let worst = { times: 0, piece: '' };
      for (const piece of pieces) {
        const times = fastest(2, () => void Array.from(find(fill(piece), rules))) / scan;
        if (times > worst.times) worst = { times, piece };
      }
      const short = fill(worst.piece, size / 4);
      const long = fill(worst.piece);
      const growth = fastest(5, () => void Array.from(find(long, rules))) / fastest(5, () => void Array.from(find(short, rules)));
      test.diagnostic(
        `${kind}: ${worst.times.toFixed(1)} times a scan for words, by "${worst.piece}"; 4 times the text: ${growth.toFixed(1)} times`,
      );
      assert.ok(worst.times < 120, `${worst.times} times a plain scan, by "${worst.piece}"`);
      assert.ok(growth < 9, `four times the text takes ${growth} times as long, by "${worst.piece}"`);
    });
  }

  it('is a few scans of an ordinary log', (test) => {
    const times = fastest(5, () => void findPrivate(log)) / scan;
    test.diagnostic(`all kinds: ${times.toFixed(1)} times a scan for words`);
    assert.ok(times < 30, `${times} times a plain scan`);
  });
});
