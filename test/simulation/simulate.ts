import type { MessageInput, TicketInput } from '@helpmark/schema';
import type * as Subject from '@helpmark/client';
import type { Draft, OutboxEntry } from '@helpmark/client';
import { createHash } from 'node:crypto';
import { sampleTicket } from '../support/handler.js';
import type { Arrived, Backend } from './backend.js';
import { judge } from './judge.js';
import type { Writing } from './ledger.js';
import { Ledger, textOf, versionOf } from './ledger.js';
import type { Random } from './random.js';
import { createRandom } from './random.js';
import type { Tab } from './world.js';
import { noFaults, World } from './world.js';

/** What came of a seed: what was found wrong, if anything, and what happened. */
export interface Outcome {
  seed: number;
  faults: string[];
  /** Tickets and messages that the server has in the end, and their files. */
  arrived: number;
  files: number;
  trace: string[];
}

interface Person {
  world: World;
  ledger: Ledger;
  random: Random;
  tabs: Map<Tab, Map<string, Draft>>;
  /** Slots that can be written to: tickets that were sent, and those that wait. */
  slots: Set<string>;
}

/** Lets a person do what chance brings, with faults, then heals everything and looks what is left. */
export async function simulate(subject: typeof Subject, backend: Backend, seed: number): Promise<Outcome> {
  const random = createRandom(seed);
  const id = `person-${seed}-${backend.next()}`;
  const ledger = new Ledger();
  const serve = await backend.serveTo(id, ledger);
  const how = { locks: random.happens(0.6), channel: random.happens(0.6) };
  const world = new World(subject, random, serve, { workspace: 'acme', id }, await backend.tokenFor(id), how);
  const person: Person = { world, ledger, random, tabs: new Map(), slots: new Set(['new']) };
  openTab(person);
  const steps = 10 + random.below(25);
  let there: Arrived[] = [];
  try {
    await actions.write(person);
    for (let step = 0; step < steps; step++) {
      const name = random.pick(weighted);
      world.trace.push(`${world.now} ${name}`);
      await actions[name](person);
      await world.run(random.pick([20, 100, 500, 1_500, 6_000, 40_000]));
    }
    await heal(person);
    there = await backend.everythingOf(id);
    await judgeAll(person, there);
  } catch (error) {
    ledger.faults.push(String((error as Error).stack));
  }
  const files = there.reduce((sum, one) => sum + one.files.size, 0);
  return { seed, faults: ledger.faults, arrived: there.length, files, trace: world.trace };
}

function openTab({ world, ledger, tabs, slots }: Person): Tab {
  const tab = world.open();
  tabs.set(tab, new Map());
  tab.client.outbox.subscribe((sent) => {
    if (!sent) return;
    ledger.sent(sent, tab.name);
    if (sent.kind === 'ticket') {
      slots.delete(sent.slot);
      slots.add(sent.ticket);
    }
  });
  return tab;
}

const alive = ({ tabs }: Person): Tab[] => [...tabs.keys()].filter((tab) => tab.alive);

/** A tab and one of the things that are open in it. */
function pickDraft(person: Person): { tab: Tab; draft: Draft } | undefined {
  const { random, tabs } = person;
  const open = alive(person).flatMap((tab) => [...tabs.get(tab)!.values()].map((draft) => ({ tab, draft })));
  return open.length > 0 ? random.pick(open) : undefined;
}

async function openDraft(person: Person, tab: Tab, slot: string): Promise<Draft> {
  const { world, tabs } = person;
  const drafts = tabs.get(tab)!;
  const known = drafts.get(slot);
  if (known) return known;
  const draft = await world.settle(tab.client.drafts.open(slot));
  drafts.set(slot, draft);
  watch(person, tab, draft);
  return draft;
}

function watch({ world, ledger }: Person, tab: Tab, draft: Draft): void {
  draft.subscribe(() => {
    world.trace.push(`${world.now} ${tab.name} ${draft.slot} ${draft.id.slice(0, 4)} ${draft.state}`);
    if (tab.alive && draft.state === 'saved') ledger.saved(draft.value, draft.files);
  });
}

/** Drafts that are being handed over to the outbox. */
const sendings = new WeakSet<Draft>();

function type({ ledger, random }: Person, tab: Tab, draft: Draft): Writing | undefined {
  if (draft.state === 'conflict') return undefined;
  // Who types on while the draft is being handed over begins something new.
  const going = !sendings.has(draft) && ledger.ofValue(draft.value);
  const writing = going || ledger.begin(random.text().slice(0, 12));
  writing.version++;
  writing.waived = undefined;
  writing.by.add(tab.name);
  draft.save({ type: 'billing', answers: { text: textOf(writing) } });
  return writing;
}

