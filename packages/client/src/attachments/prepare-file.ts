import type { FileFacts, FileIssue, PolicyView, SentFiles } from '@helpmark/schema';
import { checkFiles, sniffLength, typeOfName } from '@helpmark/schema';
import { sha256Of } from './sha256.js';
import { stripMetadata } from './strip-metadata.js';

/** A file that may be attached, as it will be sent. */
export interface PreparedFile {
  /** As the device gave it. */
  name: string;
  /** The media type that the policy has for the name's extension. */
  type: string;
  /** Bytes. */
  size: number;
  bytes: ArrayBuffer;
  /** In lower-case hexadecimal digits. */
  sha256: string;
}

/** What a file is held against. */
export interface FileContext {
  /** The policy's `attachments`. */
  rules: PolicyView['attachments'];
  /** The files that the message has already. */
  present: readonly Pick<FileFacts, 'name' | 'size'>[];
  /** What the person sent on the ticket before, for a reply. */
  sent?: SentFiles | undefined;
}

/** Either what may be attached, or what is wrong with it. */
export type PrepareResult = { file: PreparedFile; issue?: undefined } | { file?: undefined; issue: FileIssue };

/**
 * Reads a file that a person chose: checks name, size and number before its bytes are touched, its first bytes next, then takes
 * metadata out of pictures unless the policy keeps it, and hashes what will be sent.
 *
 * @throws {DOMException} where the device cannot read it, for one that was moved or changed since.
 */
export async function prepareFile(chosen: Blob & { name: string }, context: FileContext): Promise<PrepareResult> {
  const { rules, present, sent } = context;
  const { name } = chosen;
  const check = (head?: Uint8Array) =>
    checkFiles(rules, [...present, { name, size: chosen.size, head }], sent).find(({ at }) => at === present.length);
  const early = check();
  if (early) return { issue: early };
  const whole = new Uint8Array(await chosen.arrayBuffer());
  const issue = check(whole.subarray(0, sniffLength));
  if (issue) return { issue };
  const type = (rules && typeOfName(rules, name)) ?? '';
  const { buffer: bytes } = rules?.keepMetadata ? whole : stripMetadata(type, whole);
  return { file: { name, type, size: bytes.byteLength, bytes, sha256: await sha256Of(bytes) } };
}
