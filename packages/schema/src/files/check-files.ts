import type { AttachmentRules } from '../policy/service.js';
import { agreesWith } from './content-type.js';

/** What is known of a file before its bytes are sent. */
export interface FileFacts {
  name: string;
  /** The media type that it is announced with. Left out, it is what the policy has for the name's extension. */
  type?: string | undefined;
  /** Bytes. */
  size: number;
  /** Its first `sniffLength` bytes, where they are at hand: then name and content must agree as well. */
  head?: Uint8Array | undefined;
}

/** What a person has sent before, as far as the policy's scope asks. */
export interface SentFiles {
  /** True for a message on a ticket that there is already. */
  reply: boolean;
  /** Files that the same person sent on the ticket, but those that a scan refused. */
  files: number;
  /** Their bytes in all. */
  bytes: number;
}

/** What can be wrong with a file; {@link FileIssue} says what each means. */
export type FileFault = 'not-taken' | 'empty' | 'wrong-type' | 'wrong-content' | 'too-large' | 'too-many' | 'too-much';

/** One fault of one file. */
export interface FileIssue {
  /** The file's place in the list. */
  at: number;
  /**
   * `not-taken`: the policy takes no files. `empty`: no bytes. `wrong-type`: the extension is not accepted, or not of the type.
   * `wrong-content`: the bytes are something else than the name says. `too-large`, `too-many`, `too-much`: over the limit of size,
   * number, size in all.
   */
  code: FileFault;
  /** The limit that is passed: bytes, or a number of files. */
  limit?: number;
  /** The extensions that are accepted. */
  accepted?: string[];
}

/** Nothing was sent before: the first message of a ticket. */
const nothingSent: SentFiles = { reply: false, files: 0, bytes: 0 };

/**
 * Holds files against a policy's rules: the same in the browser and on the server.
 *
 * @param rules - The policy's `attachments`; without any, no file is taken.
 * @param files - All files of the message, in order: a file over number or size in all is refused, not those before it.
 * @param sent - What the same person sent on the ticket before.
 * @returns One issue a file at most; none where all may be sent.
 */
export function checkFiles(
  rules: AttachmentRules | undefined,
  files: readonly FileFacts[],
  sent: SentFiles = nothingSent,
): FileIssue[] {
  const issues: FileIssue[] = [];
  const unlimited = rules?.scope === 'submission' && sent.reply;
  const before = rules?.scope === 'ticket' ? sent : nothingSent;
  let [count, bytes] = [before.files, before.bytes];
  files.forEach((file, at) => {
    const fault = faultOf(rules, file);
    if (fault) {
      issues.push({ at, ...fault });
    } else if (rules && !unlimited && count + 1 > rules.maxFiles) {
      issues.push({ at, code: 'too-many', limit: rules.maxFiles });
    } else if (rules && !unlimited && bytes + file.size > rules.maxBytesTotal) {
      issues.push({ at, code: 'too-much', limit: rules.maxBytesTotal });
    } else {
      count += 1;
      bytes += file.size;
    }
  });
  return issues;
}

/** What is wrong with a file by itself. */
function faultOf(rules: AttachmentRules | undefined, file: FileFacts): Omit<FileIssue, 'at'> | undefined {
  if (!rules || rules.maxFiles === 0) return { code: 'not-taken' };
  const type = file.type ?? typeOfName(rules, file.name);
  const extension = extensionOf(file.name);
  if (!rules.accept.some((kind) => kind.type === type && kind.extensions.includes(extension))) {
    return { code: 'wrong-type', accepted: rules.accept.flatMap(({ extensions }) => extensions) };
  }
  if (file.size === 0) return { code: 'empty' };
  if (file.size > rules.maxBytesPerFile) return { code: 'too-large', limit: rules.maxBytesPerFile };
  if (type !== undefined && file.head && !agreesWith(type, file.head)) return { code: 'wrong-content' };
  return undefined;
}

/** The media type that a policy has for a name's extension; nothing where it does not accept it. */
export function typeOfName(rules: Pick<AttachmentRules, 'accept'>, name: string): string | undefined {
  const extension = extensionOf(name);
  return rules.accept.find(({ extensions }) => extensions.includes(extension))?.type;
}

/** What stands after the last dot, in lower case. Nothing is trimmed: `a.png ` has an extension that nobody accepts. */
const extensionOf = (name: string) => /\.([^.]*)$/.exec(name)?.[1]?.toLowerCase() ?? '';
