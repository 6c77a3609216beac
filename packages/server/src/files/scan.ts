import type { Readable } from 'node:stream';
import type { Log } from '../log.js';
import { describeError } from '../log.js';
import type { Store } from '../store/store.js';
import type { FileStore } from './file-store.js';
import { moveFile } from './move-file.js';

/** A file to be looked at, all of it there and as it was announced. */
export interface ScannedFile {
  workspace: string;
  /** The ticket's id. */
  ticket: string;
  id: string;
  /** As the person's device gave it. */
  name: string;
  type: string;
  /** Bytes. */
  size: number;
  sha256: string;
  /** The bytes, from the first. */
  read: () => Readable;
}

/** Says whether a file may be given to others. While it thinks, and after it throws, the file is held back. */
export type ScanFile = (file: ScannedFile) => Promise<boolean> | boolean;

/** What scanning works with. */
export interface ScanParts {
  store: Store;
  files: FileStore;
  /** Files that were held back pass where nobody scans any more. */
  scan: ScanFile | undefined;
  clock: () => Date;
  log: Log;
}

const pageSize = 100;

/** Looks at every file that is held back, one after the other. One whose scan fails is held back until it is tried again. */
export function createScanner({ store, files, scan = () => true, clock, log }: ScanParts): () => Promise<void> {
  const running = new Set<string>();
  return async () => {
    const held = await store.read((records) => records.heldAttachments(pageSize));
    for (const { workspace, attachment } of held) {
      const { id, ticket, name, type, size, sha256 } = attachment;
      if (running.has(id)) continue;
      running.add(id);
      try {
        const facts = { workspace, id, ticket, name, type, size, sha256 };
        const isClean = await scan({ ...facts, read: () => files.read(facts) });
        const move = { from: 'held', to: isClean ? 'ready' : 'refused' } as const;
        await store.write(workspace, (records) => moveFile(records, workspace, attachment, move, clock().toISOString()));
      } catch (error) {
        const message = `The file ${id} could not be scanned; it is held back and tried again.`;
        log({ level: 'error', time: clock().toISOString(), message, error: describeError(error) });
      } finally {
        running.delete(id);
      }
    }
  };
}
