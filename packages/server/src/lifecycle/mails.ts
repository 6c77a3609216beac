import { randomUUID } from 'node:crypto';
import type { Policy, Text } from '@helpmark/schema';
import { textFor } from '@helpmark/schema';
import type { Notification } from '@helpmark/schema/policy';
import { statusOf } from '@helpmark/schema/policy';
import type { TicketRecord, TimelineRecord } from '../store/store.js';
import type { Scene } from './items.js';
import { sideOf } from './items.js';

/** What a mail says of a ticket. */
type MailedTicket = Pick<TicketRecord, 'id' | 'number' | 'subject' | 'status' | 'phase' | 'shared' | 'queue'> & {
  requester: { id: string };
  assignee?: { id: string } | undefined;
};

/**
 * Writes down the mails that items of a timeline send, one for each notification of the policy. They are sent later, so that
 * nobody is told of what was not kept. What is internal never sends one, nor does a hidden ticket to its requester.
 */
export async function addMails(scene: Scene, ticket: MailedTicket, items: TimelineRecord[]): Promise<void> {
  const { records, workspace, policy, now } = scene;
  for (const item of items) {
    const event = eventOf(policy, scene, ticket, item);
    const wanted = (policy.notifications ?? []).map((notification, place) => ({ notification, place }));
    for (const { notification, place } of wanted.filter((one) => one.notification.event === event)) {
      const to = await recipientOf(scene, ticket, notification);
      if (!to) continue;
      await records.addMail({
        ...{ workspace, id: randomUUID(), ticket: ticket.id, event: item.id, notification: `${notification.event} ${place}` },
        ...to,
        subject: fill(notification.subject, policy, ticket),
        body: fill(notification.body, policy, ticket),
        createdAt: now,
      });
    }
  }
}

/** Which event of the policy's notifications an item is, if any. */
function eventOf(policy: Policy, scene: Scene, ticket: MailedTicket, item: TimelineRecord): Notification['event'] | undefined {
  if (item.visibility !== 'public') return undefined;
  if (item.kind === 'message') return sideOf(scene.person, ticket.requester.id) === 'staff' ? 'staff-message' : undefined;
  if (item.type === 'status') {
    const phase = statusOf(policy, item.to ?? '')?.phase;
    return phase === 'resolved' || phase === 'closed' ? phase : 'status';
  }
  return item.type === 'created' || item.type === 'reminder' || item.type === 'escalated' ? item.type : undefined;
}

async function recipientOf({ records, workspace }: Scene, ticket: MailedTicket, { to }: Notification) {
  if (to === 'queue') return ticket.queue === undefined ? undefined : { queue: ticket.queue };
  const id = to === 'requester' ? ticket.shared && ticket.requester.id : ticket.assignee?.id;
  const person = id ? await records.person(workspace, id) : undefined;
  return person?.email === undefined ? undefined : { person: person.id, address: person.email };
}

function fill(text: Text, policy: Policy, { id, number, subject, status }: MailedTicket): string {
  const { defaultLocale: locale } = policy;
  const values: Record<string, string> = {
    number,
    subject,
    status: textFor(statusOf(policy, status)?.label, locale, locale),
    url: (policy.routes?.thread ?? '').replace(':id', id),
  };
  return textFor(text, locale, locale).replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
