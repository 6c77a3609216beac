import { createHash, timingSafeEqual } from 'node:crypto';
import { ProblemError } from './problem.js';

/** Whether a server counts what it does, and who may read that over its own address: whoever has the token, or nobody. */
export type MetricsOption = boolean | { token: string };

/** A request that was answered. */
export interface AnsweredRequest {
  /** One that this server knows, or `other`. */
  method: string;
  /** The pattern of its path, such as `/v1/tickets/:id`; empty where no route has it. */
  route: string;
  status: number;
  /** Until the answer began. */
  seconds: number;
}

/** What a server counts, for Prometheus. No name, id or word of anyone is in it. */
export interface Metrics {
  countRequest(request: AnsweredRequest): void;
  /** @param fired - How many timers a round fired; nothing where it failed. */
  countRound(fired: number | undefined): void;
  /** Everything, in Prometheus' text format. */
  write(): Promise<Response>;
}

/**
 * Begins to count. Loaded only where somebody wants to know.
 *
 * @param streams - How many streams are open.
 */
export async function createMetrics(streams: () => number): Promise<Metrics> {
  const { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } = await import('prom-client');
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const requests = new Histogram({
    name: 'helpmark_request_seconds',
    help: 'Seconds until a request was answered; a stream, until it began.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const rounds = new Counter({
    name: 'helpmark_timer_rounds_total',
    help: 'Looks for due timers, waiting mails and files.',
    labelNames: ['result'] as const,
    registers,
  });
  const fired = new Counter({ name: 'helpmark_timers_fired_total', help: 'Timers that this process fired.', registers });
  new Gauge({
    name: 'helpmark_streams',
    help: 'Open streams of changes.',
    registers,
    collect() {
      this.set(streams());
    },
  });
  return {
    countRequest({ method, route, status, seconds }) {
      // What a stranger makes up is no label of its own.
      const labels = { method, route: route || 'other', status: String(status) };
      requests.observe(labels, seconds);
    },
    countRound(count) {
      rounds.inc({ result: count === undefined ? 'failed' : 'done' });
      fired.inc(count ?? 0);
    },
    async write() {
      return new Response(await register.metrics(), { headers: { 'Content-Type': register.contentType } });
    },
  };
}

/** @throws {ProblemError} unless the header holds the token. */
export function checkMetricsToken(authorization: string | null, token: string): void {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  const sent = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
  if (sent !== undefined && timingSafeEqual(hash(sent), hash(token))) return;
  throw new ProblemError(sent === undefined ? 'token-missing' : 'token-invalid', { headers: { 'WWW-Authenticate': 'Bearer' } });
}
