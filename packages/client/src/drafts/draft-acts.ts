// What is done with a draft but typing and sending. It comes with the first words, and not with the form.
import { StorageError } from '../errors/storage-error.js';
import type { StorageEntry } from '../storage/storage-port.js';
import type { DraftFile, DraftRecord, FileRecord } from './draft-record.js';
import { fileKey, readDraft } from './draft-record.js';
import type { FileInput } from './draft.js';
import type { DraftCore } from './open-draft.js';
import { retryDelay } from './open-draft.js';

/** Bytes, of all files of a draft together. */
const maxBytes = 64 * 2 ** 20;

/** Adds a file, and saves its bytes. */
export async function addFile(
  { draft, host, held, touch, notify, flush }: DraftCore,
  { bytes, ...file }: FileInput,
): Promise<DraftFile> {
  const size = bytes.byteLength;
  if (draft.files.reduce((sum, one) => sum + one.size, size) > maxBytes) {
    throw new StorageError('The files of one draft weigh 64 MiB together at most.', 'draft-too-large');
  }
  const added = { ...file, size, key: host.random() };
  held.set(added.key, bytes);
  draft.value ??= { answers: {} };
  draft.files = [...draft.files, added];
  touch();
  notify();
  await flush();
  return added;
}

/** Takes a file out, with its bytes. */
export async function removeFile({ draft, host: { store }, held, touch, notify, flush }: DraftCore, key: string): Promise<void> {
  draft.files = draft.files.filter((file) => file.key !== key);
  held.delete(key);
  touch();
  notify();
  await flush();
  const { slot, id } = draft;
  // After the text, which no longer names it. Where another tab's does, or has sent it, or where this fails, the bytes stay.
  await store
    .write([['draft', slot, id]], ([rest]) =>
      readDraft(rest?.[1])?.files.every((file) => file.key !== key) ? [[fileKey(id, key), undefined]] : [],
    )
    .catch(() => {});
}

/** Ends a conflict. */
export async function choose(core: DraftCore, which: 'mine' | 'theirs'): Promise<void> {
  const { draft, host, held, take, touch, flush } = core;
  const { slot, id } = draft;
  const ended = core.other === 'ended';
  const rests = ended ? undefined : (core.other as DraftRecord);
  if (which === 'theirs') take(rests, rests && id);
  else {
    if (ended) {
      // The id belongs to what was sent: what goes on from here is another draft, with bytes of its own.
      await holdFiles(core);
      draft.files = draft.files.filter(({ key }) => held.has(key));
      draft.id = host.random();
    }
    core.revision = rests?.revision ?? 0;
    core.other = undefined;
    draft.theirs = undefined;
    touch();
    await flush();
  }
  // What rested of it under the id of what was sent.
  if (ended && draft.state === 'saved')
    await host.store.write([['outbox']], (entries) => removal(entries, slot, id)).catch(() => {});
}

/** Ends the draft, and gives what brings it back. */
export async function discard(core: DraftCore): Promise<() => Promise<void>> {
  const { draft, host, me, held, settle, take, touch, flush } = core;
  await settle();
  await holdFiles(core);
  const { id, slot, value, files } = draft;
  const bytes = [...held];
  const ended = { value, files, left: core.left, revision: core.revision } as DraftRecord;
  let undone = !!core.other;
  const remove = (): Promise<void> =>
    host.store
      .write([['draft', slot, id], ['outbox']], (entries) => {
        const found = readDraft(entries.find(([[kind]]) => kind === 'draft')?.[1]);
        // Words that another tab has saved since were not seen here.
        if (undone || (found && found.by !== me && found.revision !== ended.revision)) return [];
        return removal(entries, slot, id);
      })
      .catch(() => void host.device.later(() => void remove(), retryDelay));
  take();
  await remove();
  return async () => {
    undone = true;
    await flush();
    take(ended, id, 'saving');
    for (const [key, file] of bytes) held.set(key, file);
    touch();
    await flush();
  };
}

/** Takes what rests of a draft off the device. Bytes that are on their way with what was sent under its id stay. */
function removal(entries: StorageEntry[], slot: string, id: string): StorageEntry[] {
  const draft: StorageEntry = [['draft', slot, id], undefined];
  return entries.some(([key]) => key[0] === 'outbox' && key[3] === id) ? [draft] : [draft, [fileKey(id), undefined]];
}

/** The bytes of a file. */
export async function readFile({ draft, host: { store }, held }: DraftCore, key: string): Promise<ArrayBuffer> {
  const [entry] = held.has(key) ? [] : await store.read(fileKey(draft.id, key));
  const bytes = held.get(key) ?? (entry?.[1] as FileRecord | undefined)?.bytes;
  if (!bytes) throw new StorageError('The device has not kept the bytes of this file.', 'storage-refused');
  return bytes;
}

/** Takes the bytes of all files into this tab, to save them under another id. */
async function holdFiles(core: DraftCore): Promise<void> {
  for (const { key } of core.draft.files)
    await readFile(core, key)
      .then((bytes) => core.held.set(key, bytes))
      .catch(() => {});
}
