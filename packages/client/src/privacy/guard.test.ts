import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cover, createPrivacyGuard } from './index.js';

const privacy = { detectors: { card: 'block', password: 'warn', 'other-contact': 'warn' } } as const;

describe('The guard of a policy', () => {
  it('is none where the policy names no detector', async () => {
    assert.equal(await createPrivacyGuard(undefined), undefined);
    assert.equal(await createPrivacyGuard({ detectors: {} }), undefined);
  });

  it('says of each finding whether it warns or stops, and looks for nothing else', async () => {
    const guard = await createPrivacyGuard(privacy);
    const text = 'password: hunter2, card 4111 1111 1111 1111, SSN 123-45-6789';
    assert.deepEqual(
      guard?.check(text).map(({ kind, effect }) => [kind, effect]),
      [
        ['password', 'warn'],
        ['card', 'block'],
      ],
    );
    assert.equal(cover(text, guard?.check(text) ?? []), 'password: [password], card [card], SSN 123-45-6789');
  });

  it('[4-105] takes the address of somebody else for private, and not the person’s own', async () => {
    const guard = await createPrivacyGuard(privacy, ['ana@acme.example']);
    assert.deepEqual(guard?.check('I am ana@acme.example'), []);
    assert.equal(guard?.check('please ask jo@example.org').length, 1);
  });

  it('reads the names of files, and their text where they are text', async () => {
    const guard = await createPrivacyGuard(privacy);
    const file = (name: string, type: string, text: string) => Object.assign(new Blob([text], { type }), { name });
    const secret = 'db password: hunter2\n';
    const log = await guard?.checkFile(file('server.log', '', secret));
    assert.deepEqual([log?.name.length, log?.text.length], [0, 1]);
    const picture = await guard?.checkFile(file('card_4111111111111111.png', 'image/png', secret));
    assert.deepEqual([picture?.name.length, picture?.text.length], [1, 0]);
    const long = await guard?.checkFile(file('long.txt', 'text/plain', `${' '.repeat(1_048_576)}${secret}`));
    assert.deepEqual(long?.text, []);
  });
});