function inputOf(draft: Draft, valid: boolean): TicketInput | MessageInput {
  const text = String(draft.value!.answers['text']);
  if (draft.slot !== 'new') return { body: valid ? text : '' };
  return { ...sampleTicket({ subject: text, body: text, fields: valid ? {} : { impact: undefined } }) };
}

/** Presses "send". */
function send(person: Person, tab: Tab, draft: Draft, valid = true): Promise<unknown> {
  const { ledger, slots, world } = person;
  const { value, slot } = draft;
  const writing = ledger.ofValue(value);
  if (!writing || draft.state === 'conflict') return Promise.resolve();
  if (valid) writing.pressed.add(textOf({ ...writing, version: versionOf(value!.answers['text']) }));
  // Pressed a second time while it is handed over, it is what the first press gave.
  const again = sendings.has(draft);
  sendings.add(draft);
  const going = draft.send(inputOf(draft, valid)).finally(() => sendings.delete(draft));
  return going.then(
    (entry) => {
      if (!tab.alive || again) return;
      ledger.entered(entry, value!);
      if (slot === 'new') slots.add(entry.slot);
    },
    (error: { code?: string }) => {
      if (error.code !== 'conflict') ledger.faults.push(`${world.now} send failed with ${error.code ?? String(error)}`);
    },
  );
}

function pickEntry(person: Person): { tab: Tab; entry: OutboxEntry } | undefined {
  const found = alive(person).flatMap((tab) => tab.client.outbox.list().map((entry) => ({ tab, entry })));
  return found.length > 0 ? person.random.pick(found) : undefined;
}

/** Takes an entry back and mends it. */
async function mend(person: Person, tab: Tab, entry: OutboxEntry, thenSend: boolean): Promise<void> {
  const { world, ledger, tabs, slots } = person;
  // An earlier version has arrived, and this one is given up: sent again it would be another ticket, by the person's own wish.
  if (entry.code === 'key-reused') {
    const writing = ledger.ofEntry(entry);
    // What of its files was still to come goes with it.
    if (writing) writing.chosen = true;
    return world.settle(tab.client.outbox.discard(entry.id)).catch(() => {});
  }
  const at = await world.settle(tab.client.outbox.edit(entry.id)).catch(() => undefined);
  if (!at) return;
  ledger.taken(entry);
  slots.delete(entry.slot);
  const draft = await world.settle(tab.client.drafts.open(at.slot, { id: at.id }));
  world.trace.push(`${world.now} ${tab.name} mends ${at.slot} ${at.id} ${draft.state}`);
  watch(person, tab, draft);
  const drafts = tabs.get(tab)!;
  drafts.get(at.slot)?.close();
  drafts.set(at.slot, draft);
  if (!thenSend || !draft.value) return;
  await world.settle(send(person, tab, draft));
}

/** Ends a tab. What was seen as saved in it has to be there afterwards. */
function crash(person: Person, tab: Tab): void {
  const { tabs, ledger } = person;
  for (const entry of tab.client.outbox.list()) if (!entry.onDevice) ledger.waive(ledger.ofEntry(entry), 'in a tab that crashed');
  for (const draft of tabs.get(tab)!.values()) {
    if (draft.state === 'saved') ledger.saved(draft.value, draft.files);
  }
  tab.crash();
  if (alive(person).length === 0) openTab(person);
}

const storms = {
  calm: {},
  outage: { requestLost: 1 },
  lossy: { requestLost: 0.2, answerLost: 0.3, twice: 0.3, malformed: 0.1 },
  server: { failing: 0.3, busy: 0.2, answerLost: 0.2, hangs: 0.1 },
  token: { noToken: 0.6 },
  device: { storageFails: 0.3, storageFailsLate: 0.2, storageHangs: 0.03 },
  dead: { storageFails: 1 },
  everything: {
    storageFails: 0.15,
    storageFailsLate: 0.15,
    answerLost: 0.3,
    twice: 0.2,
    failing: 0.2,
    noToken: 0.1,
  },
};

