import type { Person } from '@helpmark/schema';
import { MemoryLocker, Metadata, Server, Upload } from '@tus/server';
import { ProblemError } from '../problem.js';
import type { AttachmentRecord } from '../store/attachment-records.js';
import type { Store, Viewer } from '../store/store.js';
import { StoreUnavailableError } from '../store/store.js';
import type { FileStore } from './file-store.js';
import { moveFile } from './move-file.js';
import { verifyBytes } from './verify.js';

/** What uploads work with. */
export interface UploadParts {
  store: Store;
  files: FileStore;
  clock: () => Date;
  /** Whether whole files wait for a scan. */
  scanned: boolean;
  /** Called when a file waits for it. */
  scanHeld: () => void;
}

/** Answers a request to `/v1/uploads` of a person who is known. `id` is the attachment that the path names, if it names one. */
export type AnswerUpload = (
  request: Request,
  caller: { person: Person; viewer: Viewer },
  id: string | undefined,
) => Promise<Response>;

/**
 * Makes the door for bytes (tus 1.0.0). An upload's id is its attachment's, so its address follows from the manifest's answer, and
 * asking where it stands needs nothing that the sender kept. Bytes come from the person who announced them, and from nobody else.
 */
export function createUploads({ store, files, clock, scanned, scanHeld }: UploadParts): AnswerUpload {
  const locker = new MemoryLocker();

  /** Takes a whole file in, or its bytes away, so that they can be sent again. */
  const finish = async (workspace: string, attachment: AttachmentRecord): Promise<void> => {
    const file = { workspace, id: attachment.id, size: attachment.size };
    try {
      await verifyBytes(files, file, attachment);
    } catch (error) {
      if (error instanceof ProblemError) await files.remove(file);
      throw error;
    }
    const move = { from: 'pending', to: scanned ? 'held' : 'ready' } as const;
    await store.write(workspace, (records) => moveFile(records, workspace, attachment, move, clock().toISOString()));
    if (scanned) scanHeld();
  };

  return async (request, { person, viewer }, named) => {
    checkProtocol(request);
    const id = named ?? announcedIn(request);
    const { workspace } = viewer;
    const attachment = await store.read((records) => records.attachment(viewer, id));
    if (!attachment || attachment.author !== person.id) {
      throw new ProblemError('not-found', { detail: 'There is no such file, or it is not this person’s to send.' });
    }
    if (attachment.state === 'refused') throw new ProblemError('refused');
    const file = { workspace, id, size: attachment.size };
    const received = await files.received(file);
    if (request.method === 'POST') {
      if (request.headers.get('upload-length') !== String(file.size)) {
        throw new ProblemError('malformed', { detail: `Send Upload-Length: ${file.size}, as the file was announced.` });
      }
      // What is there already stays: the sender asks how much it is.
      if (received !== undefined) return new Response(null, { status: 201, headers: { ...tusHeaders, Location: addressOf(id) } });
    }
    // An announced file is an upload that has begun; to say so by POST is for those who keep to the letter.
    const datastore = files.uploads(file);
    if (received === undefined && request.method !== 'POST')
      await datastore.create(new Upload({ id, size: file.size, offset: 0 }));
    // A process that ended between the last byte and its look at the file.
    if (received === file.size && attachment.state === 'pending') await finish(workspace, attachment);

    let failure: unknown;
    const tus = new Server({
      path: '/v1/uploads',
      datastore,
      locker,
      maxSize: file.size,
      namingFunction: () => id,
      generateUrl: () => addressOf(id),
      getFileIdFromRequest: () => id,
      onUploadFinish: async () => {
        await finish(workspace, attachment);
        return {};
      },
      onResponseError: (_request, error) => {
        failure = error;
        return undefined;
      },
    });
    const response = await tus.handleWeb(request);
    // Bytes stay also of a request that broke off.
    if (request.method !== 'HEAD') {
      const move = { from: 'pending', to: 'pending', bytesAt: clock().toISOString() } as const;
      const isThere = await store.write(workspace, async (records) => {
        return (await records.moveAttachment(workspace, id, move)) || (await records.attachment(viewer, id)) !== undefined;
      });
      // One that was erased while its bytes came leaves none behind.
      if (!isThere) {
        await files.remove(file);
        throw new ProblemError('not-found', { detail: 'There is no such file any more.' });
      }
    }
    if (failure instanceof ProblemError || failure instanceof StoreUnavailableError) throw failure;
    if (response.status >= 400) throw problemOf(response.status, await response.text(), failure);
    // Which origins may read is said in one place for all answers; and none of these has a body.
    const kept = [...response.headers].filter(([name]) => !/^(access-control-|content-)/.test(name));
    return new Response(null, { status: response.status, headers: kept });
  };
}

const tusHeaders = { 'Tus-Resumable': '1.0.0' };

/** Relative, for a host may serve this under a path that the server does not know. */
const addressOf = (id: string) => `uploads/${id}`;

/** @throws {ProblemError} `protocol-version` for a request of another version of tus. */
function checkProtocol(request: Request): void {
  if (request.headers.get('tus-resumable') === '1.0.0') return;
  throw new ProblemError('protocol-version', { detail: 'Send Tus-Resumable: 1.0.0.', headers: { 'Tus-Version': '1.0.0' } });
}

/** The attachment that a new upload is for. @throws {ProblemError} `malformed` where it names none. */
function announcedIn(request: Request): string {
  try {
    const { attachment } = Metadata.parse(request.headers.get('upload-metadata') ?? undefined);
    if (attachment) return attachment;
  } catch {
    // Said below, as for metadata that names no attachment.
  }
  const detail = 'Send Upload-Metadata: attachment, a space, and the Base64 of the id that the answer to the manifest has.';
  throw new ProblemError('malformed', { detail });
}

/** What tus answers, as a problem. */
function problemOf(status: number, text: string, cause: unknown): ProblemError {
  const detail = text.trim();
  if (status === 404 || status === 410) return new ProblemError('not-found', { detail: 'The upload has not begun: send POST.' });
  if (status === 409) return new ProblemError('offset-mismatch', { detail: 'Ask by HEAD where the upload stands.' });
  if (status === 413) return new ProblemError('too-large', { detail });
  if (status === 400 || status === 403) return new ProblemError('malformed', { detail, cause });
  return new ProblemError(status < 500 ? 'malformed' : 'internal', { detail, cause });
}
