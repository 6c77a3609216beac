import { randomUUID } from 'node:crypto';
import type { Policy, Text } from '@helpmark/schema';
import { textFor } from '@helpmark/schema';
import type { Notification } from '@helpmark/schema/policy';
import { statusOf } from '@helpmark/schema/policy';
import { cover, findPrivate } from '@helpmark/schema/privacy';
import { peopleDetectors } from '@helpmark/schema/privacy/people';
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
        ...to.mail,
        subject: fill(notification.subject, scene, ticket, to.locale),
        body: fill(notification.body, scene, ticket, to.locale),
        createdAt: now,
      });
    }
  }
}

/** Which event of the policy's notifications an item is, if any. */
function eventOf(policy: Policy, scene: Scene, ticket: MailedTicket, item: TimelineRecord): Notification['event'] | undefined {
  // Both are told to staff alone, and parsePolicy lets no notification of theirs go to a requester.
  if (item.type === 'notified' || item.type === 'overdue') return item.type;
  if (item.visibility !== 'public') return undefined;
  if (item.kind === 'message') return sideOf(scene.person, ticket.requester.id) === 'staff' ? 'staff-message' : undefined;
  if (item.type === 'status') {
    const phase = statusOf(policy, item.to ?? '')?.phase;
    return phase === 'resolved' || phase === 'closed' ? phase : 'status';
  }
  return item.type === 'created' || item.type === 'reminder' || item.type === 'escalated' ? item.type : undefined;
}

/** Whom a mail is for, and the language they read: the default one where their token named none. */
async function recipientOf({ records, workspace, policy }: Scene, ticket: MailedTicket, { to }: Notification) {
  const { defaultLocale } = policy;
  if (to === 'queue') return ticket.queue === undefined ? undefined : { mail: { queue: ticket.queue }, locale: defaultLocale };
  const id = to === 'requester' ? ticket.shared && ticket.requester.id : ticket.assignee?.id;
  const person = id ? await records.contact(workspace, id) : undefined;
  if (person?.email === undefined) return undefined;
  return { mail: { person: person.id, address: person.email }, locale: person.locale ?? defaultLocale };
}

function fill(text: Text, scene: Scene, { id, number, subject, status }: MailedTicket, locale: string): string {
  const { policy, pageOrigin = '' } = scene;
  const values: Record<string, string> = {
    number,
    subject: covered(policy, subject),
    status: textFor(statusOf(policy, status)?.label, locale, policy.defaultLocale),
    url: addressOf(policy.routes?.thread.replace(':id', id), pageOrigin),
  };
  return textFor(text, locale, policy.defaultLocale).replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** A text without what is private in it, for a mail goes ways that nobody guards. What only a policy asks for is looked for where it does. */
function covered({ privacy }: Policy, text: string): string {
  const asked = peopleDetectors.filter(([kind]) => privacy?.detectors?.[kind]);
  return cover(text, findPrivate(text, { diagnoses: privacy?.diagnoses }, asked));
}

/** Where a page is. A route that names its host is its own address. */
function addressOf(route: string | undefined, pageOrigin: string): string {
  if (route === undefined) return pageOrigin;
  return route.startsWith('/') ? `${pageOrigin}${route}` : route;
}
