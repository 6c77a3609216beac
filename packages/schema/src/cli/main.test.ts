import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { consumerPlansPolicy } from '../presets/consumer-plans.js';
import { severityHoursPolicy } from '../presets/severity-hours.js';

/** As it is built and published. */
const program = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
let folder = '';
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'policy-'));
});
after(() => rmSync(folder, { recursive: true }));

interface Outcome {
  code: number;
  out: string;
  error: string;
}

/** Runs the command as a person does, in the folder of the files. */
function run(...words: string[]): Promise<Outcome> {
  const { NODE_OPTIONS: _options, NODE_TEST_CONTEXT: _context, ...env } = process.env;
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...words], { cwd: folder, env }, (failure, out, error) => {
      resolve({ code: typeof failure?.code === 'number' ? failure.code : 0, out, error });
    });
  });
}

function write(name: string, value: unknown): string {
  writeFileSync(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));
  return name;
}

describe('helpmark-policy check', () => {
  it('says that a policy is sound', async () => {
    assert.deepEqual(await run('check', write('policy.json', consumerPlansPolicy)), {
      code: 0,
      out: 'policy.json: The ticket policy "consumer-plans-1" is sound.\n',
      error: '',
    });
  });

  it('tells every fault with its path, and fails', async () => {
    const broken = {
      ...severityHoursPolicy,
      targets: [{ measure: 'respond', level: 's9', max: 1, unit: 'hours', calendar: 'x' }],
    };
    assert.deepEqual(await run('check', write('policy.json', broken)), {
      code: 1,
      out: '',
      error: [
        'policy.json: The ticket policy has 2 faults:',
        '  targets.0.level: There is no level "s9".',
        '  targets.0.calendar: There is no calendar "x".',
        '',
      ].join('\n'),
    });
  });

  it('says in a sentence that a file is not there, cannot be read or is no JSON', async () => {
    assert.deepEqual(await run('check', 'nowhere.json'), { code: 1, out: '', error: 'There is no file nowhere.json.\n' });
    assert.deepEqual(await run('check', '.'), { code: 1, out: '', error: 'The file . cannot be read (EISDIR).\n' });
    const { code, out, error } = await run('check', write('policy.json', '{ "version": '));
    assert.deepEqual([code, out], [1, '']);
    assert.match(error, /^The file policy\.json is not JSON: .+\.\n$/);
  });
});

describe('helpmark-policy explain', () => {
  it('prints what the policy makes of the ticket', async () => {
    const given = { type: 'break-fix', severity: 's1', at: '2026-11-20T17:30:00Z', answers: { summary: 'No reports' } };
    const policy = write('policy.json', severityHoursPolicy);
    const { code, out, error } = await run('explain', policy, '--answers', write('answers.json', given));
    assert.deepEqual([code, error], [0, '']);
    const lines = out.split('\n');
    assert.equal(lines[0], 'Policy severity-hours-1: a ticket of type "break-fix", made at 2026-11-20T17:30:00Z');
    assert.ok(lines.includes('  "description" is required.'));
    assert.ok(lines.includes('  respond by 2026-11-23T09:30:00.000Z'));
  });

  it('takes the present time where the answers name none', async () => {
    const policy = write('policy.json', severityHoursPolicy);
    const before = new Date().toISOString();
    const { out } = await run('explain', policy, '--answers', write('answers.json', { type: 'break-fix' }));
    const at = /made at (\S+)/.exec(out)?.[1] ?? '';
    assert.ok(before <= at && at <= new Date().toISOString(), at);
  });

  it('says what is wrong with the answers, or with a calendar that never opens', async () => {
    const holidays = Array.from({ length: 500 }, (_, day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10));
    const calendars = severityHoursPolicy.calendars!.map((calendar) => ({ ...calendar, holidays }));
    const shut = write('shut.json', { ...severityHoursPolicy, calendars });
    const wrong = write('wrong.json', { type: 'break-fixx' });
    const right = write('right.json', { type: 'break-fix', severity: 's1', at: '2026-01-01T10:00:00Z' });
    const outcomes = await Promise.all([wrong, right].map((answers) => run('explain', shut, '--answers', answers)));
    for (const { code, out } of outcomes) assert.deepEqual([code, out], [1, '']);
    assert.match(outcomes[0]!.error, /^wrong\.json: The answers cannot be used:\n {2}type: The policy has no "break-fixx"/);
    assert.match(outcomes[1]!.error, /^The calendar "business-hours" is closed for 366 days .+\n$/);
  });
});

describe('helpmark-policy', () => {
  it('says what to write where it is not understood', async () => {
    const words = [[], ['explain', 'x'], ['check', '--loud', 'x']];
    for (const { code, out, error } of await Promise.all(words.map((one) => run(...one)))) {
      assert.deepEqual([code, out], [1, '']);
      assert.match(error, /^Write one of\n\n {2}helpmark-policy check FILE\n/);
    }
  });

  it('says it on request too, without failing', async () => {
    const { code, out } = await run('--help');
    assert.equal(code, 0);
    assert.match(out, /^Write one of\n/);
  });
});
