import type { AttachmentInput, FileIssue, Issue, Policy } from '@helpmark/schema';
import { checkFiles } from '@helpmark/schema';
import { invalid } from '../problem.js';
import type { Context } from '../route.js';
import type { AnnouncedFile } from './items.js';

const day = 24 * 3600 * 1000;

/**
 * Holds a manifest against the policy's limits, and against the bytes that person and workspace may send in a day.
 *
 * @param ticket - The id of the ticket that the files go to; nothing for a new one.
 * @returns The files as they are kept.
 * @throws {ProblemError} `invalid`, with an issue for each file that is not taken.
 */
export async function announceFiles(
  call: Pick<Context, 'records' | 'workspace' | 'person' | 'policy' | 'now' | 'dailyBytes'>,
  inputs: AttachmentInput[] = [],
  ticket?: string,
): Promise<AnnouncedFile[]> {
  if (inputs.length === 0) return [];
  const { records, workspace, person, policy, now, dailyBytes } = call;
  const sent = ticket === undefined ? undefined : await records.sentFiles(workspace, ticket, person.id);
  const issues = checkFiles(policy.attachments, inputs, sent && { reply: true, ...sent });
  if (issues.length > 0) throw invalid(issues.map((issue) => issueOf(issue, inputs, policy)));

  const bytes = inputs.reduce((sum, { size }) => sum + size, 0);
  const since = new Date(Date.parse(now) - day).toISOString();
  for (const [limit, author] of [[dailyBytes.person, person.id] as const, [dailyBytes.workspace, undefined] as const]) {
    if ((await records.announcedBytes(workspace, author, since)) + bytes <= limit) continue;
    const message = 'No more bytes can be sent today: send the message without files, and the files tomorrow.';
    throw invalid([{ path: ['attachments'], code: 'too-much-today', message }]);
  }
  return inputs.map(({ key, name, type, size, sha256 }) => ({ key, name: storable(name), type, size, sha256 }));
}

/** A database keeps neither halves of signs nor null characters. */
function storable(name: string): string {
  return name.replace(/\p{Cs}/gu, '\ufffd').replaceAll('\0', '\ufffd');
}

function issueOf({ at, code, limit, accepted }: FileIssue, files: AttachmentInput[], policy: Policy): Issue {
  const { type } = files[at]!;
  const sentences: Record<FileIssue['code'], string> = {
    'not-taken': 'This workspace takes no files.',
    empty: 'The file has no bytes.',
    'wrong-type': `A file of type "${type}" with this name is not taken; these extensions are: ${accepted?.join(', ')}.`,
    'wrong-content': `The bytes are not of type "${type}".`,
    'too-large': `A file has at most ${limit} bytes.`,
    'too-many': `At most ${limit} files are taken for a ${policy.attachments?.scope === 'message' ? 'message' : 'ticket'}.`,
    'too-much': `The files have at most ${limit} bytes in all.`,
  };
  return { path: ['attachments', at], code, message: sentences[code] };
}
