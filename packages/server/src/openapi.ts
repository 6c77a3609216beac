import {
  uploadLinkInputSchema,
  uploadLinkSchema,
  actionInputSchema,
  articlePageSchema,
  articleSchema,
  attachmentInputSchema,
  attachmentSchema,
  auditEntrySchema,
  authorSchema,
  categoriesSchema,
  eventSchema,
  incidentInputSchema,
  incidentSchema,
  issueSchema,
  linkInputSchema,
  changeSchema,
  messageInputSchema,
  messageSchema,
  peoplePageSchema,
  erasureSchema,
  personChangeSchema,
  personLineSchema,
  personSchema,
  policyAnswerSchema,
  problemSchema,
  readInputSchema,
  requestInputSchema,
  ticketInputSchema,
  ticketPageSchema,
  ticketSchema,
  timelineItemSchema,
  timelinePageSchema,
  unreadSchema,
} from '@helpmark/schema';
import * as z from 'zod/mini';
import { linkRoute, uploadRoutes } from './openapi-uploads.js';
import type { AnswerDescription, Route } from './route.js';

/** Schemas that have a name of their own in the contract. */
const named: Record<string, z.ZodMiniType> = {
  Ticket: ticketSchema,
  TicketPage: ticketPageSchema,
  TicketInput: ticketInputSchema,
  ActionInput: actionInputSchema,
  Message: messageSchema,
  MessageInput: messageInputSchema,
  Attachment: attachmentSchema,
  AttachmentInput: attachmentInputSchema,
  UploadLink: uploadLinkSchema,
  UploadLinkInput: uploadLinkInputSchema,
  Event: eventSchema,
  TimelineItem: timelineItemSchema,
  TimelinePage: timelinePageSchema,
  ReadInput: readInputSchema,
  RequestInput: requestInputSchema,
  LinkInput: linkInputSchema,
  Categories: categoriesSchema,
  Incident: incidentSchema,
  IncidentInput: incidentInputSchema,
  AuditEntry: auditEntrySchema,
  Change: changeSchema,
  Article: articleSchema,
  ArticlePage: articlePageSchema,
  Unread: unreadSchema,
  PolicyAnswer: policyAnswerSchema,
  Person: personSchema,
  PeoplePage: peoplePageSchema,
  PersonChange: personChangeSchema,
  PersonLine: personLineSchema,
  Erasure: erasureSchema,
  Author: authorSchema,
  Problem: problemSchema,
  Issue: issueSchema,
  Health: z.object({ status: z.literal('ok') }),
};

type Json = Record<string, unknown>;

const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const nameOf = (schema: z.ZodMiniType) => Object.entries(named).find(([, candidate]) => candidate === schema)?.[0];

/** A schema where it is used: its name, or itself. */
function schemaFor(schema: z.ZodMiniType): Json {
  const name = nameOf(schema);
  if (name !== undefined) return refTo(name);
  const { $schema: _dialect, ...written } = z.toJSONSchema(schema, { io: 'input' });
  return written;
}

function writeNamed(): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  // Members that a reader does not know are ignored, so schemas are left open: what may come in, for answers as well.
  const { schemas } = z.toJSONSchema(registry, { io: 'input', uri: (id) => refTo(id).$ref });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema: _dialect, $id: _id, ...written }]) => [name, written]),
  );
}

/**
 * Writes the contract (OpenAPI 3.1) from the descriptions of the routes and the schemas that they check with.
 *
 * @param routes - Those that a token opens; the few others are added here.
 */
