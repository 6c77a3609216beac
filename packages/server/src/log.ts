import { cover, findPrivate } from '@helpmark/schema/privacy';
import { peopleDetectors } from '@helpmark/schema/privacy/people';

/** One line of a server's log. It never holds a token, a query or a body. */
export interface LogEntry {
  level: 'info' | 'error';
  /** UTC ISO 8601, by the server's clock. */
  time: string;
  message: string;
  requestId?: string;
  method?: string;
  path?: string;
  status?: number;
  milliseconds?: number;
  /** The stack of what failed inside. */
  error?: string;
}

/** Takes entries one by one. */
export type Log = (entry: LogEntry) => void;

/** What a server does with its log where the host says nothing: failures go to standard error. */
export const logFailures: Log = (entry) => {
  if (entry.level === 'error') process.stderr.write(`${JSON.stringify(entry)}\n`);
};

/** A log that gets each line with passwords, keys, cards and the like in it covered. */
export const coverLog =
  (log: Log): Log =>
  ({ message, path, error, ...entry }) =>
    log({
      ...entry,
      message: covered(message),
      ...(path !== undefined && { path: covered(path) }),
      ...(error !== undefined && { error: covered(error) }),
    });

/** A text with what is private in it covered, addresses and numbers of people among it. */
const covered = (text: string): string => cover(text, findPrivate(text, {}, peopleDetectors));

const methods = ['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS'];

/** A method as it is logged and counted: what a caller makes up is not. */
export const loggedMethod = (method: string): string => (methods.includes(method) ? method : 'other');

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * A path as it is logged: what a route names it by, with ids as they are and anything else that a caller wrote left out.
 *
 * @param route - The pattern of the path; empty where no route has it.
 */
export function loggedPath(basePath: string, route: string, pathname: string): string {
  if (route === '') return '*';
  const sent = pathname.slice(basePath.length).split('/');
  return (
    basePath +
    route
      .split('/')
      .map((part, place) => (part.startsWith(':') && uuid.test(sent[place] ?? '') ? sent[place] : part))
      .join('/')
  );
}

/** What failed, with the causes below it. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? `${error.name}: ${error.message}`;
  return error.cause === undefined ? own : `${own}\ncaused by ${describeError(error.cause)}`;
}
