import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { inEveryEngine } from '../support/e2e/engines.js';
import type { FaultStage } from '../support/e2e/fault-stage.js';
import { assertArrivedOnce, assertWritten, bodyOf, startFaults, subjectOf, write } from '../support/e2e/fault-stage.js';
import { inPanel } from '../support/e2e/preset-stage.js';
import type { Fault } from '../support/e2e/recorder.js';
import { eventually, rests } from '../support/e2e/resting.js';
import type { Device, Screen } from '../support/e2e/screen.js';

const { button, heading } = inPanel;

const html = { 'Content-Type': 'text/html' };
/** What a network's own page says, and not the server. */
const welcome = '<!doctype html><title>Sign in to this network</title><p>Welcome!';
const problem = (status: number, code: string): Fault => ({
  status,
  headers: { 'Content-Type': 'application/problem+json' },
  body: JSON.stringify({ title: 'No', status, code, requestId: 'r' }),
});

const failures: { where: string; fault: Fault; atLeast?: number }[] = [
  { where: 'the answer is lost after the server has taken it', fault: 'no-answer' },
  { where: 'the line is cut before it arrives', fault: 'no-connection' },
  { where: 'the server fails', fault: problem(500, 'internal') },
  { where: 'a gateway has no server behind it', fault: { status: 502, headers: html, body: welcome } },
  {
    where: 'the server asks for three seconds, which it gets,',
    fault: { status: 429, headers: { 'Retry-After': '3' } },
    atLeast: 3_000,
  },
  { where: 'a proxy answers in its place that all is well', fault: { status: 200, headers: html, body: welcome } },
  {
    where: 'a proxy cuts the answer short',
    fault: { status: 201, headers: { 'Content-Type': 'application/json' }, body: '{"id":"' },
  },
];

describe('A ticket over a network that fails', () => {
  inEveryEngine(({ engine, newDevice }) => {
    let stage: FaultStage;
    let device: Device | undefined;
    let tab: Screen;
    before(async () => {
      stage = await startFaults();
    });
    beforeEach(async () => {
      // A page that WebKit ends in the middle of a transaction takes the database from all others of its browser.
      if (device && engine !== 'WebKit') return;
      await device?.close();
      device = await newDevice();
      tab = await device.openTab();
    });
    after(() => stage.close());

    /** A network as such is gone only where the engine has a switch for it. */
    const setOffline = async (offline: boolean) => {
      stage.door.faultOf = () => (offline ? 'no-connection' : undefined);
      await device?.setOffline?.(offline);
    };

    for (const { where, fault, atLeast = 0 } of failures) {
      it(`arrives once and by itself where ${where} and the person sees its number`, async () => {
        const person = stage.newPerson();
        await stage.openForm(tab, person);
        await write(tab, person);
        stage.nextSendings(fault);
        await tab.click(button('Send ticket'));
        const number = await assertArrivedOnce(stage, person, tab);
        await tab.seeText(`Sent. Your number is ${number}.`);
        const [first, second, ...others] = stage.sendings(person);
        assert.ok(first && second);
        assert.deepEqual(others, []);
        assert.ok(first.key);
        assert.equal(first.key, second.key);
        const waited = second.begun - first.begun;
        assert.ok(waited >= atLeast, `It was sent again after ${waited} ms.`);
      });
    }

    const none = engine === 'WebKit' ? 'no server can be reached, in place of no network,' : 'there is no network';
    it(`rests on the device where ${none} and arrives once by itself afterwards`, async () => {
      const person = stage.newPerson();
      await stage.openForm(tab, person);
      await stage.seeReady();
      await setOffline(true);
      await write(tab, person);
      await tab.click(button('Send ticket'));
      await tab.seeText('Saved on this device. We cannot be reached right now. It is sent by itself once we can be.');
      await rests(tab, bodyOf(person));
      assert.deepEqual(await stage.ticketsOf(person), []);
      assert.doesNotMatch(await tab.text(), /Your number is/);
      await setOffline(false);
      const number = await assertArrivedOnce(stage, person, tab);
      await tab.seeText(`Sent. Your number is ${number}.`);
    });

    it('takes one fresh token where the server refuses the old one, and the person sees nothing of it', async () => {
      const person = stage.newPerson();
      await stage.openForm(tab, person);
      await write(tab, person);
      stage.nextSendings(problem(401, 'token-invalid'));
      const before = stage.tokensOf(person);
      await tab.click(button('Send ticket'));
      await tab.seeText(`Sent. Your number is ${await assertArrivedOnce(stage, person, tab)}.`);
      assert.equal(stage.tokensOf(person), before + 1);
      const [first, second] = stage.sendings(person);
      assert.deepEqual([first!.status, second!.status], [401, 201]);
      assert.equal(first!.key, second!.key);
    });

    it('is tried once more with a fresh token where it is not allowed, then explained, with every word kept [1-31]', async () => {
      const person = stage.newPerson();
      await stage.openForm(tab, person);
      await write(tab, person);
      stage.nextSendings(problem(403, 'not-allowed'), problem(403, 'not-allowed'));
      const before = stage.tokensOf(person);
      await tab.click(button('Send ticket'));
      await tab.seeText('This is not open to your account.');
      assert.equal(stage.tokensOf(person), before + 1);
      assert.equal(stage.sendings(person).length, 2);
      await assertWritten(tab, person);
      await tab.click(button('Send ticket'));
      await assertArrivedOnce(stage, person, tab);
      await tab.see(heading(subjectOf(person)));
    });

    it('waits where nobody is signed in any more, and arrives once when somebody is', async () => {
      const person = stage.newPerson();
      await stage.openForm(tab, person);
      await write(tab, person);
      // Both the server and the host refuse: the session is over.
      stage.door.faultOf = ({ method, path }) =>
        path.startsWith('/token') ? 'no-connection' : method === 'POST' ? problem(401, 'token-invalid') : undefined;
      await tab.click(button('Send ticket'));
      await tab.seeText('Your sign-in has run out. Sign in again, and it is sent by itself.');
      await rests(tab, bodyOf(person));
      stage.door.faultOf = () => undefined;
      await tab.click(button('Try now'));
      await tab.seeText(`Sent. Your number is ${await assertArrivedOnce(stage, person, tab)}.`);
    });

    it('is nowhere said to be sent before it is', async () => {
      const person = stage.newPerson();
      await stage.openForm(tab, person);
      await write(tab, person);
      stage.nextSendings('silence');
      await tab.click(button('Send ticket'));
      await eventually(() => stage.sendings(person).length === 1, 'Nothing was sent.');
      await tab.see(button('Sending…'));
      assert.doesNotMatch(await tab.text(), /Your number is|Sent\./);
      // Whoever looks again finds it sent: the server had it.
      await stage.openForm(tab, person);
      await assertArrivedOnce(stage, person, tab);
    });
  });
});
