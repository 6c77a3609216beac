import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Policy } from '@helpmark/schema';
import { Upload } from '@tus/server';
import { parse } from 'content-disposition';
import { announceFiles } from '../lifecycle/announce-files.js';
import { findAnyTicket } from '../lifecycle/any-ticket.js';
import type { Scene } from '../lifecycle/items.js';
import { internalEvent } from '../lifecycle/items.js';
import { takeStep } from '../lifecycle/step.js';
import type { CountRequest, DailyBytes } from '../limits.js';
import { ProblemError } from '../problem.js';
import type { AttachmentRecord } from '../store/attachment-records.js';
import type { Store } from '../store/store.js';
import type { FileStore, StoredFile } from './file-store.js';
import type { LinkToken } from './link-token.js';
import { readLinkToken } from './link-token.js';
import { findBytes, verifyBytes } from './verify.js';

/** What links work with. */
export interface LinkParts {
  store: Store;
  files: FileStore;
  policyOf: (workspace: string) => Promise<Policy>;
  countRequest: CountRequest;
  dailyBytes: DailyBytes;
  clock: () => Date;
  /** Whether whole files wait for a scan. */
  scanned: boolean;
  /** Called when a file waits for it. */
  scanHeld: () => void;
}

/** Answers `POST /v1/upload-links`. */
export type UseLink = (request: Request, requestId: string) => Promise<Response>;

/**
 * Makes the door for one file from outside: its bytes are the request's body, its name is in `Content-Disposition`. The file is for
 * staff alone until they show it; the link is used up once it is there, and not by a try that fails.
 */
export function createLinkDoor(parts: LinkParts): UseLink {
  const { store, files, policyOf, countRequest, dailyBytes, clock, scanned, scanHeld } = parts;

  return async (request, requestId) => {
    const token = readLinkToken(request.headers.get('authorization'));
    if (!token) throw noLink();
    const { workspace, id } = token;
    countRequest({ workspace, id: `upload-link ${id}` }, 'writes');
    const ticket = await ticketOf(store, token, clock().toISOString());
    const facts = readFacts(request);
    const policy = await policyOf(workspace);
    const now = clock().toISOString();
    // By the limits of a message of its own, and of nobody who sent anything before.
    const person = { workspace, id: '', role: 'requester' };
    const announced = { ...facts, key: id, sha256: '' };
    const [named] = await store.read((records) =>
      announceFiles({ records, workspace, person, policy, now, dailyBytes }, [announced]),
    );

    const file: StoredFile = { workspace, id: randomUUID(), size: facts.size };
    try {
      const sha256 = await receive(files, file, request);
      await verifyBytes(files, file, { ...facts, sha256 });
      const attachment: AttachmentRecord = {
        ...{ ...named!, id: file.id, ticket, place: 0, sha256, visibility: 'internal' },
        ...{ state: scanned ? 'held' : 'ready', createdAt: now, bytesAt: now },
      };
      await store.write(workspace, async (records) => {
        if (!(await records.spendUploadLink(workspace, id, now))) throw noLink();
        const record = await findAnyTicket(records, workspace, ticket);
        if (!record) throw noLink();
        await records.insertAttachments(workspace, [attachment]);
        const scene: Scene = { records, workspace, policy, now, requestId };
        await takeStep(scene, record, { items: [internalEvent('attachment', { attachment: file.id, to: 'internal' })] });
      });
    } catch (error) {
      await files.remove(file);
      throw error;
    }
    if (scanned) scanHeld();
    return new Response(null, { status: 204 });
  };
}

/** The ticket that a link leads to. @throws {ProblemError} `not-found`, the same for one that was used and one that there is not. */
async function ticketOf(store: Store, { workspace, id, hash }: LinkToken, now: string): Promise<string> {
  const link = await store.read((records) => records.openUploadLink(workspace, id, hash, now));
  if (!link) throw noLink();
  return link.ticket;
}

function noLink(): ProblemError {
  return new ProblemError('not-found', { detail: 'There is no such link, or it was used or has expired: ask for another one.' });
}

/** What the headers say of the file. @throws {ProblemError} `malformed` */
function readFacts({ headers, body }: Request): { name: string; type: string; size: number } {
  const length = headers.get('content-length') ?? '';
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  const name = nameIn(headers.get('content-disposition'));
  if (body && /^\d{1,15}$/.test(length) && type !== '' && name !== undefined) return { name, type, size: Number(length) };
  throw new ProblemError('malformed', {
    detail:
      "Send the bytes as the body, with Content-Length, Content-Type and Content-Disposition: attachment; filename*=UTF-8''<name>.",
  });
}

function nameIn(disposition: string | null): string | undefined {
  try {
    return parse(disposition ?? '').parameters.filename?.slice(0, 255) || undefined;
  } catch {
    return undefined;
  }
}

/** Takes the bytes in, up to the size that was said. @returns Their SHA-256. */
async function receive(files: FileStore, file: StoredFile, { body }: Request): Promise<string> {
  const upload = files.uploads(file);
  await upload.create(new Upload({ id: file.id, size: file.size, offset: 0 }));
  let left = file.size;
  const limited = async function* (bytes: AsyncIterable<Uint8Array>) {
    for await (const part of bytes) {
      left -= part.length;
      if (left < 0) throw new ProblemError('too-large', { detail: 'There are more bytes than Content-Length says.' });
      yield part;
    }
  };
  await upload.write(Readable.from(limited(body as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>)), file.id, 0);
  if (left > 0) throw new ProblemError('malformed', { detail: 'There are fewer bytes than Content-Length says.' });
  return (await findBytes(files, file)).sha256;
}
