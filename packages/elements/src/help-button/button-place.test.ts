import { sendMouse } from '@web/test-runner-commands';
import { assert, fixture, html } from '@open-wc/testing';
import { button, click, find, focused, next, press, until } from '../../../../test/support/page/person.js';
import { policyOf } from '../../../../test/support/page/policies.js';
import { ScriptedSupport } from '../../../../test/support/page/scripted-support.js';
import '../help-panel/help-panel.define.js';
import type { HelpPanelElement } from '../help-panel/help-panel.js';
import type { HelpButtonElement } from './help-button.js';
import './help-button.define.js';

async function draw(attributes: Record<string, string>, dir = 'ltr') {
  const { client } = new ScriptedSupport({ policy: policyOf([]) });
  const host = await fixture<HTMLElement>(html`<div dir=${dir}><hm-help-button .client=${client}></hm-help-button></div>`);
  const help = host.querySelector<HelpButtonElement>('hm-help-button')!;
  for (const [name, value] of Object.entries(attributes)) help.setAttribute(name, value);
  return { help, round: help.shadowRoot!.querySelector('button')! };
}

async function open(help: HelpButtonElement) {
  await help.show();
  await until(() => find(help, 'form'));
  const dialog = help.shadowRoot!.querySelector('hm-help-panel')!.shadowRoot!.querySelector('dialog')!;
  await Promise.all(dialog.getAnimations().map(({ finished }) => finished));
  return dialog;
}

/** The distances to the window's edges, by their physical names. */
const edgesOf = (element: Element) => {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return { left, top, right: innerWidth - right, bottom: innerHeight - bottom };
};
const nearest = (element: Element) => {
  const { left, top, right, bottom } = edgesOf(element);
  return `${top < bottom ? 'top' : 'bottom'} ${left < right ? 'left' : 'right'}`;
};

describe('The place of the help button', () => {
  for (const [corner, dir, where] of [
    ['bottom-start', 'ltr', 'bottom left'],
    ['top-end', 'ltr', 'top right'],
    ['top-start', 'rtl', 'top right'],
  ] as const) {
    it(`is any corner, by the direction of writing, and its panel opens there: ${corner}, ${dir}`, async () => {
      const { help, round } = await draw({ corner }, dir);
      assert.strictEqual(nearest(round), where);
      assert.deepEqual(Object.values(edgesOf(round)).filter((edge) => edge === 20).length, 2);
      const dialog = await open(help);
      const { left, top, right, bottom } = edgesOf(dialog);
      assert.strictEqual(where.startsWith('top') ? top : bottom, 84);
      assert.strictEqual(where.endsWith('left') ? left : right, 20);
      await help.hide();
    });
  }

  it('has the page’s own distances, and covers nothing but its own box', async () => {
    const { help, round } = await draw({ corner: 'bottom-start' });
    help.style.setProperty('--hm-help-button-offset-block', '100px');
    help.style.setProperty('--hm-help-button-offset-inline', '7px');
    assert.include(edgesOf(round), { left: 7, bottom: 100 });
    const { width, height } = help.getBoundingClientRect();
    assert.deepEqual([width, height], [0, 0]);
  });

  it('changes by drawing where the page lets it, opens nothing by that, and tells the page', async () => {
    const { help, round } = await draw({ movable: '' });
    await help.load();
    const { x, y, width, height } = round.getBoundingClientRect();
    const middle: [number, number] = [Math.round(x + width / 2), Math.round(y + height / 2)];
    const moved = next(help, 'hm-button-moved');
    await sendMouse({ type: 'move', position: middle });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: [60, 90] });
    await sendMouse({ type: 'move', position: [100, 120] });
    await sendMouse({ type: 'up' });
    const { corner, offsets } = await moved;
    assert.strictEqual(corner, 'top-start');
    const { left, top } = edgesOf(round);
    // Under the pointer the button is a little larger.
    assert.closeTo(offsets.block!, top, 3);
    assert.closeTo(offsets.inline!, left, 3);
    assert.closeTo(left + width / 2, 100, 4);
    assert.closeTo(top + height / 2, 120, 4);
    assert.isFalse(help.open);
    await click(round);
    await until(() => help.open);
    await help.hide();
  });

  it('changes without drawing, too: a button in the panel goes around the corners, by keyboard as well', async () => {
    const { help, round } = await draw({ movable: '', lang: 'en' });
    const dialog = await open(help);
    const mover = await until(() => find(help, 'button', 'Move the help button to another corner'));
    mover.focus();
    const places: string[] = [];
    for (let at = 0; at < 4; at += 1) {
      const moved = next(help, 'hm-button-moved');
      await press('Enter');
      const { corner, offsets } = await moved;
      assert.deepEqual(offsets, {});
      const [block, inline] = nearest(round).split(' ') as ['top' | 'bottom', 'left' | 'right'];
      await until(() => edgesOf(dialog)[block] === 84 && edgesOf(dialog)[inline] === 20);
      places.push(`${corner}: ${nearest(round)}`);
    }
    assert.deepEqual(places, [
      'bottom-start: bottom left',
      'top-start: top left',
      'top-end: top right',
      'bottom-end: bottom right',
    ]);
    assert.ok(focused() === mover);
    await help.hide();
  });

  it('stays where it is for everybody where the page says nothing', async () => {
    const { help } = await draw({});
    await open(help);
    assert.ok(!find(help, 'button', /Move/));
    await help.hide();
  });
});

describe('The mode of the panel', () => {
  it('is a modal in the middle, which holds the focus', async () => {
    const { help } = await draw({ mode: 'modal' });
    const dialog = await open(help);
    assert.isTrue(dialog.matches(':modal'));
    const { left, right, top, bottom } = edgesOf(dialog);
    assert.closeTo(left, right, 1);
    assert.closeTo(top, bottom, 1);
    await press('Escape');
    await until(() => !help.open);
  });

  it('is a drawer as high as the window, beside a page that stays usable', async () => {
    const { help } = await draw({ mode: 'drawer' });
    const dialog = await open(help);
    assert.isFalse(dialog.matches(':modal'));
    assert.include(edgesOf(dialog), { top: 0, bottom: 0, right: 0 });
    await help.hide();
    help.setAttribute('corner', 'bottom-start');
    await open(help);
    await until(() => edgesOf(dialog).left === 0);
    await help.hide();
  });

  it('is a part of the page where the panel stands, and says so where it is closed', async () => {
    const { client } = new ScriptedSupport({ policy: policyOf([]) });
    const panel = await fixture<HelpPanelElement>(html`<hm-help-panel mode="inline" .client=${client}></hm-help-panel>`);
    await panel.show();
    await until(() => find(panel, 'form'));
    const dialog = find<HTMLDialogElement>(panel, 'dialog')!;
    assert.isFalse(dialog.matches(':modal, :popover-open'));
    assert.strictEqual(dialog.getBoundingClientRect().width, panel.parentElement!.clientWidth);
    await click(button(panel, 'Close'));
    assert.isFalse(panel.open);
    assert.isFalse(dialog.open);
  });
});
