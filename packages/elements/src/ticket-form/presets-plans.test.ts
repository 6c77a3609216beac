import { consumerPlansPolicy } from '@helpmark/schema/presets/consumer-plans';
import { assert } from '@open-wc/testing';
import { answer, group, openForm } from '../../../../test/support/page/open-form.js';
import { click, control, faultsOf, findAll, option, until, wordsOf } from '../../../../test/support/page/person.js';

describe('The description of the preset consumer-plans', () => {
  const parts = [
    ['4-12', 'goal', 'What were you trying to do?'],
    ['4-13', 'description', 'What happened?'],
    ['4-14', 'startedAt', 'When did it start?'],
    ['4-16', 'tried', 'What have you tried already?'],
  ] as const;
  async function openGeneral() {
    const opened = await openForm(consumerPlansPolicy, 'general');
    await answer(opened.form, 'Subject', 'PDF files are refused');
    await answer(opened.form, 'What happened?', 'They are refused.');
    return opened;
  }

  for (const [row, key, label] of parts) {
    it(`asks “${label}” and sends the answer [${row}]`, async () => {
      const { form, sent, send } = await openGeneral();
      await answer(form, label, `My answer to ${key}.`);
      await send();
      await until(() => sent()[0]);
      const { body, fields } = sent()[0]!;
      assert.strictEqual(key === 'description' ? body : fields[key], `My answer to ${key}.`);
    });
  }

  it('takes the text of the error to the letter, in a font of one width, and sends it so [4-20]', async () => {
    const { form, sent, send } = await openForm(consumerPlansPolicy, 'technical');
    const text = '    at save (run.ts:7:1)\n\tat  main\n\n  caused by:  E\u00a042  \n';
    const place = control<HTMLTextAreaElement>(form, 'Error message');
    assert.strictEqual(place.localName, 'textarea');
    const { fontFamily, whiteSpace } = getComputedStyle(place);
    assert.include(fontFamily, 'monospace');
    assert.strictEqual(whiteSpace, 'pre');
    assert.notInclude(getComputedStyle(control(form, 'What happened?')).fontFamily, 'monospace');
    await answer(form, 'Subject', 'PDF files are refused');
    await answer(form, 'What happened?', 'They are refused.');
    await answer(form, 'Error message', text);
    assert.deepEqual(await faultsOf(form), []);
    await send();
    await until(() => sent()[0]);
    assert.strictEqual(sent()[0]!.fields['errorText'], text);
  });

  it('asks for the codes of the error, and sends them as they stand [4-22]', async () => {
    const { form, sent, send } = await openForm(consumerPlansPolicy, 'technical');
    await answer(form, 'Subject', 'PDF files are refused');
    await answer(form, 'What happened?', 'They are refused.');
    await answer(form, 'Error codes', 'E-1042, 0x80070005');
    await send();
    await until(() => sent()[0]);
    assert.strictEqual(sent()[0]!.fields['errorCodes'], 'E-1042, 0x80070005');
  });

  it('asks how often it happens: every time, sometimes or once [4-15]', async () => {
    const { form, sent, send } = await openGeneral();
    const often = group(form, 'How often does it happen?');
    assert.deepEqual(findAll(often, '.option').map(wordsOf), ['Every time', 'Sometimes', 'Once']);
    await click(option(often, 'Sometimes'));
    await send();
    await until(() => sent()[0]);
    assert.strictEqual(sent()[0]!.fields['frequency'], 'sometimes');
  });
});
