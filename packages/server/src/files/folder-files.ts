import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DataStore, Upload } from '@tus/server';
import { StoreUnavailableError } from '../store/store.js';
import type { FileStore, StoredFile } from './file-store.js';
import { NotBegunError } from './file-store.js';

/**
 * Keeps files in a folder, each under its id. Made where it is missing.
 *
 * @throws {StoreUnavailableError} where it cannot be made, with a sentence that says what to look at.
 */
export function openFolder(path: string): FileStore {
  const folder = resolve(path);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    const sentence = `The folder ${folder} for files cannot be made: see that its parent may be written to, or name another one.`;
    throw new StoreUnavailableError(sentence, { cause });
  }
  const pathOf = ({ id }: StoredFile) => join(folder, id);
  return {
    uploads: (file) => new FolderUpload(folder, pathOf(file), file),
    received: (file) => sizeOf(pathOf(file)),
    read: (file, range) => createReadStream(pathOf(file), range),
    remove: (file) => rm(pathOf(file), { force: true }),
  };
}

/** The store of one upload. @tus/file-store has no fsync, and keeps a second file of facts that the database knows already. */
class FolderUpload extends DataStore {
  override extensions = ['creation', 'creation-with-upload'];
  readonly #folder: string;
  readonly #path: string;
  readonly #file: StoredFile;

  constructor(folder: string, path: string, file: StoredFile) {
    super();
    this.#folder = folder;
    this.#path = path;
    this.#file = file;
  }

  override async create(upload: Upload): Promise<Upload> {
    await unlessUnavailable(async () => {
      await (await open(this.#path, 'a')).close();
      // The name of a new file is on the disk once its folder is.
      const folder = await open(this.#folder);
      await folder.sync().finally(() => folder.close());
    });
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const offset = await sizeOf(this.#path);
    if (offset === undefined) throw new NotBegunError();
    return new Upload({ id, size: this.#file.size, offset });
  }

  override async write(bytes: Readable, _id: string, offset: number): Promise<number> {
    let received = 0;
    await unlessUnavailable(() =>
      pipeline(
        bytes,
        async function* (chunks: AsyncIterable<Buffer>) {
          for await (const chunk of chunks) {
            received += chunk.length;
            yield chunk;
          }
        },
        createWriteStream(this.#path, { flags: 'r+', start: offset, flush: true }),
      ),
    );
    return offset + received;
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** @throws {StoreUnavailableError} for what passes by itself or by an operator's hand: a full disk, a folder that is gone. */
async function unlessUnavailable(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!/^(ENOSPC|EDQUOT|EIO|EROFS|EACCES|EPERM|ENOENT|EMFILE|ENFILE)$/.test(codeOf(error))) throw error;
    throw new StoreUnavailableError('The folder for files cannot be written now.', { cause: error });
  }
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '');
