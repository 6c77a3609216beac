/** A browser asks for `Accept-Language` as well where it is longer than 128 characters. */
const allowedHeaders =
  'Accept-Language, Authorization, Content-Disposition, Content-Type, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, ' +
  'Range, X-Request-Id, Tus-Resumable, Upload-Length, Upload-Metadata, Upload-Offset';
const exposedHeaders =
  'X-Request-Id, ETag, Retry-After, Idempotent-Replayed, Content-Disposition, Content-Range, ' +
  'Location, Tus-Resumable, Upload-Length, Upload-Offset';

/**
 * Says what pages of other origins may do: those that are listed exactly may read answers, and no others. Tokens travel in
 * a header that a page sets itself, so credentials are never allowed.
 */
export interface Cors {
  /** The headers of an answer. */
  headersFor(request: Request): Record<string, string>;
  /** The answer to a preflight of a listed origin; nothing for any other request. */
  answerPreflight(request: Request): Response | undefined;
}

/** @param origins - Such as `https://app.example.com`, without a path. */
export function createCors(origins: readonly string[]): Cors {
  const listed = new Set(origins);
  const headersFor = (request: Request): Record<string, string> => {
    if (listed.size === 0) return {};
    const origin = request.headers.get('origin');
    if (origin === null || !listed.has(origin)) return { Vary: 'Origin' };
    return { Vary: 'Origin', 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': exposedHeaders };
  };
  return {
    headersFor,
    answerPreflight(request) {
      const wanted = request.headers.get('access-control-request-method');
      if (request.method !== 'OPTIONS' || wanted === null || !listed.has(request.headers.get('origin') ?? '')) return undefined;
      return new Response(null, {
        status: 204,
        headers: {
          'Access-Control-Allow-Methods': 'GET, HEAD, POST, PATCH, PUT, DELETE',
          'Access-Control-Allow-Headers': allowedHeaders,
          'Access-Control-Max-Age': '7200',
        },
      });
    },
  };
}
