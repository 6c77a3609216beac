import { createMemoryStorage, StorageError } from '@helpmark/client';
import type { Client } from '@helpmark/client';
import { assert } from '@open-wc/testing';
import {
  choose,
  drop,
  names,
  open,
  picture,
  settled,
  text,
  transferOf,
  troubles,
} from '../../../../test/support/page/files-on-page.js';
import type { AttachmentRules } from '../../../../test/support/page/files-on-page.js';
import {
  assertFocused,
  button,
  click,
  faultsOf,
  find,
  findAll,
  look,
  looks,
  press,
  until,
  wordsOf,
} from '../../../../test/support/page/person.js';
import { ScriptedSupport } from '../../../../test/support/page/scripted-support.js';
import { shownName } from './file-words.js';
import './ticket-attachments.define.js';

describe('Files of a draft', () => {
  it('are chosen by a button, and rest with the draft, each with its name, its size and where it is', async () => {
    const { element, draft, support } = await open();
    assert.include(wordsOf(find(element, '#hint')), 'Up to 5 files, 10 MB each: PNG, JPG, JPEG, TXT, LOG, PDF.');
    choose(element, text('server.log', 2048), text('notes.txt', 3));
    await settled(element);
    assert.deepEqual(names(element), ['server.log', 'notes.txt']);
    assert.deepEqual(findAll(element, '.file .muted').map(wordsOf), [
      '2 kB, Kept on this device',
      '3 bytes, Kept on this device',
    ]);
    assert.deepEqual(
      draft.files.map(({ name, type, size }) => ({ name, type, size })),
      [
        { name: 'server.log', type: 'text/plain', size: 2048 },
        { name: 'notes.txt', type: 'text/plain', size: 3 },
      ],
    );
    const again = await support.newClient().drafts.open('new');
    assert.deepEqual(
      again.files.map(({ name }) => name),
      ['server.log', 'notes.txt'],
    );
    assert.strictEqual(new TextDecoder().decode(await again.readFile(again.files[1]!.key)), 'aaa');
  });

  it('are taken wherever they are dropped on the form, which says so before, and nothing else that is dropped', async () => {
    const { element, form } = await open();
    const words = form.querySelector('textarea')!;
    const over = new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer: transferOf([text('a.log')]) });
    words.dispatchEvent(over);
    assert.ok(over.defaultPrevented);
    await until(() => find(element, '.drop', 'Drop the files here'));
    words.dispatchEvent(new DragEvent('dragleave', { bubbles: true, relatedTarget: document.body }));
    assert.ok(!find(element, '.drop'));
    assert.ok(drop(words, [text('a.log'), text('b.log')]));
    await settled(element);
    assert.deepEqual(names(element), ['a.log', 'b.log']);
    assert.ok(!drop(words, []), 'words that are dropped are the field’s');
  });

  it('are taken when they are pasted; where there are words as well, the words are meant', async function () {
    const { element, form } = await open();
    const words = form.querySelector('textarea')!;
    const paste = (clipboardData: DataTransfer) => {
      const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData });
      // Firefox lets no page put files into an event of its own.
      if (event.clipboardData!.files.length !== clipboardData.files.length) return this.skip();
      words.dispatchEvent(event);
      return event.defaultPrevented;
    };
    assert.strictEqual(paste(transferOf([await picture('image.png')])), true);
    await settled(element);
    assert.deepEqual(names(element), ['image.png']);
    assert.strictEqual(paste(transferOf([await picture()], 'A table')), false);
    await settled(element);
    assert.lengthOf(names(element), 1);
  });

  it('show themselves where they are pictures, and by the ending of their name otherwise', async () => {
    const { element } = await open();
    choose(element, await picture(), text('server.log'));
    await settled(element);
    const image = await until(() => find<HTMLImageElement>(element, 'img.picture'), 'the picture');
    assert.match(image.src, /^blob:/);
    await image.decode();
    assert.strictEqual(image.naturalWidth, 8);
    assert.strictEqual(wordsOf(find(element, 'span.picture')), 'LOG');
    element.remove();
    const gone = await fetch(image.src).then(
      () => false,
      () => true,
    );
    assert.ok(gone, 'the page keeps no picture of an element that is gone');
  });

  it('stay where the page forbids that pictures are drawn', async () => {
    const { element } = await open();
    choose(element, await picture());
    await settled(element);
    const image = await until(() => find<HTMLImageElement>(element, 'img.picture'));
    image.dispatchEvent(new Event('error'));
    await until(() => !find(element, 'img'));
    assert.strictEqual(wordsOf(find(element, 'span.picture')), 'PNG');
    assert.deepEqual(names(element), ['screen.png']);
  });

  it('are removed by a button that names them, which hands the focus on', async () => {
    const { element, draft } = await open();
    choose(element, text('a.log'), text('b.log'));
    await settled(element);
    const [first] = findAll<HTMLButtonElement>(element, 'button.removes');
    first!.focus();
    await press('Enter');
    await until(() => draft.files.length === 1);
    await until(() => wordsOf(element.shadowRoot!.querySelector('[role=status]')) === 'Removed: a.log');
    await until(() => element.shadowRoot!.activeElement === find(element, 'button.removes'), 'the focus is on the next');
    await press('Enter');
    await until(() => draft.files.length === 0);
    await until(() => element.shadowRoot!.activeElement === find(element, '.add'), 'the focus is on the button that adds');
  });

  it('tell the form of each that comes or goes', async () => {
    const { element, form } = await open();
    let told = 0;
    form.addEventListener('change', ({ target }) => (told += Number(target === element)));
    choose(element, text('a.log'), text('b.exe'));
    await settled(element);
    assert.strictEqual(told, 1);
    await click(button(element, 'Remove'));
    await until(() => told === 2);
  });
});

