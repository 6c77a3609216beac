import type { Device } from '../device/device.js';
import { isClientError } from '../errors/client-error.js';
import type { HttpError } from '../errors/http-error.js';
import type { Call, Transport } from '../transport/transport.js';
import { readerFor } from '../transport/transport.js';
import type { Store } from './store.js';

/** An answer that may be one of an earlier time. */
export interface Keepable {
  /** Milliseconds since 1970 when it was kept; absent where the server has just given it. */
  keptAt?: number | undefined;
}

/** What rests of an answer under `['cache', 'answer', name]`. */
interface AnswerRecord {
  v: 1;
  savedAt: number;
  answer: unknown;
}

/** The latest ones stay: the policy, and some lists and threads. */
const maxAnswers = 50;

/**
 * Keeps the answers of calls that ask for it, and gives the last one where none comes: without a network, the policy and what
 * was read lately are still there. Answers to sensitive fields are left out.
 */
export function keepAnswers(send: Transport, store: Store, device: Device, clock: { now(): number }): Transport {
  let sensitive: Set<string> | undefined;

  const readPolicy = (answer: unknown) => {
    const { policy } = answer as { policy?: { fields: { key: string; sensitive?: boolean }[] } };
    if (policy) sensitive = new Set(policy.fields.filter((field) => field.sensitive).map(({ key }) => key));
  };
  /** Before the policy is known, no field is known to be harmless. */
  const leaveOut = (name: string, value: unknown): unknown =>
    name === 'fields' && value && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).filter(([key]) => sensitive && !sensitive.has(key)))
      : value;

  return async <T>(call: Call<T>): Promise<T> => {
    if (!call.keep) return send(call);
    const key = ['cache', 'answer', JSON.stringify([call.path, call.query])];
    try {
      const answer = await send(call);
      readPolicy(answer);
      // Whoever opens a thread has something to hear of.
      if (call.path[2]) device.mark(true);
      const record: AnswerRecord = {
        v: 1,
        savedAt: clock.now(),
        answer: JSON.parse(JSON.stringify(answer, leaveOut)) as unknown,
      };
      void store
        .write([['cache', 'answer']], (entries) => [
          ...entries
            .sort(([, one], [, other]) => (other as AnswerRecord).savedAt - (one as AnswerRecord).savedAt)
            .slice(maxAnswers)
            .map(([old]): [typeof old, undefined] => [old, undefined]),
          [key, record],
        ])
        .catch(() => {});
      return answer;
    } catch (error) {
      if (!isClientError(error)) throw error;
      // A host that cannot be asked for a token is away like a server; one that gives none says that nobody is signed in.
      const away = error.code === 'token-unavailable' ? error.cause : error.retryable && (error as HttpError).status !== 429;
      const [entry] = away ? await store.read(key).catch(() => []) : [];
      const { answer, savedAt } = (entry?.[1] ?? {}) as Partial<AnswerRecord>;
      const parsed = await readerFor(call).then(
        (reader) => reader.safeParse(answer),
        () => undefined,
      );
      if (!parsed?.success) throw error;
      readPolicy(answer);
      return { ...parsed.data, keptAt: savedAt };
    }
  };
}
