import { siteLicencePolicy } from '@helpmark/schema/presets/site-licence';
import { assert, fixture, html } from '@open-wc/testing';
import { button, click, find, focused, until, wordsOf } from '../../../../test/support/page/person.js';
import { ScriptedSupport } from '../../../../test/support/page/scripted-support.js';
import type { TicketFormElement } from '../ticket-form/ticket-form.js';
import '../ticket-attachments/ticket-attachments.define.js';
import '../ticket-form/ticket-form.define.js';

describe('A place for a screenshot', () => {
  const media = navigator.mediaDevices as MediaDevices | undefined;
  const original = media?.getDisplayMedia;
  afterEach(() => {
    if (media && original) media.getDisplayMedia = original;
  });

  /** A form in which evidence has its places. */
  async function open() {
    const support = new ScriptedSupport({ policy: siteLicencePolicy });
    const draft = await support.client.drafts.open('new');
    draft.save({ answers: { retried: 'yes' }, type: 'install' });
    await draft.flush();
    draft.close();
    const form = await fixture<TicketFormElement>(
      html`<hm-ticket-form lang="en" .client=${support.newClient()}></hm-ticket-form>`,
    );
    await until(() => find(form, '[data-slot]'), 'the places are drawn');
    await until(() => find(form, '[part=add-button]'), 'files can be added');
    return form;
  }
  const place = (form: Element) => find(form, '[data-slot=visible-clock]')!;
  const take = (form: Element) => click(button(place(form), 'Take a screenshot: With a clock in the picture'));

  it('takes one right into it: the picture is looked at, goes with the ticket and is named there', async function () {
    const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 64 });
    if (!media || !original || !('captureStream' in canvas)) return this.skip();
    const context = canvas.getContext('2d')!;
    media.getDisplayMedia = async () => {
      const stream = canvas.captureStream(30);
      const [track] = stream.getVideoTracks();
      const paint = () => {
        context.fillStyle = `hsl(${Math.random()}turn 80% 50%)`;
        context.fillRect(0, 0, 64, 64);
        if (track!.readyState === 'live') requestAnimationFrame(paint);
      };
      paint();
      return stream;
    };
    const form = await open();
    await take(form);
    const dialog = await until(() => find(form, 'dialog[open]'), 'the editor is open');
    await click(button(dialog, 'Use the picture'));
    await until(() => place(form).dataset['state'] === 'slotFile', 'the place is filled');
    const { value } = find<HTMLInputElement>(form, '#screens-visible-clock')!;
    assert.match(value, /^screenshot-\d{6}\.png$/);
    assert.strictEqual(wordsOf(find(form, '.file .name')), value);
    assert.strictEqual(find(form, '[data-evidence=shot-visible-clock]')!.dataset['present'], 'true');
    assert.strictEqual(focused()?.id, 'screens-visible-clock');
  });

  it('stays empty where none can be taken, and says what to do', async function () {
    if (!media || !original) return this.skip();
    media.getDisplayMedia = () => Promise.reject(new DOMException('no', 'NotFoundError'));
    const form = await open();
    await take(form);
    await until(() => wordsOf(find(form, '.slots + [role=alert]')).startsWith('The screenshot could not be taken.'));
    assert.strictEqual(place(form).dataset['state'], 'slotEmpty');
  });
});
