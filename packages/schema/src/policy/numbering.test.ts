import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainAlphabet, writeNumber } from './numbering.js';

const never = () => assert.fail('a sequence draws nothing');
const inSequence = (pattern: string, sequence: number) => writeNumber({ pattern, mode: 'sequence' }, sequence, never);

test('a sequence fills the places of its pattern from the right', () => {
  assert.equal(inSequence('HM-######', 123), 'HM-000123');
  assert.equal(inSequence('###', 1), '001');
  assert.equal(inSequence('A#-###/##', 12_345), 'A0-123/45');
});

test('a sequence that outgrows its places keeps every digit', () => {
  assert.equal(inSequence('HM-###', 999), 'HM-999');
  assert.equal(inSequence('HM-###', 1000), 'HM-1000');
  assert.equal(inSequence('#-###', 1_234_567), '1234-567');
});

test('no two of a sequence are written alike', () => {
  const written = Array.from({ length: 12_000 }, (_, at) => inSequence('#-###', at + 1));
  assert.equal(new Set(written).size, written.length);
});

test('random places are drawn one by one from the alphabet', () => {
  const below: number[] = [];
  const draw = (limit: number) => {
    below.push(limit);
    return below.length - 1;
  };
  const numbering = { pattern: 'X-###-#', mode: 'random' as const };
  assert.equal(writeNumber({ ...numbering, alphabet: 'abcdefghij' }, 7, draw), 'X-abc-d');
  assert.deepEqual(below, [10, 10, 10, 10]);
  assert.equal(
    writeNumber(numbering, 7, (limit) => limit - 1),
    'X-ZZZ-Z',
  );
});

test('the usual alphabet has nothing that is read for something else', () => {
  assert.equal(new Set(plainAlphabet).size, plainAlphabet.length);
  assert.doesNotMatch(plainAlphabet, /[0O1IL]|[^0-9A-Z]/);
});
