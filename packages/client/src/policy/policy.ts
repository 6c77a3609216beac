import type { PolicyAnswer } from '@helpmark/schema';
import { policyAnswerReader } from '@helpmark/schema';
import type { Device } from '../device/device.js';
import type { Keepable } from '../storage/kept-answers.js';
import type { CallOptions, Kept, Transport } from '../transport/transport.js';
import { untilAborted } from '../transport/until-aborted.js';

/** The ticket policy as this person may see it. */
export interface PolicyClient {
  /**
   * Gives the policy, what the person may do, and who they are to the server. All who wait share one request; a later call
   * asks the server whether the answer in memory still holds, and gives the same object where it does. Its texts come in the
   * languages that the page has by then, and in the policy's own; those of a language that it has later, with the next call.
   */
  get(options?: CallOptions): Promise<PolicyAnswer & Keepable>;
}

/** Makes the policy's door. */
export function createPolicyClient(send: Transport, device: Pick<Device, 'languages'>): PolicyClient {
  const kept: Kept<PolicyAnswer> = {};
  let pending: Promise<PolicyAnswer & Keepable> | undefined;

  return {
    async get({ signal } = {}) {
      signal?.throwIfAborted();
      pending ??= send({
        path: ['policy'],
        answer: policyAnswerReader,
        kept,
        keep: true,
        languages: device.languages(),
      }).finally(() => (pending = undefined));
      // The request goes on when one of those who wait for it leaves.
      return signal ? untilAborted(pending, signal) : pending;
    },
  };
}
