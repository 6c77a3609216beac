import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AttachmentRules } from '../policy/service.js';
import { consumerPlansPolicy } from '../presets/consumer-plans.js';
import { defaultPolicy } from '../presets/default.js';
import { checkFiles, typeOfName } from './check-files.js';

const mebibyte = 1024 * 1024;
const rules = consumerPlansPolicy.attachments!;
const file = (name: string, size = 1) => ({ name, size });
const codesOf = (...given: Parameters<typeof checkFiles>) => checkFiles(...given).map(({ at, code }) => `${at} ${code}`);

describe('Files', () => {
  it('[4-35] are five a ticket at most; the sixth is refused with the number', () => {
    const six = Array.from({ length: 6 }, (_, at) => file(`${at}.png`));
    assert.deepEqual(checkFiles(rules, six.slice(0, 5)), []);
    assert.deepEqual(checkFiles(rules, six), [{ at: 5, code: 'too-many', limit: 5 }]);
    const sent = { reply: true, files: 4, bytes: 4 };
    assert.deepEqual(checkFiles(rules, six.slice(0, 1), sent), []);
    assert.deepEqual(codesOf(rules, six.slice(0, 3), sent), ['1 too-many', '2 too-many']);
  });

  it('[4-36] have 10 MiB each, and not a byte more', () => {
    assert.deepEqual(checkFiles(rules, [file('a.png', 10 * mebibyte)]), []);
    assert.deepEqual(checkFiles(rules, [file('a.png', 10 * mebibyte + 1)]), [{ at: 0, code: 'too-large', limit: 10 * mebibyte }]);
  });

  it('[4-37] have 50 MiB in all, whatever the other limits are', () => {
    const five = Array.from({ length: 5 }, (_, at) => file(`${at}.png`, 10 * mebibyte));
    assert.deepEqual(checkFiles(rules, five), []);
    const looser: AttachmentRules = { ...rules, maxFiles: 10, maxBytesPerFile: 60 * mebibyte };
    assert.deepEqual(checkFiles(looser, [...five, file('6.png')]), [{ at: 5, code: 'too-much', limit: 50 * mebibyte }]);
    const sent = { reply: true, files: 1, bytes: 50 * mebibyte - 1 };
    assert.deepEqual(checkFiles(looser, [file('a.png', 1)], sent), []);
    assert.deepEqual(codesOf(looser, [file('a.png', 2)], sent), ['0 too-much']);
  });

  it('[4-30] [4-31] [4-32] [4-33] [4-34] are taken by extension and type together', () => {
    const names = ['a.png', 'a.jpg', 'a.JPEG', 'a.mp4', 'a.MOV', 'server.log', 'a.txt', 'a.pdf', 'report.json', 'a.zip'];
    for (const name of names) assert.deepEqual(checkFiles(rules, [file(name)]), [], name);
    for (const name of ['a.exe', 'a.svg', 'a.html', 'a.png.exe', 'a', 'png', 'a.', 'a.png ', '.', '']) {
      assert.deepEqual(codesOf(rules, [file(name)]), ['0 wrong-type'], name);
    }
    assert.deepEqual(codesOf(rules, [{ ...file('a.png'), type: 'image/jpeg' }]), ['0 wrong-type']);
    assert.deepEqual(codesOf(rules, [{ ...file('a.log'), type: 'text/plain' }]), []);
    assert.deepEqual(checkFiles(rules, [file('a.exe')])[0]?.accepted?.includes('mov'), true);
    assert.equal(typeOfName(rules, 'Film.MOV'), 'video/quicktime');
    assert.equal(typeOfName(rules, 'film.avi'), undefined);
  });

  it('[4-30] [4-32] are refused where their first bytes say something else than their name', () => {
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
    assert.deepEqual(codesOf(rules, [{ ...file('a.png', 8), head: png }]), []);
    assert.deepEqual(codesOf(rules, [{ ...file('a.jpg', 8), head: png }]), ['0 wrong-content']);
    assert.deepEqual(codesOf(rules, [{ ...file('a.log', 8), head: png }]), ['0 wrong-content']);
  });

  it('are refused where they are empty, and where a policy takes none', () => {
    assert.deepEqual(codesOf(rules, [file('a.png', 0)]), ['0 empty']);
    assert.deepEqual(codesOf(undefined, [file('a.png')]), ['0 not-taken']);
    assert.deepEqual(codesOf({ ...rules, maxFiles: 0 }, [file('a.png')]), ['0 not-taken']);
    assert.deepEqual(checkFiles(undefined, []), []);
  });

  it('that are refused take no room from those that are not', () => {
    const list = [file('a.exe'), file('b.png', 0), ...Array.from({ length: 5 }, (_, at) => file(`${at}.png`))];
    assert.deepEqual(codesOf(rules, list), ['0 wrong-type', '1 empty']);
  });

  it('[4-73] are counted by the scope of the policy: a ticket, a message, or the new ticket alone', () => {
    const sent = { reply: true, files: 5, bytes: 50 * mebibyte };
    const six = Array.from({ length: 6 }, (_, at) => file(`${at}.png`));
    assert.deepEqual(codesOf({ ...rules, scope: 'ticket' }, six.slice(0, 1), sent), ['0 too-many']);
    assert.deepEqual(codesOf({ ...rules, scope: 'message' }, six, sent), ['5 too-many']);
    assert.deepEqual(codesOf({ ...rules, scope: 'submission' }, six, sent), []);
    assert.deepEqual(codesOf({ ...rules, scope: 'submission' }, six), ['5 too-many']);
    assert.deepEqual(codesOf({ ...rules, scope: 'submission' }, [file('a.png', 10 * mebibyte + 1)], sent), ['0 too-large']);
    assert.deepEqual([defaultPolicy.attachments?.scope, rules.scope], ['message', 'ticket']);
  });
});
