import type { Draft, DraftFile } from '@helpmark/client';
import { cover } from '@helpmark/client/privacy';
import type { PrivacyGuard } from '@helpmark/client/privacy';
import type { Found, Guarded } from './guarded.js';

/** Bytes of a file that the guard reads. */
const readBytes = 1_048_576;

/** The text that the guard read of a file. */
const headOf = (bytes: ArrayBuffer) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.slice(0, readBytes));

/** The mark with which some editors begin a text; what the guard reads is without it. */
const mark = '\ufeff';

/** What was found in the files of a draft. A file is read once: its bytes never change. */
export class GuardedFiles {
  readonly #found = new Map<string, Promise<Found[]>>();

  /** Looks into the files that were not looked into before. What the device cannot read cannot be sent either. */
  async check(draft: Draft | undefined, guard: PrivacyGuard): Promise<Found[]> {
    const found = (draft?.files ?? []).map((file) => {
      const known = this.#found.get(file.key) ?? look(file, draft!, guard).catch(() => []);
      this.#found.set(file.key, known);
      return known;
    });
    return (await Promise.all(found)).flat();
  }
}

async function look({ key, name, type }: DraftFile, draft: Draft, guard: PrivacyGuard): Promise<Found[]> {
  const bytes = await draft.readFile(key);
  const blob = new Blob([bytes], { type });
  const found = await guard.checkFile({ name, type, slice: (from, to) => blob.slice(from, to) });
  const text = found.text.length > 0 ? headOf(bytes).replace(mark, '') : '';
  return (['name', 'text'] as const).flatMap((part) =>
    found[part].map((finding) => ({
      finding,
      text: part === 'name' ? name : text,
      key: `${key} ${part} ${finding.kind} ${finding.start}`,
      at: { file: key, name, part },
    })),
  );
}

/**
 * Puts a file with what was found in it covered in the place of one of a draft.
 *
 * @param found - Everything to be covered in this file.
 * @throws {Error} where it cannot be read, is no text after all, or could not be sent any more.
 */
export async function coverFile(key: string, found: readonly Found[], { known, client, draft, sent }: Guarded): Promise<void> {
  const file = draft?.files.find((one) => one.key === key);
  if (!draft || !file || !client) return;
  const covered = (part: 'name' | 'text', text: string) => {
    const here = found.filter(({ at }) => 'file' in at && at.part === part);
    return cover(
      text,
      here.map(({ finding }) => finding),
    );
  };
  const bytes = await draft.readFile(key);
  const parts: BlobPart[] = [bytes];
  if (found.some(({ at }) => 'file' in at && at.part === 'text')) {
    const head = headOf(bytes);
    const { length } = new TextEncoder().encode(head);
    // Positions count characters: bytes that are none would move what follows them.
    if (length !== Math.min(bytes.byteLength, readBytes)) throw new Error('The file is not text as UTF-8 writes it.');
    const before = head.startsWith(mark) ? mark : '';
    parts.splice(0, 1, before, covered('text', head.slice(before.length)), bytes.slice(length));
  }
  const mended = new File(parts, covered('name', file.name), { type: file.type });
  const present = draft.files.filter((one) => one !== file);
  const prepared = await (await client.attachments()).prepare(mended, { rules: known.policy.attachments, present, sent });
  if (!prepared.file) throw new Error(`The covered file is refused: ${prepared.issue.code}.`);
  // The covered one first: what fails must not lose the file.
  await draft.addFile(prepared.file);
  await draft.removeFile(key);
}