describe('A file that cannot be attached', () => {
  const cases: [string, Partial<AttachmentRules>, () => File, string][] = [
    [
      '[4-34] of a kind that is not accepted',
      {},
      () => text('tool.exe'),
      '“tool.exe” is of a kind that is not accepted. Accepted: PNG, JPG, JPEG, TXT, LOG, PDF.',
    ],
    ['[4-30] that is not what its name says', {}, () => text('photo.png'), '“photo.png” is not what its name says.'],
    [
      '[4-32] of bytes under the name of a log',
      {},
      () => new File([new Uint8Array([0x4d, 0x5a, 0, 0, 1])], 'x.log'),
      '“x.log” is not what its name says.',
    ],
    ['that is empty', {}, () => text('none.log', 0), '“none.log” is empty.'],
    [
      '[4-36] that is a byte too large',
      {},
      () => text('big.log', 10 * 1024 ** 2 + 1),
      '“big.log” is too large: 10 MB a file at most.',
    ],
    [
      '[4-37] that is too much with the others',
      { maxBytesTotal: 30 },
      () => text('more.log', 31),
      '“more.log” is too much: 30 bytes in all at most.',
    ],
  ];
  for (const [what, rules, file, words] of cases) {
    it(`${what} is told so by name, and can be put away`, async () => {
      const { element, draft } = await open(rules);
      choose(element, file());
      await settled(element);
      assert.lengthOf(troubles(element), 1);
      assert.include(troubles(element)[0]!, words);
      assert.ok(find(element, '[role=alert] .refused'));
      assert.deepEqual(draft.files, []);
      assert.ok(!element.faulty, 'it is no part of what is sent');
      await click(button(element, 'Close'));
      await until(() => troubles(element).length === 0);
      await until(() => element.shadowRoot!.activeElement === find(element, '.add'), 'the focus is on the button that adds');
    });
  }

  it('[4-36] of exactly the largest size is taken', async () => {
    const { element, draft } = await open();
    choose(element, text('big.log', 10 * 1024 ** 2));
    await settled(element);
    assert.deepEqual(troubles(element), []);
    assert.strictEqual(draft.files[0]!.size, 10 * 1024 ** 2);
  });

  it('[4-35] because it is the sixth is told so, also where it is dropped', async () => {
    const { element, form, draft } = await open();
    const six = [1, 2, 3, 4, 5, 6].map((number) => text(`${number}.log`));
    choose(element, ...six);
    await settled(element);
    assert.deepEqual(troubles(element), ['“6.log” is one too many: 5 files at most.']);
    drop(form, [text('7.log')]);
    await settled(element);
    assert.deepEqual(troubles(element), [
      '“6.log” is one too many: 5 files at most.',
      '“7.log” is one too many: 5 files at most.',
    ]);
    assert.lengthOf(draft.files, 5);
  });

  it('[4-73] counts with what was sent on the ticket before, where the policy says so', async () => {
    const own = { id: 'f', key: 'k', name: 'a.log', type: 'text/plain', size: 20, state: 'ready', visibility: 'public' };
    const support = new ScriptedSupport();
    const ticket = { ...support.addTicket(), attachments: [{ ...own, createdAt: '2026-11-20T09:00:00.000Z' }] };
    for (const [scope, taken] of [
      ['ticket', 1],
      ['message', 2],
      ['submission', 3],
    ] as const) {
      const { element, draft } = await open({ scope, maxFiles: 2 }, { ticket });
      choose(element, text('1.log'), text('2.log'), text('3.log'));
      await settled(element);
      assert.lengthOf(draft.files, taken, scope);
      assert.lengthOf(troubles(element), 3 - taken, scope);
    }
  });

  it('because the device cannot read it can be tried again', async () => {
    const { element, draft } = await open();
    const moved = text('moved.log');
    let fails = true;
    moved.arrayBuffer = async () => {
      if (fails) throw new DOMException('Moved.', 'NotReadableError');
      return new TextEncoder().encode('It is cold.').buffer;
    };
    choose(element, moved);
    await settled(element);
    assert.include(troubles(element)[0]!, '“moved.log” could not be read.');
    fails = false;
    await click(button(element, 'Try again'));
    await until(() => draft.files.length === 1);
    assert.deepEqual(troubles(element), []);
  });

  it('because the device has no room for it is told so, with how much room there is', async () => {
    const { element, draft } = await open();
    draft.addFile = () => Promise.reject(new StorageError('Full.', 'draft-too-large'));
    choose(element, text('a.log'));
    await settled(element);
    assert.deepEqual(troubles(element), ['“a.log” was not added: this device keeps 64 MB of files at most.']);
  });

  it('because what reads it cannot be loaded can be tried again', async () => {
    const support = new ScriptedSupport();
    let away = true;
    const client: Client = {
      ...support.client,
      attachments: () => (away ? Promise.reject(new TypeError('Away.')) : support.client.attachments()),
    };
    const { element, draft } = await open({}, { client });
    choose(element, text('a.log'));
    await settled(element);
    assert.deepEqual(troubles(element), ['“a.log” was not added: we could not be reached. Try again.']);
    away = false;
    await click(button(element, 'Try again'));
    await until(() => draft.files.length === 1);
  });

  it('any more, because the policy has changed, is marked, and has the focus when the form asks for it', async () => {
    const { element, known, draft } = await open();
    choose(element, text('a.log'), text('b.txt'));
    await settled(element);
    const attachments = { ...known.policy.attachments!, accept: [{ type: 'text/plain', extensions: ['log'] }] };
    element.known = { ...known, policy: { ...known.policy, attachments } };
    await element.updateComplete;
    assert.ok(element.faulty);
    assert.deepEqual(findAll(element, '.wrong .error').map(wordsOf), [
      '“b.txt” is of a kind that is not accepted. Accepted: LOG.',
    ]);
    element.focus();
    assertFocused(find(element, '.wrong button'));
    await click(find(element, '.wrong button')!);
    await until(() => draft.files.length === 1);
    assert.ok(!element.faulty);
  });
});

