// The part of tus-js-client that speaks the protocol. Its usual entry brings an XMLHttpRequest, a file reader and a storage of its own
// besides, which is twice the bytes; its types describe that entry alone.
declare module 'tus-js-client/lib/upload.js' {
  import type { HttpStack } from 'tus-js-client';

  /** What an upload needs where it is handed everything. */
  export interface BaseUploadOptions {
    uploadUrl: string;
    httpStack: HttpStack;
    fileReader: { openFile(file: Blob): Promise<FileSource> };
    fingerprint: () => Promise<null>;
    protocol: 'tus-v1';
    chunkSize: number;
    retryDelays: null;
    parallelUploads: 1;
    onChunkComplete: (chunk: number, accepted: number) => void;
    onSuccess: () => void;
    onError: (error: Error) => void;
  }

  /** Gives a file in parts. */
  export interface FileSource {
    size: number;
    slice(start: number, end: number): Promise<{ value: Blob; done: boolean }>;
    close(): void;
  }

  export default class BaseUpload {
    constructor(file: Blob, options: BaseUploadOptions);
    start(): void;
    abort(): Promise<void>;
  }
}
