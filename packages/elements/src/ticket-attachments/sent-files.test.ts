import type { OutboxEntry } from '@helpmark/client';
import { assert } from '@open-wc/testing';
import { names, picture, show } from '../../../../test/support/page/files-on-page.js';
import { button, click, faultsOf, find, findAll, until, wordsOf } from '../../../../test/support/page/person.js';
import { ScriptedSupport } from '../../../../test/support/page/scripted-support.js';
import './ticket-attachments.define.js';

describe('Files on their way', () => {
  const entryWith = (files: Partial<OutboxEntry['files'][number]>[], sent = true): OutboxEntry => ({
    ...{ id: 'entry', kind: 'ticket', slot: 'new:entry', input: { subject: 'S', type: 't', fields: {} }, savedAt: 0 },
    ...{ state: 'queued', onDevice: true, tries: 0, nextTry: undefined, code: undefined, issues: [] },
    sent: sent ? { ticket: 'ticket-1' } : undefined,
    files: files.map((file, at) => ({
      ...{ key: `k${at}`, name: `${at}.log`, type: 'text/plain', size: 2000, sha256: '' },
      ...{ state: 'waiting', progress: 0, code: undefined },
      ...file,
    })),
  });

  it('leave the words of what is wrong their room in a narrow place: what can be done stands below', async () => {
    const support = new ScriptedSupport();
    const element = await show(
      {
        entry: entryWith([
          { state: 'sending', progress: 900 },
          { state: 'failed', code: 'file-gone' },
        ]),
      },
      support,
    );
    element.style.inlineSize = '272px';
    const boxes = (selector: string) => findAll(element, selector).map((one) => one.getBoundingClientRect());
    const [sending, failed] = boxes('.buttons');
    const [name, , fault] = boxes('.about, .wrong .error');
    assert.isBelow(sending!.top, name!.bottom, 'beside its name');
    assert.isAtLeast(failed!.top, fault!.bottom);
    assert.isAbove(fault!.width, 190);
    assert.isAtMost(element.scrollWidth, 272);
  });

  it('say how far each is, and what is wrong with one that needs the person', async () => {
    const support = new ScriptedSupport();
    const entry = entryWith([{ state: 'done' }, { state: 'sending', progress: 900 }, {}, { state: 'failed', code: 'file-gone' }]);
    const element = await show({ entry }, support);
    assert.deepEqual(findAll(element, '.file .muted').map(wordsOf), ['2 kB, Sent', '2 kB, Sending, 45%', '2 kB, Waits', '2 kB']);
    assert.include(wordsOf(find(element, '.wrong .error')), 'Needs you. This device no longer has it.');
    const bar = find<HTMLProgressElement>(element, 'progress')!;
    assert.strictEqual(bar.position, 0.45);
    assert.deepEqual(findAll(element, 'button').map(wordsOf), ['Cancel', 'Cancel', 'Try again', 'Go without it']);
    assert.deepEqual(await faultsOf(element), []);
  });

  it('are tried again or left out one by one', async () => {
    const support = new ScriptedSupport();
    const asked: string[] = [];
    const outbox = {
      ...support.client.outbox,
      retry: async (id: string) => void asked.push(`retry ${id}`),
      dropFile: async (id: string, key: string) => void asked.push(`drop ${id} ${key}`),
    };
    const element = await show({ entry: entryWith([{}, { state: 'failed', code: 'invalid' }]) }, support);
    element.client = { ...support.client, outbox };
    await element.updateComplete;
    await click(button(element, 'Try again'));
    await click(button(element, 'Go without it'));
    await click(button(element, 'Cancel'));
    assert.deepEqual(asked, ['retry entry', 'drop entry k1', 'drop entry k0']);
  });

  it('offer nothing before the words have arrived: the whole entry can be changed then', async () => {
    const element = await show({ entry: entryWith([{}], false) }, new ScriptedSupport());
    assert.deepEqual(findAll(element, 'button'), []);
  });
});

describe('Files of a message', () => {
  it('are shown with name, size and how they stand; what is not there cannot be saved', async () => {
    const support = new ScriptedSupport();
    const bytes = new Uint8Array(3);
    const attachments = ['ready', 'pending', 'missing', 'held', 'refused', 'unheard-of'].map((state) =>
      support.files.add(`${state}.log`, 'text/plain', bytes, { state }),
    );
    const element = await show({ attachments }, support);
    assert.deepEqual(findAll(element, '.file .muted').map(wordsOf), [
      '3 bytes',
      '3 bytes, Still arriving',
      '3 bytes, Has not arrived',
      '3 bytes, Held back while it is checked',
      '3 bytes, Turned away by the check',
      '3 bytes, Still arriving',
    ]);
    assert.lengthOf(findAll(element, 'button', 'Download'), 1);
    assert.deepEqual(await faultsOf(element), []);
  });

  it('never show what is for staff alone', async () => {
    const support = new ScriptedSupport();
    const attachments = [support.files.add('note.log', 'text/plain', new Uint8Array(3), { visibility: 'internal' })];
    const element = await show({ attachments }, support);
    assert.deepEqual(names(element), []);
    assert.strictEqual(wordsOf(element.shadowRoot as unknown as Element), '');
  });

  it('are fetched with the person’s token and saved under a name that is safe', async () => {
    const support = new ScriptedSupport();
    const file = support.files.add('../photo\u202egnp.log', 'text/plain', new TextEncoder().encode('It is cold.'));
    const element = await show({ attachments: [file] }, support);
    const saved = new Promise<HTMLAnchorElement>((resolve) => {
      const press = HTMLAnchorElement.prototype.click;
      HTMLAnchorElement.prototype.click = function () {
        HTMLAnchorElement.prototype.click = press;
        resolve(this);
      };
    });
    await click(button(element, 'Download'));
    const link = await saved;
    assert.strictEqual(link.download, 'photognp.log');
    assert.match(link.href, /^blob:/);
    assert.deepEqual(
      support.asked.map(({ call, query }) => `${call}?${query}`),
      ['GET /v1/attachments/file-1?'],
    );
  });

  it('say why one could not be saved', async () => {
    const support = new ScriptedSupport();
    const file = support.files.add('a.log', 'text/plain', new Uint8Array(3));
    support.refuse('GET /v1/attachments/file-1', 404, 'not-found');
    const element = await show({ attachments: [file] }, support);
    await click(button(element, 'Download'));
    await until(() => find(element, '.error', 'There is no such ticket, or it is not open to you.'));
  });

  it('draw pictures that the server has verified, large ones when the person asks', async () => {
    const support = new ScriptedSupport();
    const bytes = new Uint8Array(await (await picture()).arrayBuffer());
    const small = support.files.add('small.png', 'image/png', bytes);
    const large = support.files.add('large.png', 'image/png', bytes, { size: 3 * 1024 ** 2 });
    const unsure = support.files.add('unsure.png', 'image/png', bytes, { image: undefined });
    const element = await show({ attachments: [small, large, unsure] }, support);
    await until(() => find(element, `[data-file=${small.id}] img`), 'the small one');
    assert.deepEqual(
      support.asked.map(({ call, query }) => `${call}?${query}`),
      ['GET /v1/attachments/file-1?inline=1'],
    );
    await click(button(element, 'Show'));
    await until(() => find(element, `[data-file=${large.id}] img`), 'the large one');
    assert.ok(!find(element, `[data-file=${unsure.id}] img`));
    assert.deepEqual(await faultsOf(element), []);
  });
});
