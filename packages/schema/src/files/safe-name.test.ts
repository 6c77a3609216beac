import assert from 'node:assert/strict';
import { test } from 'node:test';
import { safeName } from './safe-name.js';

const cases: [what: string, name: string, safe: string][] = [
  ['a plain name', 'photo 1.png', 'photo 1.png'],
  ['other scripts', 'отчёт 報告.pdf', 'отчёт 報告.pdf'],
  ['a path', '../../etc/passwd', 'passwd'],
  ['a path of Windows', 'C:\\Users\\ada\\a.txt', 'a.txt'],
  ['a path that is a folder', 'folder/', 'file'],
  ['dots alone', '..', 'file'],
  ['a hidden file', '.htaccess', 'htaccess'],
  ['nothing', '', 'file'],
  ['a turned direction', 'photo\u202Egnp.exe', 'photognp.exe'],
  ['isolates and marks', '\u2066a\u2069\u200F\u200B\uFEFF.txt', 'a.txt'],
  ['a null byte', 'a.png\u0000.exe', 'a.png.exe'],
  ['line breaks, which would end a header', 'a\r\nSet-Cookie: b.txt', 'a Set-Cookie_ b.txt'],
  ['quotes and wildcards', 'a"b*c?<d>|e.txt', 'a_b_c__d__e.txt'],
  ['a device', 'CON', '_CON'],
  ['a device with an extension', 'lpt1.txt', '_lpt1.txt'],
  ['a name that only begins like a device', 'console.txt', 'console.txt'],
  ['dots and spaces at the end', 'a.txt. . ', 'a.txt'],
  ['half a sign', 'a\ud800b.txt', 'ab.txt'],
  ['decomposed letters', 'e\u0301.txt', 'é.txt'],
];

for (const [what, name, safe] of cases) {
  test(`${what} is made safe`, () => {
    assert.equal(safeName(name), safe);
  });
}

test('a long name is cut before its extension, between signs, and safe names stay as they are', () => {
  const long = safeName(`${'🙂'.repeat(300)}.png`);
  assert.equal(long, `${'🙂'.repeat(49)}.png`);
  for (const name of [...cases.map(([, , safe]) => safe), long]) assert.equal(safeName(name), name);
});
