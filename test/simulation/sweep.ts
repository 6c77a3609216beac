import type * as Subject from '@helpmark/client';
import { sampleTicket } from '../support/handler.js';
import type { Backend } from './backend.js';
import { Ledger, textOf } from './ledger.js';
import { createRandom } from './random.js';
import type { Planned, Tab } from './world.js';
import { World } from './world.js';

/** What a person does, step by step, in one tab; the faults come from outside. */
interface Scene {
  world: World;
  ledger: Ledger;
  tab: Tab;
  /** Writes something in a slot and sends it off; gives its text. */
  send: (slot: string, valid?: boolean) => Promise<string>;
}

/** Each ends with the texts that must be with the server, once, when everything works again. */
export const scenarios: Record<string, (scene: Scene) => Promise<string[]>> = {
  'a ticket': async ({ send }) => [await send('new')],
  'two tickets': async ({ send }) => [await send('new'), await send('new')],
  'a ticket and a message to it while it waits': async ({ send, tab, world }) => {
    const ticket = await send('new');
    const slot = tab.client.outbox.list()[0]?.slot;
    const text = slot === undefined ? [] : [await send(slot)];
    await world.run(1_000);
    return [ticket, ...text];
  },
  'a refused ticket, mended': async ({ send, tab, world, ledger }) => {
    await send('new', false);
    await world.run(20_000);
    const refused = tab.client.outbox.list().find(({ state }) => state === 'refused');
    if (!refused) return [];
    const at = await world.settle(tab.client.outbox.edit(refused.id));
    const draft = await world.settle(tab.client.drafts.open(at.slot, { id: at.id }));
    const text = String(draft.value?.answers['text']);
    ledger.of(text)!.pressed.add(text);
    // Where the device did not take the entry out, it asks whose words go on.
    if (draft.state === 'conflict') await world.settle(draft.choose('mine'));
    await world.settle(draft.send(sampleTicket({ subject: text, body: text })));
    return [text];
  },
  'a draft that is read again in another tab and sent from there': async ({ tab, world, ledger }) => {
    const writing = ledger.begin('a1');
    const text = textOf(writing);
    const first = await world.settle(tab.client.drafts.open('new'));
    first.save({ answers: { text } });
    await world.run(2_000);
    await world.settle(first.flush());
    if (first.state !== 'saved') return [];
    tab.crash();
    const other = world.open();
    other.client.outbox.subscribe((sent) => sent && ledger.sent(sent, other.name));
    const again = await world.settle(other.client.drafts.open('new'));
    // A device that does not give it now gives it later.
    await world.run(20_000);
    if (again.value?.answers['text'] !== text) return world.planned?.forever ? [] : [`${text} was not there again`];
    writing.pressed.add(text);
    await world.settle(again.send(sampleTicket({ subject: text, body: text })));
    return [text];
  },
};

/** Plays a scenario with one fault; gives what was wrong afterwards, and how many calls of the kind there were. */
export async function play(
  subject: typeof Subject,
  backend: Backend,
  name: string,
  planned: Planned,
): Promise<{ faults: string[]; calls: number }> {
  const id = `sweep-${backend.next()}`;
  const ledger = new Ledger();
  const world = new World(
    ...([
      subject,
      createRandom(7),
      await backend.serveTo(id, ledger),
      { workspace: 'acme', id },
      await backend.tokenFor(id),
    ] as const),
    { locks: true, channel: true },
  );
  world.planned = planned;
  const tab = world.open();
  tab.client.outbox.subscribe((sent) => sent && ledger.sent(sent, tab.name));
  let at = 0;
  const send = async (slot: string, valid = true) => {
    const writing = ledger.begin(`w${++at}`);
    const text = textOf(writing);
    if (valid) writing.pressed.add(text);
    const draft = await world.settle(tab.client.drafts.open(slot));
    draft.save({ answers: { text } });
    const fields = valid ? {} : { impact: undefined };
    const input = slot === 'new' ? sampleTicket({ subject: text, body: text, fields }) : { body: text };
    await world.settle(draft.send(input));
    draft.close();
    return text;
  };
  try {
    const expected = await scenarios[name]!({ world, ledger, tab, send });
    // The network comes back; a device that refuses for ever goes on refusing.
    await world.run(30_000);
    if (planned.kind === 'network') world.planned = undefined;
    await world.run(60_000);
    const there = await backend.everythingOf(id);
    for (const text of expected) {
      const count = there.filter((one) => one.text === text).length;
      if (count !== 1) ledger.faults.push(`${text} arrived ${count} times`);
    }
    for (const { text } of there) {
      if (!ledger.of(text)?.pressed.has(text)) ledger.faults.push(`${text} arrived, and was never sent`);
    }
    const left = world.tabs.filter((one) => one.alive).flatMap((one) => one.client.outbox.list());
    // What is refused waits for the person, in sight.
    for (const { state, code } of left.filter((entry) => entry.state !== 'refused'))
      ledger.faults.push(`an entry is left as ${state} after ${code ?? 'nothing'}`);
  } catch (error) {
    ledger.faults.push(String((error as Error).stack));
  }
  return { faults: ledger.faults, calls: world.counts[planned.kind] };
}
