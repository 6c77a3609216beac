import type { MessageInput, TicketInput } from '@helpmark/schema';
import { isBlank } from '@helpmark/schema';
import { StorageError } from '../errors/storage-error.js';
import type { OutboxEntry } from '../outbox/outbox-entry.js';
import type { Outbox } from '../outbox/outbox.js';
import { withoutKeys } from './draft-record.js';
import type { Draft } from './draft.js';
import type { DraftCore } from './open-draft.js';

/** A draft as it stood when "send" was pressed. */
export type PressedDraft = Pick<Draft, 'value' | 'files'>;

/** Hands a draft over to the outbox as it stood when "send" was pressed, and ends it. */
export async function sendDraft(
  outbox: Pick<Outbox, 'add'>,
  core: DraftCore,
  input: TicketInput | MessageInput,
  { value = { answers: {} }, files }: PressedDraft,
): Promise<OutboxEntry> {
  const { draft, me, held, settle, take, flush } = core;
  await settle();
  if (core.other) throw new StorageError('Another tab has saved other words: choose first.', 'conflict');
  const { id, slot } = draft;
  const left = draft.omit.filter((key) => !isBlank(value.answers[key]));
  const rests = { ...value, answers: withoutKeys(value.answers, left) };
  core.dirty = false;
  let entry: OutboxEntry;
  try {
    const pressed = { id, slot, input, value: rests, files, left, by: me, revision: core.revision, held: new Map(held) };
    entry = await outbox.add(pressed);
  } catch (error) {
    core.handing = false;
    core.dirty = true;
    await flush();
    throw error;
  }
  core.handing = false;
  // What came after the press is no part of the entry, and a draft of its own.
  const typed = JSON.stringify(draft.value ?? value) === JSON.stringify(value) ? undefined : draft.value;
  const added = draft.files.filter((file) => !files.includes(file));
  const bytes = added.map(({ key }) => [key, held.get(key)!] as const);
  take();
  if (typed || added.length > 0) {
    draft.files = added;
    for (const [key, file] of bytes) held.set(key, file);
    draft.save(typed ?? { answers: {} });
  }
  return entry;
}