describe('The name of a file', () => {
  it('is shown as it was typed, without what turns it around, and long ones with their end', () => {
    assert.strictEqual(shownName('année 🧑‍🚒.log'), 'année 🧑‍🚒.log');
    assert.strictEqual(shownName('photo\u202egnp.exe'), 'photo\ufffdgnp.exe');
    assert.strictEqual(shownName('a\nb\0.log'), 'a\ufffdb\ufffd.log');
    const long = shownName(`${'x'.repeat(300)}-the-end.log`);
    assert.isAtMost(long.length, 44);
    assert.match(long, /^x+….*-the-end\.log$/);
  });

  it('is text, whatever it looks like', async () => {
    const { element } = await open();
    choose(element, text('<img src=x onerror=alert(1)>.log'));
    await settled(element);
    assert.deepEqual(names(element), ['<img src=x onerror=alert(1)>.log']);
  });
});

describe('The look of files', () => {
  for (const name of looks) {
    it(`has no fault of accessibility: ${name}`, async () => {
      const end = look(name);
      const { element } = await open();
      choose(element, await picture(), text('a.log'), text('b.exe'));
      await settled(element);
      assert.deepEqual(await faultsOf(element), []);
      end();
    });
  }

  it('stays with the draft where the element is taken out and put back', async () => {
    const { element, form } = await open();
    choose(element, text('a.log'));
    await settled(element);
    element.remove();
    form.append(element);
    await element.updateComplete;
    assert.deepEqual(names(element), ['a.log']);
    choose(element, text('b.log'));
    await until(() => names(element).length === 2);
  });

  it('offers camera, gallery and files where a finger points [4-09]', async () => {
    const original = window.matchMedia;
    window.matchMedia = (query) => ({ ...original.call(window, query), matches: query === '(pointer: coarse)' });
    try {
      const { element } = await open();
      assert.ok(button(element, 'Take a photo'));
      const input = [...element.shadowRoot!.querySelectorAll('input')].find(({ capture }) => capture === 'environment')!;
      assert.strictEqual(input.accept, 'image/png,image/jpeg');
      // The gallery and the files are the platform's own choice for a field that does not ask for the camera.
      assert.ok(button(element, /Add files/));
      assert.ok([...element.shadowRoot!.querySelectorAll('input')].find(({ capture, type }) => !capture && type === 'file'));
    } finally {
      window.matchMedia = original;
    }
  });
});

it('Files live in this tab where the device refuses them, and say so', async () => {
  const refuse = () => Promise.reject(new DOMException('No.', 'QuotaExceededError'));
  const support = new ScriptedSupport({ storage: { ...createMemoryStorage(), read: refuse, write: refuse } });
  const { element } = await open({}, { client: support.client });
  choose(element, text('a.log'));
  await until(() => find(element, '.file .muted', '20 bytes, In this tab only'));
});
