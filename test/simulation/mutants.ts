import type { Patch } from './subject.js';

/** A bug that is planted: what it is, and where. */
export interface Mutant extends Patch {
  name: string;
}

const mutant = (name: string, file: string, find: string, replace: string): Mutant => ({ name, file, find, replace });
const outbox = 'outbox/outbox.ts';
const delivery = 'outbox/delivery.ts';
const openDraft = 'drafts/open-draft.ts';
const sendDraft = 'drafts/send-draft.ts';
const store = 'storage/store.ts';

/** Bugs that peers have, and those that simulating has found here. Each has to be caught. */
export const mutants: readonly Mutant[] = [
  mutant(
    'an entry is removed before it is sent',
    delivery,
    'job.busy = true;\n',
    "job.busy = true;\n    await store.write([['outbox']], (entries) => entries.flatMap(([key]) => (key[3] === id ? [[key, undefined]] : [])));\n",
  ),
  mutant('a try that failed counts as sent', delivery, 'judge(trial, error, clock.now(), device.chance);', 'job.over = true;'),
  mutant(
    'a 500 counts as sent',
    delivery,
    'judge(trial, error, clock.now(), device.chance);',
    "if ((error as { status?: number }).status! >= 500) return await outbox.confirm(job, { ticket: 'x', number: 'HM-1' });\n      judge(trial, error, clock.now(), device.chance);",
  ),
  mutant('each try has a key of its own', delivery, 'const options = { key: id,', 'const options = { key: host.random(),'),
  mutant(
    'what an entry is made of goes under another key',
    outbox,
    'const { id, slot, input, value, left } = pressed;',
    'const { slot, input, value, left } = pressed;\n      const id = random();',
  ),
  mutant(
    'a refusal by the network is final, and the entry goes',
    delivery,
    'if (!(await outbox.keep(job))) return;',
    'if (trial.fails > 1) return void (job.over = true);\n    if (!(await outbox.keep(job))) return;',
  ),
  mutant(
    'a token that is missing takes the entry out',
    delivery,
    'Object.assign(trial, before);',
    'Object.assign(trial, before, (job.over = true));',
  ),
  mutant(
    'no person in the keys of records',
    store,
    'const scoped = (key: StorageKey) => [workspace, id, ...key];',
    'const scoped = (key: StorageKey) => [workspace, workspace, ...key];',
  ),
  mutant(
    'a device that refuses is taken for one that has saved',
    openDraft,
    '.catch(() => (failed = true));\n      if (record',
    '.catch(() => {});\n      if (record',
  ),
  mutant(
    'an entry that the device refused counts as resting there',
    outbox,
    "if ((error as StorageError).code === 'conflict') throw error;",
    "if ((error as StorageError).code === 'conflict') throw error;\n          job.at = keyOfJob(record);",
  ),
  mutant(
    'an entry that the device refused is dropped',
    outbox,
    'jobs.set(id, job);\n      });\n      host.tell();',
    'if (job.at) jobs.set(id, job);\n      });\n      host.tell();',
  ),
  mutant(
    'a draft ends before its entry rests',
    sendDraft,
    'core.dirty = false;',
    "core.dirty = false;\n  await core.host.store.write([], () => [[['draft', slot, id], undefined]]).catch(() => {});",
  ),
  mutant('a save does not look what another tab has saved', openDraft, 'clash = clashIn(entries);', 'clash = undefined;'),
  mutant(
    'files go before they have arrived',
    outbox,
    'job.over || (job.record.sent && job.record.files.every(({ done }) => done))',
    'job.over || job.record.sent',
  ),
  mutant(
    'a file counts as done before it has arrived',
    delivery,
    'job.progress.set(key, 0);\n',
    'job.progress.set(key, 0);\n    file.done = true;\n',
  ),
  mutant('files go to the attachment of another', delivery, 'given.find(({ key }) => key === file.key)?.id', 'given[0]?.id'),
  mutant('a mended entry loses its files', outbox, "if (kind === 'file') changes.push([fileKey(as, String(key)), value]);", ''),
  mutant(
    '"send" takes what is typed after it',
    sendDraft,
    'await settle();\n  if (core.other) throw',
    'await settle();\n  value = draft.value ?? value;\n  if (core.other) throw',
  ),
  mutant(
    'what is typed after "send" rests as what is sent',
    openDraft,
    'while (core.dirty && !core.other && !core.handing)',
    'while (core.dirty && !core.other)',
  ),
  mutant(
    'newer words of another tab go with what was sent',
    outbox,
    'if (!found || !pressed) return !!found;',
    'if (found || !pressed) return false;',
  ),
  mutant(
    'an entry that another tab has made a draft of comes back',
    outbox,
    'if (trace) leave(job, madeIn(trace));',
    'if (trace && madeIn(trace)) leave(job, madeIn(trace));',
  ),
];
