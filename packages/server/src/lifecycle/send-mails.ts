import type { Log } from '../log.js';
import { describeError } from '../log.js';
import type { Store } from '../store/store.js';

/** A mail to be sent. */
export interface MailMessage {
  /** The same whenever it is tried again, so that a mail service can tell a repeat. */
  id: string;
  workspace: string;
  /** The ticket's id. */
  ticket: string;
  /** The address of a person; absent where it is for a queue. */
  to?: string;
  /** The key of the queue that it is for; whom that means is the host's to say. */
  queue?: string;
  subject: string;
  /** Plain text. */
  body: string;
}

/** Sends a mail; one that fails is tried again later. */
export type SendMail = (message: MailMessage) => Promise<void> | void;

/** Milliseconds after which a mail that was taken and not marked as sent is tried again, by whichever process. */
const patience = 5 * 60_000;
const pageSize = 50;
/** Mails of all workspaces are taken at once, by one process after another; no workspace has this name. */
const everywhere = '';

/**
 * Sends the mails that wait. Each is taken by one process at a time and marked once it is sent; a process that ends in between
 * leaves it to be sent again, with the same id.
 *
 * @returns How many were sent.
 */
export async function sendMails(store: Store, send: SendMail, clock: () => Date, log: Log): Promise<number> {
  for (let count = 0; ;) {
    const now = clock();
    const before = new Date(now.getTime() - patience).toISOString();
    const mails = await store.write(everywhere, (records) => records.claimMails(now.toISOString(), before, pageSize));
    if (mails.length === 0) return count;
    for (const { workspace, id, ticket, address, queue, subject, body } of mails) {
      const to = { ...(address !== undefined && { to: address }), ...(queue !== undefined && { queue }) };
      try {
        await send({ id, workspace, ticket, ...to, subject, body });
        await store.write(workspace, (records) => records.markMailSent(workspace, id, clock().toISOString()));
        count += 1;
      } catch (error) {
        const message = `The mail ${id} could not be sent; it is tried again.`;
        log({ level: 'error', time: clock().toISOString(), message, error: describeError(error) });
      }
    }
  }
}