const actions = {
  async write(person: Person) {
    const tab = person.random.pick(alive(person));
    type(person, tab, await openDraft(person, tab, person.random.pick([...person.slots])));
  },
  async writeOn(person: Person) {
    const at = pickDraft(person);
    if (at) type(person, at.tab, at.draft);
  },
  async attach(person: Person) {
    const { ledger, random, world } = person;
    const at = pickDraft(person);
    const writing = ledger.ofValue(at?.draft.value);
    if (!at || !writing || at.draft.state === 'conflict' || at.draft.files.length > 3) return;
    if (sendings.has(at.draft)) return;
    const noise = Array.from({ length: random.below(40) }, () => random.below(256));
    const bytes = Uint8Array.from([...Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...noise]);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const name = `${random.text().slice(0, 6)}.png`;
    writing.by.add(at.tab.name);
    writing.files.set(name, bytes);
    await world.settle(at.draft.addFile({ name, type: 'image/png', bytes: bytes.buffer, sha256 }));
  },
  async detach(person: Person) {
    const at = pickDraft(person);
    const file = at?.draft.files[0];
    if (!at || !file || at.draft.state === 'conflict') return;
    person.ledger.ofValue(at.draft.value)?.safeFiles.delete(file.name);
    await person.world.settle(at.draft.removeFile(file.key));
  },
  async send(person: Person) {
    const at = pickDraft(person);
    if (at) void send(person, at.tab, at.draft);
  },
  async sendWrong(person: Person) {
    const at = pickDraft(person);
    // A reply without words is none that the server refuses where it brings files.
    if (at && (at.draft.slot === 'new' || at.draft.files.length === 0)) void send(person, at.tab, at.draft, false);
  },
  async sendEverywhere(person: Person) {
    for (const tab of alive(person)) {
      const draft = person.tabs.get(tab)!.get('new');
      if (draft) void send(person, tab, draft);
    }
  },
  async openTab(person: Person) {
    if (alive(person).length < 5) openTab(person);
  },
  async openHere(person: Person) {
    await openDraft(person, person.random.pick(alive(person)), 'new');
  },
  crash: async (person: Person) => crash(person, person.random.pick(alive(person))),
  /** In the moment after "send" is pressed, while the device still writes. */
  async sendAndCrash(person: Person) {
    const at = pickDraft(person);
    if (!at) return;
    void send(person, at.tab, at.draft);
    await person.world.run(person.random.below(4));
    crash(person, at.tab);
  },
  /** Types on in the moment after "send" is pressed, while an earlier save may still run. */
  async sendAndType(person: Person) {
    const { world, random, ledger } = person;
    const at = pickDraft(person);
    if (!at) return;
    const { tab, draft } = at;
    type(person, tab, draft);
    if (random.happens(0.5)) void draft.flush();
    await world.run(random.below(4));
    let sent = false;
    const { id } = draft;
    void send(person, tab, draft).then(() => (sent = draft.id !== id));
    await world.run(random.below(4));
    const typed = type(person, tab, draft);
    await world.run(random.pick([1, 4, 20, 1_500]));
    if (random.happens(0.3)) return crash(person, tab);
    if (tab.alive && sent && typed && ledger.ofValue(draft.value) !== typed)
      ledger.faults.push(`${typed.mark}: what was typed after "send" is gone`);
  },
  async freeze(person: Person) {
    const tab = person.random.pick(alive(person));
    tab.frozenUntil = person.world.now + person.random.below(60_000);
  },
  async wake(person: Person) {
    person.random.pick(alive(person)).wake();
  },
  async hide(person: Person) {
    person.random.pick(alive(person)).hide();
  },
  async clock({ world, random }: Person) {
    world.skew = (random.below(5) - 2) * random.pick([60_000, 3_600_000, 86_400_000]);
  },
  async storm({ world, random }: Person) {
    world.faults = { ...noFaults, ...storms[random.pick(Object.keys(storms) as (keyof typeof storms)[])] };
  },
  async calm({ world }: Person) {
    world.faults = { ...noFaults };
  },
  async retry(person: Person) {
    const at = pickEntry(person);
    if (at) await person.world.settle(at.tab.client.outbox.retry(at.entry.id));
  },
  async mend(person: Person) {
    const at = pickEntry(person);
    if (at) await mend(person, at.tab, at.entry, person.random.happens(0.5));
  },
  async takeBack(person: Person) {
    const at = pickEntry(person);
    if (!at || at.entry.sent || person.random.happens(0.5)) return;
    const gone = await person.world.settle(at.tab.client.outbox.discard(at.entry.id)).then(
      () => true,
      () => false,
    );
    if (gone) person.ledger.waive(person.ledger.ofEntry(at.entry), 'taken back');
  },
  async discard(person: Person) {
    const { ledger, random, world } = person;
    const at = pickDraft(person);
    if (!at || at.draft.state === 'conflict') return;
    const { value } = at.draft;
    const undo = await world.settle(at.draft.discard());
    const writing = ledger.ofValue(value);
    ledger.waive(writing, 'discarded');
    if (writing) writing.discarded = true;
    if (random.happens(0.5)) await world.settle(undo());
  },
  async choose(person: Person) {
    for (const tab of alive(person)) {
      for (const draft of person.tabs.get(tab)!.values()) await choose(person, tab, draft);
    }
  },
};

const weights: Record<keyof typeof actions, number> = {
  ...{
    write: 6,
    writeOn: 4,
    attach: 2,
    detach: 0.5,
    send: 8,
    sendWrong: 1,
    sendEverywhere: 1,
    openTab: 2,
    openHere: 2,
    crash: 2,
    sendAndCrash: 1,
    sendAndType: 1,
    freeze: 1,
  },
  ...{ wake: 1, hide: 1, clock: 1, storm: 4, calm: 1, retry: 1, mend: 1, takeBack: 0.5, discard: 1, choose: 2 },
};
const weighted = Object.entries(weights).flatMap(([name, weight]) =>
  Array.from({ length: weight * 2 }, () => name as keyof typeof actions),
);

