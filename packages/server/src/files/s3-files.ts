import { Readable } from 'node:stream';
import type { S3ClientConfig } from '@aws-sdk/client-s3';
import { S3 } from '@aws-sdk/client-s3';
import { S3Store } from '@tus/s3-store';
import { DataStore, Upload } from '@tus/server';
import { StoreUnavailableError } from '../store/store.js';
import type { FileStore, StoredFile } from './file-store.js';
import { NotBegunError } from './file-store.js';

const form = 's3://bucket/folder?region=eu-central-1, with &endpoint=https://… for another service than Amazon’s';

/**
 * Keeps files in a bucket of any service that speaks S3, as `<folder>/<workspace>/<id>`. Keys come from where Amazon's own programs
 * find them, such as `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`.
 *
 * @param address - `s3://bucket/folder?region=…&endpoint=…`.
 * @throws {TypeError} where it is no such address.
 * @throws {StoreUnavailableError} where the bucket cannot be used, with a sentence that says what to look at.
 */
export async function openBucket(address: string): Promise<FileStore> {
  const { bucket, folder, config } = readAddress(address);
  const s3 = new S3(config);
  try {
    // Without leave to list, a file that is not there could not be told from one that is not to be read.
    await s3.headBucket({ Bucket: bucket });
  } catch (cause) {
    const sentence = `The bucket ${bucket} cannot be used (${nameOf(cause)}): see that it is there, and that the keys may list, read, write and delete in it.`;
    throw new StoreUnavailableError(sentence, { cause });
  }
  const tus = new S3Store({ s3ClientConfig: { ...config, bucket }, useTags: false, cache: noCache });
  const keyOf = ({ workspace, id }: StoredFile) => `${folder}${encodeURIComponent(workspace)}/${id}`;
  const headOf = (key: string) =>
    unlessMissing(async () => {
      const { ContentLength = 0, Metadata } = await s3.headObject({ Bucket: bucket, Key: key });
      return { length: ContentLength, upload: Metadata?.['upload-id'] };
    });

  const received = (file: StoredFile) =>
    reach(async () => {
      const key = keyOf(file);
      const whole = await headOf(key);
      if (whole) return whole.length;
      const upload = (await headOf(`${key}.info`))?.upload;
      // One whose parts the service has thrown away begins anew.
      const parts = upload && (await unlessMissing(() => s3.listParts({ Bucket: bucket, Key: key, UploadId: upload })));
      if (!parts) return undefined;
      const { offset } = await tus.getUpload(key);
      // A process that ended after the last part, before the parts were put together.
      return offset < file.size ? offset : tus.write(Readable.from([]), key, offset);
    });

  return {
    uploads: (file) => new BucketUpload(tus, keyOf(file), file, received),
    received,
    read: (file, range) =>
      Readable.from(
        (async function* () {
          const Range = range && `bytes=${range.start}-${range.end}`;
          const { Body } = await s3.getObject({ Bucket: bucket, Key: keyOf(file), Range });
          yield* Body as Readable;
        })(),
        { objectMode: false },
      ),
    remove: (file) =>
      reach(async () => {
        const key = keyOf(file);
        const upload = (await headOf(`${key}.info`))?.upload;
        if (upload) await unlessMissing(() => s3.abortMultipartUpload({ Bucket: bucket, Key: key, UploadId: upload }));
        for (const name of ['', '.part', '.info']) await s3.deleteObject({ Bucket: bucket, Key: key + name });
      }),
  };
}

/** One upload: what @tus/s3-store makes of it, kept also where the request that brings it breaks off. */
class BucketUpload extends DataStore {
  override extensions = ['creation', 'creation-with-upload'];
  readonly #tus: S3Store;
  readonly #key: string;
  readonly #file: StoredFile;
  readonly #received: FileStore['received'];

  constructor(tus: S3Store, key: string, file: StoredFile, received: FileStore['received']) {
    super();
    this.#tus = tus;
    this.#key = key;
    this.#file = file;
    this.#received = received;
  }

  override async create(upload: Upload): Promise<Upload> {
    await reach(() => this.#tus.create(new Upload({ id: this.#key, size: this.#file.size, offset: 0 })));
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const offset = await this.#received(this.#file);
    if (offset === undefined) throw new NotBegunError();
    return new Upload({ id, size: this.#file.size, offset });
  }

  /** @tus/s3-store 2.0.7 drops the part that a request broke off in, so the bytes end for it and the failure is told afterwards. */
  override async write(bytes: Readable, _id: string, offset: number): Promise<number> {
    let failure: { error: unknown } | undefined;
    const whole = async function* () {
      try {
        yield* bytes;
      } catch (error) {
        failure = { error };
      }
    };
    const reached = await reach(() => this.#tus.write(Readable.from(whole(), { objectMode: false }), this.#key, offset));
    if (failure) throw failure.error;
    return reached;
  }
}

/** Facts of an upload can change in another process, and are asked for each time. */
const noCache = { get: () => Promise.resolve(undefined), set: () => Promise.resolve(), delete: () => Promise.resolve() };

function readAddress(address: string): { bucket: string; folder: string; config: S3ClientConfig } {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 's3:' || url.hostname === '')
    throw new TypeError(`The place "${address}" for files is none: write ${form}.`);
  const endpoint = url.searchParams.get('endpoint');
  if (endpoint !== null && !/^https?:$/.test(URL.canParse(endpoint) ? new URL(endpoint).protocol : '')) {
    throw new TypeError(`The endpoint "${endpoint}" of the place for files is none: write ${form}.`);
  }
  const folder = url.pathname.replace(/^\/+|\/+$/g, '');
  return {
    bucket: url.hostname,
    folder: folder === '' ? '' : `${folder}/`,
    config: {
      region: url.searchParams.get('region') ?? process.env.AWS_REGION ?? 'us-east-1',
      // Services of others rarely answer to the bucket's name as a host.
      ...(endpoint !== null && { endpoint, forcePathStyle: true }),
      // Hashes are the database's; the checksums of newer SDKs are not known everywhere.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: { connectionTimeout: 5000, requestTimeout: 30_000 },
    },
  };
}

async function unlessMissing<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (/^(NotFound|NoSuchKey|NoSuchUpload)$/.test(nameOf(error))) return undefined;
    throw error;
  }
}

/** @throws {StoreUnavailableError} for whatever the service refuses or cannot do: it passes, or by an operator's hand. */
async function reach<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new StoreUnavailableError('The bucket for files cannot be used now.', { cause });
  }
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : String(error));
