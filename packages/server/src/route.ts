import type { Person, Policy } from '@helpmark/schema';
import * as z from 'zod/mini';
import type { FindArticles } from './articles.js';
import type { FileAnswer } from './files/send-file.js';
import type { DailyBytes } from './limits.js';
import { invalid, issuesOf } from './problem.js';
import type { Records, Store, Viewer } from './store/store.js';

/** What a route answers with. */
export interface Answer {
  status: number;
  /** Sent as JSON; left out for an answer without a body. */
  body?: unknown;
  /** Makes the body once the database is free, in its place. */
  late?: () => Promise<unknown>;
  /** Sent a line each, as NDJSON, in place of a body. */
  lines?: unknown[];
  /** Read and sent line by line as NDJSON once the transaction is over, in place of a body. */
  stream?: (read: Store['read']) => AsyncIterable<unknown>;
  /** Whose bytes are sent, in place of a body. */
  file?: FileAnswer;
  etag?: string;
  /** The ticket that was written, with which an idempotency key lives. */
  ticket?: string;
}

/** What a route's work knows besides what was sent. */
export interface Context {
  records: Records;
  workspace: string;
  person: Person;
  viewer: Viewer;
  policy: Policy;
  /** The server's time, UTC ISO 8601. */
  now: string;
  /** What the path names, a ticket's id mostly; empty where it names nothing. */
  id: string;
  /** The request's own id. */
  requestId: string;
  /** Finds the host's guides, where it has any. */
  articles: FindArticles | undefined;
  /** Bytes of files that may be announced in a day. */
  dailyBytes: DailyBytes;
  /** What `If-Match` names; 0 where the route needs none. */
  version: number;
  /** Where the policy's routes begin, for mails. */
  pageOrigin: string | undefined;
  /** The language tags that the asker accepts; `*` is every language. */
  languages: string[];
}

/** A parameter of a query. */
export interface Parameter {
  description: string;
  schema: z.ZodMiniType;
  /** It may stand several times, and the schema is of a list. */
  repeatable?: boolean;
}

/** An answer as the contract describes it. */
export interface AnswerDescription {
  description: string;
  schema?: z.ZodMiniType;
  /** The schema is of each line of NDJSON. */
  lines?: boolean;
  /** The answer is the bytes of a file. */
  bytes?: boolean;
  etag?: boolean;
}

type Parameters = Record<string, Parameter>;
type QueryOf<Q extends Parameters> = { [K in keyof Q]: z.output<Q[K]['schema']> };

interface RouteFacts {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** In Hono's form: `/v1/tickets/:id`. */
  path: string;
  /** The operation's id in the contract. */
  name: string;
  summary: string;
  /** Requesters are refused. */
  staffOnly?: boolean;
  /** All but administrators are refused. */
  adminOnly?: boolean;
  /** `read` changes nothing; `write` may be repeated as it is; `once` needs an `Idempotency-Key` and takes effect once. */
  effect: 'read' | 'write' | 'once';
  /** The header `If-Match` is needed. */
  needsVersion?: boolean;
  /** A browser may keep the answer and ask whether it still holds (`If-None-Match`). Nothing is kept by default. */
  revalidated?: boolean;
  /** The answer holds only the languages that the asker accepts (`Accept-Language`). */
  translated?: boolean;
  /** What it answers by status, problems left out. */
  answers: Record<number, AnswerDescription>;
  /** Statuses of problems besides those that follow from the rest. */
  problems?: number[];
}

interface RouteDefinition<Body extends z.ZodMiniType, Query extends Parameters> extends RouteFacts {
  body?: Body;
  query?: Query;
  handle: (call: Context & { body: z.output<Body>; query: QueryOf<Query> }) => Promise<Answer>;
}

/** A request whose content was read and is right. */
export interface PreparedRequest {
  /** The content as it is understood, for telling a repeat from another request. */
  content: unknown;
  handle: (context: Context) => Promise<Answer>;
}

/** A route below the base path: what it is, for the router and the contract, and what it does. */
export interface Route extends RouteFacts {
  body?: z.ZodMiniType;
  query?: Parameters;
  /** Checks what was sent. @throws {ProblemError} `invalid`, with everything that is wrong. */
  prepare(body: unknown, search: URLSearchParams): PreparedRequest;
}

/** Describes a route. The same description routes, checks what is sent and writes the contract. */
export function defineRoute<
  Body extends z.ZodMiniType = z.ZodMiniType<undefined>,
  Query extends Parameters = Record<never, Parameter>,
>(definition: RouteDefinition<Body, Query>): Route {
  const { body: bodySchema, query: parameters, handle, ...facts } = definition;
  return {
    ...facts,
    ...(bodySchema && { body: bodySchema }),
    ...(parameters && { query: parameters }),
    prepare(sent, search) {
      const body = (bodySchema ? parse(bodySchema, sent) : undefined) as z.output<Body>;
      const query = readQuery(parameters ?? ({} as Query), search);
      return { content: body, handle: (context) => handle({ ...context, body, query }) };
    },
  };
}

function parse<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = z.safeParse(schema, value, { reportInput: true });
  if (!result.success) throw invalid(issuesOf(result.error));
  return result.data;
}

/** Reads the parameters that a route knows; others, and those left empty, count as not sent. */
function readQuery<Query extends Parameters>(parameters: Query, search: URLSearchParams): QueryOf<Query> {
  const sent = Object.entries(parameters).map(([name, { repeatable }]) => {
    const values = search.getAll(name).filter((value) => value !== '');
    return [name, repeatable ? values : values[0]] as const;
  });
  const shape = Object.fromEntries(Object.entries(parameters).map(([name, { schema }]) => [name, schema]));
  return parse(z.object(shape), Object.fromEntries(sent)) as QueryOf<Query>;
}
