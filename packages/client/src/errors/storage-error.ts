import { ClientError } from './client-error.js';

/**
 * - `storage-refused`: the device does not take it or does not give it, or did not answer in time.
 * - `draft-too-large`: the files of one draft would weigh more than 64 MiB together.
 * - `conflict`: another tab has saved other words under the same draft; the person has to choose.
 * - `file-gone`: the bytes of a file were removed from the device, as by discarding its draft in another tab; choose the file again.
 * - `on-its-way`: the entry is being sent, or was sent already, and cannot be taken back.
 */
export type StorageErrorCode = 'storage-refused' | 'draft-too-large' | 'conflict' | 'file-gone' | 'on-its-way';

/** Something about what rests on the device. Nothing that the person wrote is lost by it: it stays in this tab. */
export class StorageError extends ClientError {
  override readonly name = 'StorageError';
  declare readonly code: StorageErrorCode;
  constructor(message: string, code: StorageErrorCode, cause?: unknown) {
    super(message, code, code === 'storage-refused', cause);
  }
}
