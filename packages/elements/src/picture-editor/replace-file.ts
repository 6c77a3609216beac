import type { Client, Draft } from '@helpmark/client';
import type { PolicyAnswer, SentFiles } from '@helpmark/schema';

/** Where a file is replaced, and what the new one is held against. */
interface Place {
  client: Client;
  draft: Draft;
  rules: PolicyAnswer['policy']['attachments'];
  sent?: SentFiles | undefined;
}

/**
 * Puts a file in the place of one of a draft. Where that fails, the one that was there stays.
 *
 * @returns The key of the new one.
 * @throws {Error} where it may not be sent, or does not fit.
 */
export async function replaceFile(key: string, file: File, { client, draft, rules, sent }: Place): Promise<string> {
  const present = draft.files.filter((one) => one.key !== key);
  const prepared = await (await client.attachments()).prepare(file, { rules, present, sent });
  if (!prepared.file) throw new Error(`The file is refused: ${prepared.issue.code}.`);
  const added = await draft.addFile(prepared.file);
  await draft.removeFile(key);
  return added.key;
}
