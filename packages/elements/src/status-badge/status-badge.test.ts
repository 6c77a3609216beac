import type { Policy, Status } from '@helpmark/schema';
import { textFor } from '@helpmark/schema';
import { clientPortalPolicy } from '@helpmark/schema/presets/client-portal';
import { consumerPlansPolicy } from '@helpmark/schema/presets/consumer-plans';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import { assert, fixture, html } from '@open-wc/testing';
import { faultsOf, find, look, looks, wordsOf } from '../../../../test/support/page/person.js';
import type { StatusBadgeElement } from './status-badge.js';
import './status-badge.define.js';

const draw = ({ phase, label, meaning }: Pick<Status, 'phase' | 'label' | 'meaning'>) =>
  fixture<StatusBadgeElement>(
    html`<hm-status-badge
      .phase=${phase}
      .label=${textFor(label, 'en', 'en')}
      .meaning=${textFor(meaning, 'en', 'en')}
    ></hm-status-badge>`,
  );

const statusOf = ({ statuses }: Policy, key: string) => statuses.find((status) => status.key === key)!;
const drawingOf = (badge: Element) => find(badge, 'path')!.getAttribute('d')!;

/** What is read out: all words, also those that are not seen, and none that are hidden from a screen reader. */
function readOut(badge: StatusBadgeElement) {
  const copy = badge.renderRoot.querySelector('[part=base]')!.cloneNode(true) as Element;
  for (const silent of copy.querySelectorAll('[aria-hidden=true], [hidden]')) silent.remove();
  return wordsOf(copy);
}

describe('The status badge', () => {
  for (const [id, key, says] of [
    ['2-22', 'open', /^Open: Received, and not yet being worked on\.$/],
    ['2-23', 'in-progress', /^In [Pp]rogress: Someone is (actively )?working on it\.$/],
  ] as const) {
    it(`says what “${key}” means in the presets that have it [${id}]`, async () => {
      for (const policy of [defaultPolicy, clientPortalPolicy]) {
        const badge = await draw(statusOf(policy, key));
        assert.match(readOut(badge), says, policy.version);
        assert.strictEqual(find(badge, '[part=base]')!.title, textFor(statusOf(policy, key).meaning, 'en', 'en'));
      }
    });
  }

  for (const [id, key, says] of [
    ['4-74', 'new', 'New: Just created, and not yet assigned.'],
    ['4-75', 'open', 'Open: An agent is working on it.'],
    ['4-76', 'waiting', 'Waiting: We await your response.'],
    ['4-77', 'on-hold', 'On Hold: We await someone else on our side.'],
    ['4-78', 'resolved', 'Resolved: We gave a solution.'],
    ['4-79', 'closed', 'Closed: The issue is confirmed as resolved, or nobody answered.'],
  ] as const) {
    it(`shows “${key}” by a label and a drawing of its own, and reads out what it means [${id}]`, async () => {
      const badge = await draw(statusOf(consumerPlansPolicy, key));
      assert.strictEqual(readOut(badge), says);
      assert.ok(find(badge, 'svg')!.getBoundingClientRect().width > 0);
      for (const other of consumerPlansPolicy.statuses.filter((status) => status.key !== key)) {
        assert.notStrictEqual(drawingOf(await draw(other)), drawingOf(badge), other.key);
        assert.notStrictEqual(other.label, badge.label);
      }
    });
  }

  it('follows a status that changes', async () => {
    const badge = await draw(statusOf(consumerPlansPolicy, 'new'));
    const before = drawingOf(badge);
    Object.assign(badge, statusOf(consumerPlansPolicy, 'closed'));
    await badge.updateComplete;
    assert.match(readOut(badge), /^Closed: /);
    assert.notStrictEqual(drawingOf(badge), before);
    assert.strictEqual(badge.getAttribute('phase'), 'closed');
  });

  it('is drawn by attributes alone, and reads out a label without a meaning as it stands', async () => {
    const badge = await fixture<StatusBadgeElement>(html`<hm-status-badge phase="resolved" label="Done"></hm-status-badge>`);
    assert.strictEqual(readOut(badge), 'Done');
    assert.ok(!find(badge, '[title]'));
    assert.strictEqual(drawingOf(badge), drawingOf(await draw(statusOf(defaultPolicy, 'resolved'))));
  });

  it('still draws something for a phase that a newer server names', async () => {
    const badge = await fixture<StatusBadgeElement>(html`<hm-status-badge phase="parked" label="Parked"></hm-status-badge>`);
    assert.strictEqual(readOut(badge), 'Parked');
    assert.ok(drawingOf(badge));
  });

  it('shows other words in place of the label where the page puts some', async () => {
    const badge = await fixture<StatusBadgeElement>(html`<hm-status-badge label="Open">Being read</hm-status-badge>`);
    const slot = badge.renderRoot.querySelector('slot')!;
    assert.deepEqual(
      slot.assignedNodes().map(({ textContent }) => textContent),
      ['Being read'],
    );
  });

  it('takes its colours from the page where it sets them', async () => {
    const badge = await draw(statusOf(defaultPolicy, 'resolved'));
    badge.style.setProperty('--hm-status-badge-fill', 'rgb(1, 2, 3)');
    badge.style.setProperty('--hm-status-badge-color', 'rgb(250, 251, 252)');
    const { backgroundColor, color } = getComputedStyle(find(badge, '[part=base]')!);
    assert.deepEqual([backgroundColor, color], ['rgb(1, 2, 3)', 'rgb(250, 251, 252)']);
  });

  for (const name of looks) {
    it(`has no fault that axe finds, in any phase: ${name}`, async () => {
      const undo = look(name);
      for (const status of consumerPlansPolicy.statuses) assert.deepEqual(await faultsOf(await draw(status)), [], status.key);
      undo();
    });
  }
});
