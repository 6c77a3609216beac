import { randomUUID } from 'node:crypto';
import type { Answer, Erasure, Person, Policy } from '@helpmark/schema';
import { textOfAnswers } from '../new-ticket.js';
import type { TicketRecord } from '../store/store.js';
import { findAnyTicket } from './any-ticket.js';
import type { Scene } from './items.js';
import { targetOf } from './status.js';
import { takeStep } from './step.js';

/** What stands where words were. */
const gone = '[erased]';

/**
 * Takes a person out of a workspace, in the transaction of the scene: who they are, their words, answers and ratings, context, files,
 * mails, keys and marks. Where the policy says `pseudonymise`, words and answers stay, without what names them. Words of others stay, on
 * tickets that have nobody as their requester and are closed. What the person answered as one of the staff stays as well, by nobody.
 *
 * @returns What was done; nothing where no such person is known.
 */
export async function erasePerson(scene: Scene, id: string): Promise<Erasure | undefined> {
  const { records, workspace, policy, now, requestId } = scene;
  const person = await records.contact(workspace, id);
  if (!person) return undefined;
  const keepsWords = policy.privacy?.erasure === 'pseudonymise';
  const rewrite = keepsWords ? withoutNames(person) : () => gone;
  const stranger = `erased:${randomUUID()}`;
  const done: Erasure = { ticketsErased: 0, ticketsKept: 0, files: 0 };

  const own = await records.ticketsOf(workspace, id);
  const kept: string[] = [];
  for (const ticketId of own) {
    const ticket = await findAnyTicket(records, workspace, ticketId);
    if (!ticket) continue;
    done.files += await records.eraseFiles(workspace, ticketId, [id, null]);
    if (!keepsWords && !(await records.hasWordsOfOthers(workspace, ticketId, id))) {
      await records.eraseTicket(workspace, ticketId);
      done.ticketsErased += 1;
      continue;
    }
    kept.push(ticketId);
    await records.eraseOfTicket(workspace, ticketId, 'context');
    await records.forgetTellings(workspace, ticketId);
    await records.rewriteTicket(workspace, ticketId, emptied(policy, ticket, keepsWords, rewrite));
  }
  done.ticketsKept = kept.length;
  for (const ticketId of await records.rewriteWords(workspace, id, rewrite)) {
    if (!own.includes(ticketId)) done.files += await records.eraseFiles(workspace, ticketId, [id]);
  }
  await records.replacePerson(workspace, id, stranger);
  await records.appendAudit(workspace, {
    ...{ id: randomUUID(), at: now, person: scene.person, requestId },
    ...{ action: 'erased', subject: stranger, to: keepsWords ? 'pseudonymise' : 'erase' },
  });
  for (const ticketId of kept) await closeTicket(scene, ticketId);
  // Their own page may wait for changes: nothing that names them can tell it.
  await records.skipPosition(workspace);
  return done;
}

/** A ticket that nobody waits for any more is closed; those who look at one that is are told to look again. */
async function closeTicket(scene: Scene, id: string): Promise<void> {
  const { records, workspace, policy, now } = scene;
  const ticket = await findAnyTicket(records, workspace, id);
  if (!ticket) return;
  if (ticket.phase !== 'closed') {
    await takeStep(scene, ticket, { items: [], move: { to: targetOf(policy, 'closed'), closeReason: 'staff' } });
    return;
  }
  await records.appendChange(workspace, {
    ...{ ticket: id, requester: ticket.requester.id, organization: ticket.organization },
    ...{ kinds: ['ticket', 'timeline'], visibility: 'public', createdAt: now },
  });
}

/** What of a ticket's own words and answers is left. */
function emptied(policy: Policy, ticket: TicketRecord, keepsWords: boolean, rewrite: (text: string) => string) {
  const { number, facts } = ticket;
  const subject = rewrite(ticket.subject);
  const { rating: given, ...rest } = facts;
  if (!keepsWords) return { subject, fields: {}, project: null, text: `${number}\n${subject}`, facts: rest };
  const named = new Set(policy.fields.flatMap(({ key, source }) => (source?.startsWith('identity.') ? [key] : [])));
  const fields = Object.fromEntries(
    Object.entries(ticket.fields).flatMap(([key, answer]) => (named.has(key) ? [] : [[key, rewriteAnswer(answer, rewrite)]])),
  );
  const comments = Object.entries(given?.comments ?? {}).map(([key, text]) => [key, rewrite(text)] as const);
  return {
    ...{ subject, fields, text: [number, subject, textOfAnswers(policy, fields)].join('\n') },
    facts: { ...rest, ...(given && { rating: { ...given, comments: Object.fromEntries(comments) } }) },
  };
}

function rewriteAnswer(answer: Answer, rewrite: (text: string) => string): Answer {
  if (typeof answer === 'string') return rewrite(answer);
  return Array.isArray(answer) ? answer.map(rewrite) : answer;
}

/**
 * Rewrites a text without what names a person: their address, name and id, in any case, and the parts of their name as it writes them.
 * It reads words, not meaning: who is known by what they tell is known still.
 */
function withoutNames({ id, name = '', email = '' }: Person): (text: string) => string {
  const parts = name.split(/\s+/).filter((part) => part.length > 1);
  // A short id is an ordinary word or number to a text.
  const whole = [email, name.trim(), id.length > 5 ? id : ''].filter((entry) => entry !== '');
  const any = (entries: string[], flags: string) => {
    const sources = entries
      .sort((one, other) => other.length - one.length)
      .map((entry) => entry.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
    return sources.length > 0 ? [new RegExp(`(?<![\\p{L}\\p{N}])(?:${sources.join('|')})(?![\\p{L}\\p{N}])`, flags)] : [];
  };
  const patterns = [...any(whole, 'giu'), ...any(parts, 'gu')];
  return (text) => patterns.reduce((rest, pattern) => rest.replace(pattern, gone), text);
}
