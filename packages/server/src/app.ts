import { randomUUID } from 'node:crypto';
import type { Person, Policy } from '@helpmark/schema';
import { isStaff } from '@helpmark/schema';
import { seenOrganization } from '@helpmark/schema/policy';
import { Hono } from 'hono';
import { routePath } from 'hono/route';
import { stream } from 'hono/streaming';
import type { FindArticles } from './articles.js';
import type { FindVerifier } from './auth/auth.js';
import { endOfToken, personOf } from './auth/token.js';
import { readJson } from './body.js';
import type { Cors } from './cors.js';
import type { Hub } from './events/hub.js';
import { openStream } from './events/stream.js';
import type { FileStore } from './files/file-store.js';
import { linkPage, sendLinkPage } from './files/link-page.js';
import { sendFile } from './files/send-file.js';
import type { AnswerUpload } from './files/uploads.js';
import type { UseLink } from './files/use-link.js';
import type { CountRequest, DailyBytes, Rates } from './limits.js';
import type { Log } from './log.js';
import { describeError, loggedMethod, loggedPath } from './log.js';
import type { Metrics } from './metrics.js';
import { checkMetricsToken } from './metrics.js';
import type { WrittenAnswer } from './once.js';
import { keyReused, runOnce, writeAnswer } from './once.js';
import { describeApi } from './openapi.js';
import { linkRoute, uploadRoutes } from './openapi-uploads.js';
import type { RememberPerson } from './people-memory.js';
import { ProblemError, statusOfCode } from './problem.js';
import type { Context, Route } from './route.js';
import { readKey, readLanguages, readRequestId, readVersion, sameTag } from './request-headers.js';
import { routes } from './routes/routes.js';
import { sendLines } from './send-lines.js';
import type { Store, Viewer } from './store/store.js';
import { StoreUnavailableError } from './store/store.js';

/** What the handler works with. */
export interface AppParts {
  store: Store;
  findVerifier: FindVerifier;
  policyOf: (workspace: string) => Promise<Policy>;
  rememberPerson: RememberPerson;
  countRequest: CountRequest;
  dailyBytes: DailyBytes;
  files: FileStore;
  answerUpload: AnswerUpload;
  useLink: UseLink;
  cors: Cors;
  clock: () => Date;
  log: Log;
  basePath: string;
  /** Reads for an answer that is sent piece by piece. */
  readOn: Store['read'];
  pageOriginOf: (workspace: string) => string | undefined;
  /** Finds the host's guides, where it has any. */
  articles: FindArticles | undefined;
  hub: Hub;
  /** Milliseconds between two signs of life on a stream at most. */
  pingInterval: number;
  /** Counts what is answered, where somebody wants to know. */
  metrics: Metrics | undefined;
  /** Opens the counts to whoever has it; without it there is nothing at their path. */
  metricsToken: string | undefined;
}

