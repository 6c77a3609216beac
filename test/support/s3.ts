import { createHash, createHmac, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Keys of every bucket of the tests; of no use anywhere else. */
const keys = { id: 'tests', secret: 'of the tests and of nothing but the tests' };
process.env.AWS_ACCESS_KEY_ID = keys.id;
process.env.AWS_SECRET_ACCESS_KEY = keys.secret;

/** A bucket in this process, which speaks as much of S3 as files need. Each request has to be signed (Signature Version 4). */
export interface TestBucket {
  /** What `createServer` takes as `files`. */
  address: string;
  objects: Map<string, Buffer>;
  /** While this is set, each request is answered with its status and code. */
  fault?: { status: number; code: string } | undefined;
  close(): Promise<void>;
}

interface Parts {
  key: string;
  parts: Map<number, Buffer>;
}

/** Opens a bucket `files` on a free port. */
export async function openTestBucket(): Promise<TestBucket> {
  const objects = new Map<string, Buffer>();
  const facts = new Map<string, Record<string, string>>();
  const uploads = new Map<string, Parts>();
  const http = createServer((request, response) => {
    void answer(request).then(({ status, headers = {}, body = '' }) => {
      response.writeHead(status, headers);
      response.end(request.method === 'HEAD' ? undefined : body);
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const bucket: TestBucket = {
    address: `s3://files/kept?region=here&endpoint=http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    objects,
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  return bucket;

  async function answer(request: IncomingMessage): Promise<Answer> {
    const url = new URL(request.url ?? '', 'http://bucket.test');
    const bytes = Buffer.concat((await request.toArray()) as Buffer[]);
    if (bucket.fault) return failure(bucket.fault.status, bucket.fault.code);
    if (!isSigned(request, url, bytes)) return failure(403, 'SignatureDoesNotMatch');
    const [, name, ...rest] = url.pathname.split('/').map(decodeURIComponent);
    if (name !== 'files') return failure(404, 'NoSuchBucket');
    const key = rest.join('/');
    const upload = url.searchParams.get('uploadId');
    if (upload !== null || url.searchParams.has('uploads')) return answerUpload(request.method ?? '', url, key, bytes);
    if (request.method === 'PUT') {
      objects.set(key, bytes);
      facts.set(key, metadataOf(request));
      return { status: 200, headers: { etag: etagOf(bytes) } };
    }
    if (request.method === 'DELETE') {
      objects.delete(key);
      return { status: 204 };
    }
    if (key === '') return { status: 200 };
    const whole = objects.get(key);
    if (!whole) return failure(404, 'NoSuchKey');
    const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    const body = start === undefined ? whole : whole.subarray(Number(start), Number(end) + 1);
    const headers = { ...facts.get(key), 'content-length': String(body.length), etag: etagOf(whole) };
    return { status: start === undefined ? 200 : 206, headers, body };
  }

  function answerUpload(method: string, url: URL, key: string, bytes: Buffer): Answer {
    if (url.searchParams.has('uploads')) {
      const id = randomUUID();
      uploads.set(id, { key, parts: new Map() });
      return xml(`<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`);
    }
    const id = url.searchParams.get('uploadId') ?? '';
    const upload = uploads.get(id);
    if (!upload) return failure(404, 'NoSuchUpload');
    if (method === 'PUT') {
      upload.parts.set(Number(url.searchParams.get('partNumber')), bytes);
      return { status: 200, headers: { etag: etagOf(bytes) } };
    }
    const parts = [...upload.parts].sort(([a], [b]) => a - b);
    if (method === 'GET') {
      const listed = parts.map(
        ([number, part]) =>
          `<Part><PartNumber>${number}</PartNumber><ETag>${etagOf(part)}</ETag><Size>${part.length}</Size></Part>`,
      );
      return xml(`<ListPartsResult>${listed.join('')}<IsTruncated>false</IsTruncated></ListPartsResult>`);
    }
    uploads.delete(id);
    if (method === 'DELETE') return { status: 204 };
    objects.set(key, Buffer.concat(parts.map(([, part]) => part)));
    return xml(`<CompleteMultipartUploadResult><Key>${key}</Key></CompleteMultipartUploadResult>`);
  }
}

interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

const xml = (body: string, status = 200): Answer => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?>${body}`,
});
const failure = (status: number, code: string) => xml(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`, status);
const etagOf = (bytes: Buffer) => `"${createHash('md5').update(bytes).digest('hex')}"`;
const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();

function metadataOf({ headers }: IncomingMessage): Record<string, string> {
  const own = Object.entries(headers).filter(([name]) => name.startsWith('x-amz-meta-'));
  return Object.fromEntries(own.map(([name, value]) => [name, String(value)]));
}

/** Whether a request was signed with the secret of the tests, its body as well where the signature says so. */
function isSigned({ method, headers }: IncomingMessage, url: URL, body: Buffer): boolean {
  const [, id, scope = '', names = '', signature] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\S+), ?SignedHeaders=(\S+), ?Signature=(\w+)$/.exec(headers.authorization ?? '') ??
    [];
  const hash = String(headers['x-amz-content-sha256']);
  if (id !== keys.id || (hash !== 'UNSIGNED-PAYLOAD' && hash !== sha256(body))) return false;
  const encode = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const query = [...url.searchParams].map(([name, value]) => `${encode(name)}=${encode(value)}`).sort();
  const signed = names.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const request = [method, url.pathname, query.join('&'), signed.join(''), names, hash].join('\n');
  const [date = '', region = '', service = '', end = ''] = scope.split('/');
  const text = ['AWS4-HMAC-SHA256', String(headers['x-amz-date']), scope, sha256(request)].join('\n');
  const key = [region, service, end].reduce<Buffer>((last, next) => hmac(last, next), hmac(`AWS4${keys.secret}`, date));
  return hmac(key, text).toString('hex') === signature;
}