/** Ends a conflict as the person may: with either version. */
async function choose(person: Person, tab: Tab, draft: Draft): Promise<void> {
  const { ledger, random, world } = person;
  if (draft.state !== 'conflict' || !draft.theirs) return;
  const theirs = draft.theirs.value;
  const mine = draft.value;
  const other = ledger.ofValue(theirs) !== ledger.ofValue(mine);
  for (const value of [theirs, mine]) if (ledger.ofValue(value)) ledger.ofValue(value)!.chosen = true;
  if (random.happens(0.5)) {
    // The other version lives on in the other tab, or was sent; this one is given up.
    if (other && theirs) ledger.waive(ledger.ofValue(mine), 'given up for another tab’s');
    else if (ledger.ofValue(mine)) ledger.ofValue(mine)!.safe = undefined;
    await world.settle(draft.choose('theirs'));
    return;
  }
  if (other && theirs) ledger.waive(ledger.ofValue(theirs), 'written over from another tab');
  // An older version may be what they want.
  else if (theirs && ledger.ofValue(mine)) ledger.ofValue(mine)!.safe = undefined;
  await world.settle(draft.choose('mine'));
  // What was sent already and goes on here is another writing.
  if (!theirs && mine) {
    const writing = ledger.begin(random.text().slice(0, 12));
    writing.version = 1;
    writing.by.add(tab.name);
    for (const { name } of draft.files) {
      for (const known of ledger.writings.values()) if (known.files.has(name)) writing.files.set(name, known.files.get(name)!);
    }
    draft.save({ type: 'billing', answers: { text: textOf(writing) } });
  }
}

/** Everything works again, and the person does what they are asked to; then nothing may wait any more. */
async function heal(person: Person): Promise<void> {
  const { world, ledger, tabs } = person;
  world.faults = { ...noFaults };
  world.skew = 0;
  openTab(person);
  for (let round = 0; round < 8; round++) {
    await world.run(round === 0 ? 60_000 : 360_000);
    const done = (tab: Tab) =>
      tab.client.outbox.list().length === 0 && [...tabs.get(tab)!.values()].every(({ state }) => state === 'saved');
    if (alive(person).every(done)) break;
    for (const tab of alive(person)) {
      tab.frozenUntil = 0;
      for (const draft of tabs.get(tab)!.values()) await choose(person, tab, draft);
      for (const entry of tab.client.outbox.list()) {
        for (const file of entry.files) {
          if (file.code !== 'file-gone') continue;
          // Another tab may have its bytes still, one that was asleep: it is given up where no tab has.
          const { outbox } = tab.client;
          await world.settle(round < 2 ? outbox.retry(entry.id) : outbox.dropFile(entry.id, file.key)).catch(() => {});
        }
        if (entry.state === 'refused') await mend(person, tab, entry, true);
      }
    }
  }
  for (const tab of alive(person)) {
    for (const entry of tab.client.outbox.list()) {
      if (isOrphan(person, entry)) ledger.waive(ledger.ofEntry(entry), 'its ticket was taken back');
      else
        ledger.faults.push(
          `${tab.name} still has ${entry.state} ${entry.id}, ${entry.code ?? ''}, slot ${entry.slot} ${entry.sent ? JSON.stringify(entry.files) : JSON.stringify({ ...entry, input: 0 })}`,
        );
    }
    for (const draft of tabs.get(tab)!.values()) {
      if (draft.value && draft.state !== 'saved')
        ledger.faults.push(`${world.now} ${tab.name} still has a draft ${draft.slot} ${draft.id} as ${draft.state}`);
    }
  }
}

/** A message to a ticket that never came to be. */
const isOrphan = ({ tabs }: Person, { kind, slot }: OutboxEntry): boolean =>
  kind === 'message' &&
  slot.startsWith('new:') &&
  ![...tabs.keys()].some(
    (tab) => tab.alive && tab.client.outbox.list().some((one) => one.kind === 'ticket' && one.slot === slot),
  );

/** Compares what is left, on the server and on the device, with what was written. */
async function judgeAll(person: Person, there: Arrived[]): Promise<void> {
  const { world, ledger } = person;
  const drafts = await world.settle(alive(person).at(-1)!.client.drafts.list());
  const stranger = world.open({ person: { ...world.person, id: 'somebody else' } });
  const seen = await world.settle(stranger.client.drafts.list());
  if (seen.length > 0) ledger.faults.push('somebody else on the device sees the drafts');
  judge(ledger, there, drafts);
}
