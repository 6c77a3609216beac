import { assert, fixture, html } from '@open-wc/testing';
import { button, click, faultsOf, find, findAll, press, until, wordsOf } from '../../../../test/support/page/person.js';
import { policyOf } from '../../../../test/support/page/policies.js';
import { ScriptedSupport } from '../../../../test/support/page/scripted-support.js';
import './help-panel.define.js';
import type { HelpPanelElement } from './help-panel.js';

const newTicket = /new ticket|new one/i;

async function open(submit: boolean) {
  const support = new ScriptedSupport({ policy: policyOf([], { capabilities: { submit } }) });
  const ticket = support.addTicket({ subject: 'The export is empty' }, 'Since this morning.');
  const panel = await fixture<HelpPanelElement>(html`<hm-help-panel .client=${support.client}></hm-help-panel>`);
  await panel.show();
  return { support, ticket, panel };
}

describe('Where a person may not send tickets', () => {
  it('the panel opens with their tickets, and nothing in list, thread or header offers a new one', async () => {
    const { support, ticket, panel } = await open(false);
    await until(() => find(panel, '[part=ticket]'));
    assert.strictEqual(wordsOf(find(panel, 'h2')), 'Your tickets');
    assert.deepEqual(findAll(panel, 'button', newTicket).map(wordsOf), []);
    assert.ok(!find(panel, 'button', 'Back'), 'there is no form to go back to');
    assert.match(wordsOf(find(panel, '.new-ticket')), /cannot be sent from this account/);
    assert.deepEqual(await faultsOf(panel), []);

    for (const status of ['resolved', 'closed']) {
      support.setStatus(ticket, status);
      panel.openTicket(ticket.id);
      await until(() => find(panel, `[data-status=${status}]`));
      assert.deepEqual(findAll(panel, 'button', newTicket).map(wordsOf), [], status);
      assert.notMatch(wordsOf(find(panel, '[part=composer]')), newTicket, status);
      await click(button(panel, 'Back'));
      await until(() => find(panel, '[part=ticket]'));
    }
    panel.hide();
  });

  it('where they may, the list leads to the form by mouse and by keyboard', async () => {
    const { panel } = await open(true);
    await until(() => find(panel, 'form'));
    await click(button(panel, 'Your tickets'));
    await until(() => find(panel, '[part=ticket]'));
    button(panel, 'New ticket').focus();
    await press('Enter');
    await until(() => find(panel, 'form'));
    assert.strictEqual(wordsOf(find(panel, 'h2')), 'How can we help?');
    panel.hide();
  });
});