export function describeApi(routes: readonly Route[]): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: describeRoute(route) };
  }
  for (const { path, method, ...described } of [...uploadRoutes, linkRoute]) {
    const name = path.replace(/:(\w+)/g, '{$1}');
    const problems = Object.fromEntries(described.problems.map((status) => [status, refToProblem]));
    const { operationId, summary, parameters, requestBody, responses, security } = described;
    paths[name] = {
      ...paths[name],
      [method.toLowerCase()]: {
        ...{ operationId, summary, parameters, ...(requestBody && { requestBody }), ...(security && { security }) },
        responses: { ...responses, ...problems },
      },
    };
  }
  const open = (operationId: string, summary: string, content: Json, more: Json = {}) => ({
    get: { operationId, summary, security: [], responses: { 200: { description: 'So it is.', content }, ...more } },
  });
  const events = {
    operationId: 'getEvents',
    summary:
      'What changes for this person, as server-sent events: "change" with a Change, "policy" where the policy reads differently ' +
      'now, "reset" where changes may have been missed and everything shown is to be read again. Ends with the token.',
    parameters: [
      {
        ...{ name: 'Last-Event-ID', in: 'header', schema: { type: 'string' } },
        description: 'The id of the last event that came, kept for a day: the stream goes on after it.',
      },
    ],
    responses: {
      200: { description: 'The stream.', content: { 'text/event-stream': { schema: { type: 'string' } } } },
      ...Object.fromEntries([401, 429, 500, 503].map((status) => [status, refToProblem])),
    },
  };
  const health = { 'application/json': { schema: refTo('Health') } };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Helpmark',
      version: '1',
      description:
        'Support tickets inside a product. Times are UTC ISO 8601; lengths count Unicode code points; unknown members are ignored.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '.', description: 'The base URL that the host chose.' }],
    security: [{ token: [] }],
    paths: {
      ...paths,
      '/v1/events': { get: events },
      '/v1/openapi.json': open('getContract', 'This document.', { 'application/json': { schema: { type: 'object' } } }),
      '/v1/upload-links': {
        ...paths['/v1/upload-links'],
        ...open('getUploadPage', 'A page for people that sends a file by the token behind the # of its address.', {
          'text/html': { schema: { type: 'string' } },
        }),
      },
      '/healthz': open('getHealth', 'Whether the process answers.', health),
      '/readyz': open('getReadiness', 'Whether the database answers as well.', health, { 503: refToProblem }),
    },
    components: {
      schemas: writeNamed(),
      responses: {
        Problem: {
          description: 'A failure (RFC 9457), with a code.',
          headers: { 'X-Request-Id': { schema: { type: 'string' } } },
          content: { 'application/problem+json': { schema: refTo('Problem') } },
        },
      },
      securitySchemes: {
        link: { type: 'http', scheme: 'bearer', description: 'The token of an upload link: for one file, once.' },
        token: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'Signed by the host for one person; an hour at most.',
        },
      },
    },
  };
}

const refToProblem = { $ref: '#/components/responses/Problem' };

function describeRoute(route: Route): Json {
  const { name, summary, path, body, query = {}, effect, needsVersion, translated, answers } = route;
  const header = (key: string, description: string, required = true) => ({
    name: key,
    in: 'header',
    required,
    description,
    schema: { type: 'string' },
  });
  const parameters = [
    ...[...path.matchAll(/:(\w+)/g)].map(([, key = '']) => ({
      name: key,
      in: 'path',
      required: true,
      description:
        key !== 'id'
          ? 'The key.'
          : path.includes('attachments')
            ? 'The file’s id.'
            : path.includes('people')
              ? 'The person’s id.'
              : 'The ticket’s id.',
      schema: { type: 'string' },
    })),
    ...(effect === 'once'
      ? [
          header(
            'Idempotency-Key',
            'Made once for a request and all its repeats; it takes effect once. A `~` at its end says that the request was mended; it takes the place of the key without.',
          ),
        ]
      : []),
    ...(needsVersion ? [header('If-Match', 'The version that was seen, in quotes.')] : []),
    ...(translated
      ? [header('Accept-Language', 'The languages of its texts, besides the policy’s own; all that there are by default.', false)]
      : []),
    ...Object.entries(query).map(([key, { description, schema }]) => ({
      name: key,
      in: 'query',
      description,
      schema: schemaFor(schema),
    })),
  ];
  return {
    operationId: name,
    summary,
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: schemaFor(body) } } } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, answer]) => [status, describeAnswer(answer, effect === 'once')]),
      ),
      ...Object.fromEntries(problemsOf(route).map((status) => [status, refToProblem])),
    },
  };
}

function describeAnswer({ description, schema, lines, bytes, etag }: AnswerDescription, replayable: boolean): Json {
  const headers = {
    'X-Request-Id': { schema: { type: 'string' } },
    ...(etag && { ETag: { schema: { type: 'string' } } }),
    ...(replayable && {
      'Idempotent-Replayed': { description: 'There where the answer was given before.', schema: { const: 'true' } },
    }),
  };
  if (bytes) return { description, headers, content: { '*/*': { schema: { type: 'string', format: 'binary' } } } };
  const type = lines ? 'application/x-ndjson' : 'application/json';
  return { description, headers, ...(schema && { content: { [type]: { schema: schemaFor(schema) } } }) };
}

/** The failures that a route may answer with. */
function problemsOf({ path, body, effect, needsVersion, staffOnly, problems = [] }: Route): number[] {
  const statuses = [401, 422, 429, 500, 503, ...problems];
  if (body) statuses.push(400, 413, 415);
  if (effect === 'once' || staffOnly) statuses.push(403);
  if (path.includes(':id')) statuses.push(404);
  if (needsVersion) statuses.push(412);
  return statuses.sort((one, other) => one - other);
}
