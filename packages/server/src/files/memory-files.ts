import { Readable } from 'node:stream';
import { DataStore, Upload } from '@tus/server';
import type { FileStore, StoredFile } from './file-store.js';
import { NotBegunError } from './file-store.js';

/** Keeps files in memory: they end with the process. */
export function createMemoryFiles(): FileStore {
  const kept = new Map<string, Buffer>();
  return {
    uploads: (file) => new MemoryUpload(kept, file),
    received: ({ id }) => Promise.resolve(kept.get(id)?.length),
    read({ id }, range) {
      const bytes = kept.get(id) ?? Buffer.alloc(0);
      return Readable.from([range ? bytes.subarray(range.start, range.end + 1) : bytes], { objectMode: false });
    },
    remove({ id }) {
      kept.delete(id);
      return Promise.resolve();
    },
  };
}

class MemoryUpload extends DataStore {
  override extensions = ['creation', 'creation-with-upload'];
  readonly #kept: Map<string, Buffer>;
  readonly #file: StoredFile;

  constructor(kept: Map<string, Buffer>, file: StoredFile) {
    super();
    this.#kept = kept;
    this.#file = file;
  }

  override create(upload: Upload): Promise<Upload> {
    this.#kept.set(this.#file.id, Buffer.alloc(0));
    return Promise.resolve(upload);
  }

  override async getUpload(id: string): Promise<Upload> {
    const bytes = this.#kept.get(this.#file.id);
    if (!bytes) throw new NotBegunError();
    return new Upload({ id, size: this.#file.size, offset: bytes.length });
  }

  override async write(bytes: Readable, _id: string, offset: number): Promise<number> {
    const parts = [this.#kept.get(this.#file.id)?.subarray(0, offset) ?? Buffer.alloc(0)];
    const keep = () => this.#kept.set(this.#file.id, Buffer.concat(parts));
    try {
      for await (const part of bytes) parts.push(part as Buffer);
    } finally {
      keep();
    }
    return offset + parts.slice(1).reduce((sum, { length }) => sum + length, 0);
  }
}