/** Makes the function from request to response. It never throws: every failure leaves as a problem (RFC 9457). */
export function createApp(parts: AppParts): (request: Request) => Promise<Response> {
  const { store, cors, clock, log, basePath, metrics, metricsToken } = parts;
  const hono = new Hono<{ Bindings: { requestId: string; route: string } }>().basePath(basePath);
  hono.use(async (c, next) => {
    const path = routePath(c, -1).slice(basePath.length);
    if (path !== '/*') c.env.route = path;
    await next();
  });
  hono.onError((error, c) => answerError(error, c.env.requestId));
  hono.notFound((c) => answerError(new ProblemError('not-found'), c.env.requestId));

  for (const route of routes) {
    hono.on(route.method, route.path, async (c) => {
      const [named = ''] = Object.values<string>(c.req.param());
      const answer = await runRoute(parts, route, c.req.raw, named, c.env.requestId);
      if (answer.file) return sendFile(parts.files, c.req.raw, answer.file);
      if (answer.stream)
        return sendLines(answer.stream(parts.readOn), (error) => logFailure(problemOf(error), error, c.env.requestId));
      const response = route.revalidated ? respondRevalidated(c.req.raw, answer) : respond(answer);
      if (route.translated) response.headers.append('Vary', 'Accept-Language');
      return response;
    });
  }
  hono.get('/v1/events', async (c) => {
    const headers = { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' };
    const authorization = c.req.header('authorization') ?? null;
    const person = await admit(parts, authorization, 'reads');
    if (c.req.method === 'HEAD') return new Response(null, { headers });
    await parts.rememberPerson(person);
    const reader = { person, until: endOfToken(authorization), lastEventId: c.req.header('last-event-id') };
    const ready = await openStream({ ...parts, viewerOf }, reader);
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
    // A stream that fails ends; its reader comes again, and is told why then.
    return stream(
      c,
      (writer) => ready.run(writer),
      (error) => Promise.resolve(logFailure(problemOf(error), error, c.env.requestId)),
    );
  });
  for (const { method, path } of uploadRoutes) {
    // Hono looks up HEAD as GET.
    hono.on(method === 'HEAD' ? 'GET' : method, path, async (c, next) => {
      const { raw } = c.req;
      if (raw.method === 'GET') return next();
      const person = await admit(parts, raw.headers.get('authorization'), 'reads');
      const viewer = viewerOf(person, await parts.policyOf(person.workspace));
      return parts.answerUpload(raw, { person, viewer }, c.req.param('id'));
    });
  }
  for (const [path, part] of Object.entries(linkPage)) hono.get(path, (c) => sendLinkPage(part, c.req.raw));
  hono.post(linkRoute.path, (c) => parts.useLink(c.req.raw, c.env.requestId));
  const contract = JSON.stringify(describeApi(routes));
  hono.get('/v1/openapi.json', () => respond({ status: 200, text: contract }));
  hono.get('/healthz', () => respond({ status: 200, text: '{"status":"ok"}' }));
  hono.get('/readyz', async () => {
    await store.read(() => Promise.resolve());
    return respond({ status: 200, text: '{"status":"ok"}' });
  });
  if (metrics && metricsToken !== undefined) {
    hono.get('/metrics', (c) => {
      checkMetricsToken(c.req.header('authorization') ?? null, metricsToken);
      return metrics.write();
    });
  }
  for (const [path, methods] of methodsByPath()) {
    hono.all(path, (c) => {
      const headers = { Allow: methods.join(', ') };
      if (c.req.method === 'OPTIONS') return new Response(null, { status: 204, headers });
      return answerError(new ProblemError('method-not-allowed', { headers }), c.env.requestId);
    });
  }

  /** Turns whatever went wrong into an answer; what is not a problem by design is written down in full. */
  function answerError(error: unknown, requestId: string): Response {
    const known = error instanceof ProblemError ? error : problemOf(error);
    // Streams are refused without a cause while the server ends: nothing has failed then.
    if (statusOfCode(known.code) >= 500 && known.cause !== undefined) logFailure(known, error, requestId);
    const problem = known.toProblem(requestId);
    return new Response(JSON.stringify(problem), {
      status: problem.status,
      headers: { 'Content-Type': 'application/problem+json', ...known.headers },
    });
  }

  function logFailure({ message }: ProblemError, error: unknown, requestId: string): void {
    log({ level: 'error', time: clock().toISOString(), message, requestId, error: describeError(error) });
  }

  return async (request) => {
    const started = performance.now();
    const requestId = readRequestId(request) ?? randomUUID();
    const env = { requestId, route: '' };
    const response = cors.answerPreflight(request) ?? (await hono.fetch(request, env));
    const headers = {
      'X-Request-Id': requestId,
      'X-Content-Type-Options': 'nosniff',
      ...cors.headersFor(request),
    };
    for (const [name, value] of Object.entries(headers)) {
      if (name === 'Vary') response.headers.append(name, value);
      else response.headers.set(name, value);
    }
    if (!response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'no-store');
    const method = loggedMethod(request.method);
    const { status } = response;
    const milliseconds = performance.now() - started;
    metrics?.countRequest({ method, route: env.route, status, seconds: milliseconds / 1000 });
    log({
      level: 'info',
      time: clock().toISOString(),
      message: 'request',
      requestId,
      method,
      path: loggedPath(basePath, env.route, new URL(request.url).pathname),
      status,
      milliseconds: Math.round(milliseconds),
    });
    return response;
  };
}

/** The way of every request that needs a token: who, how often, what, and only then the work. */
async function runRoute(parts: AppParts, route: Route, request: Request, id: string, requestId: string): Promise<WrittenAnswer> {
  const now = parts.clock();
  const person = await admit(parts, request.headers.get('authorization'), route.effect === 'read' ? 'reads' : 'writes');
  if (route.staffOnly && !isStaff(person)) throw new ProblemError('not-allowed', { detail: 'Only staff may do this.' });
  if (route.adminOnly && person.role !== 'admin') {
    throw new ProblemError('not-allowed', { detail: 'Only administrators may do this.' });
  }
  const url = new URL(request.url);
  const key = route.effect === 'once' ? readKey(request) : '';
  const version = route.needsVersion ? readVersion(request) : 0;
  const policy = await parts.policyOf(person.workspace);
  const viewer = viewerOf(person, policy);
  const read = async () => route.prepare(route.body ? await readJson(request) : undefined, url.searchParams);
  const { content, handle } = await read().catch(async (error: unknown) => {
    // Under a used key nothing may be mended, least of all into what is wrong: the sender must learn that the first has arrived.
    if (key !== '' && (await parts.store.read((records) => records.keptAnswer(viewer, key)))) throw keyReused();
    throw error;
  });
  await parts.rememberPerson(person);

  const { workspace } = person;
  const { articles, dailyBytes } = parts;
  const common: Omit<Context, 'records'> = {
    ...{ workspace, person, viewer, policy, articles, dailyBytes },
    ...{ now: now.toISOString(), id, version, requestId },
    pageOrigin: parts.pageOriginOf(workspace),
    languages: readLanguages(request),
  };
  if (route.effect === 'read') {
    const answer = await parts.store.read((records) => handle({ ...common, records }));
    return writeAnswer(answer.late ? { ...answer, body: await answer.late() } : answer);
  }
  return parts.store.write(workspace, async (records) => {
    // Whoever was erased, by whichever process, comes back as new with what they write.
    if (!(await records.person(workspace, person.id))) await records.savePerson(person);
    const run = () => handle({ ...common, records });
    if (route.effect === 'write') return writeAnswer(await run());
    const path = route.path.replace(/:\w+/, () => id);
    return runOnce(records, { viewer, key, method: route.method, path, content }, run);
  });
}

/** Who asks, unless they ask too often. */
async function admit(parts: AppParts, authorization: string | null, kind: keyof Rates): Promise<Person> {
  const person = await personOf(authorization, parts.findVerifier, parts.clock());
  parts.countRequest(person, kind);
  return person;
}

/** With whose eyes a person looks: the claim `queues` opens restricted queues to staff, `see` an organization to a requester. */
function viewerOf(person: Person, policy: Policy): Viewer {
  const open = (policy.queues ?? []).filter(({ restricted }) => !restricted).map(({ key }) => key);
  return {
    workspace: person.workspace,
    id: person.id,
    staff: isStaff(person),
    everything: person.role === 'admin',
    organization: seenOrganization(policy, person),
    queues: [...open, ...(person.queues ?? [])],
  };
}

function respond({ status, text, type = 'application/json', etag, replayed }: WrittenAnswer): Response {
  const headers = new Headers();
  if (text !== undefined) headers.set('Content-Type', type);
  if (etag !== undefined) headers.set('ETag', etag);
  if (replayed) headers.set('Idempotent-Replayed', 'true');
  return new Response(text ?? null, { status, headers });
}

/** An answer that a browser may keep, or word that what it kept still holds. */
function respondRevalidated(request: Request, answer: WrittenAnswer): Response {
  const holds = answer.etag !== undefined && sameTag(request, answer.etag);
  const response = respond(holds ? { status: 304, etag: answer.etag } : answer);
  response.headers.set('Cache-Control', 'private, no-cache');
  return response;
}

/** What a failure is on the wire. */
function problemOf(error: unknown): ProblemError {
  if (!(error instanceof StoreUnavailableError)) return new ProblemError('internal', { cause: error });
  return new ProblemError('unavailable', { headers: { 'Retry-After': '5' }, cause: error });
}

/** The methods of every path, for those who take another. */
function methodsByPath(): Map<string, string[]> {
  const methods = new Map(
    ['/v1/events', '/v1/openapi.json', '/healthz', '/readyz', ...Object.keys(linkPage)].map((path) => [path, ['GET', 'HEAD']]),
  );
  for (const { path, method } of [...routes, ...uploadRoutes, linkRoute]) {
    methods.set(path, [...(methods.get(path) ?? []), ...(method === 'GET' ? ['GET', 'HEAD'] : [method])]);
  }
  return methods;
}
