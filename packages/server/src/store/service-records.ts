import type { ContextItem, AuditEntry, Categories, Change, ChangeKind, Incident, Visibility } from '@helpmark/schema';
import type { Viewer } from './store.js';

/** A ticket of a workspace, wherever it is. */
export interface TicketName {
  workspace: string;
  ticket: string;
}

/** A timer's row: when it began on a ticket and when it fires. */
export interface TimerRecord {
  timer: string;
  startedAt: string;
  /** Absent while too few follow-ups have gone out. */
  dueAt?: string | undefined;
}

/** Timers that run. The rows of a ticket are written anew with whatever changes it. */
export interface TimerRecords {
  setTimers(workspace: string, timersByTicket: ReadonlyMap<string, TimerRecord[]>): Promise<void>;
  /** Tickets with a timer that is due, the longest due first, over every workspace. */
  ticketsWithDueTimers(now: string, limit: number): Promise<TicketName[]>;
  /** Workspaces that have tickets. */
  workspaces(): Promise<string[]>;
  /** The hash of the policy that a workspace's tickets were last held against. */
  policyHash(workspace: string): Promise<string | undefined>;
  savePolicyHash(workspace: string, hash: string): Promise<void>;
}

/** What staff keep besides tickets. */
export interface StaffRecords {
  incident(workspace: string, key: string): Promise<Incident | undefined>;
  saveIncident(workspace: string, incident: Incident): Promise<void>;
  /** The ids of the tickets that are part of an incident. */
  ticketsOfIncident(workspace: string, key: string): Promise<string[]>;
  categories(workspace: string): Promise<Categories['items']>;
  saveCategories(workspace: string, items: Categories['items']): Promise<void>;
}

/** The log of changes. It is only ever added to. */
export interface AuditRecords {
  appendAudit(workspace: string, entry: AuditEntry): Promise<void>;
  /** Entries after one of them, the oldest first; nothing where there is no such entry. */
  audit(workspace: string, after: string | undefined, limit: number): Promise<AuditEntry[] | undefined>;
}

/** A mail that an event sends. */
export interface MailRecord {
  workspace: string;
  /** The same however often it is tried. */
  id: string;
  ticket: string;
  /** The item of the timeline that it tells of. */
  event: string;
  /** Which of the policy's notifications it is. */
  notification: string;
  /** To whom: a person, with the address of their latest token, or a queue. */
  person?: string | undefined;
  address?: string | undefined;
  queue?: string | undefined;
  subject: string;
  body: string;
  createdAt: string;
}

/** Mails that wait to be sent. */
export interface MailRecords {
  /** Adds a mail unless its event and notification have one. */
  addMail(mail: MailRecord): Promise<void>;
  /** Takes mails that are not sent, so that no other process does until `before` has passed their taking. */
  claimMails(now: string, before: string, limit: number): Promise<MailRecord[]>;
  markMailSent(workspace: string, id: string, now: string): Promise<void>;
}

/** That a ticket changed, for those who listen. */
export interface NewChange {
  ticket: string;
  requester: string;
  organization?: string | undefined;
  kinds: ChangeKind[];
  visibility: Visibility;
  /** The only person whom it is for. */
  person?: string | undefined;
  /** How the ticket was seen before, where that may have changed. */
  was?: { shared: boolean; queue?: string | undefined } | undefined;
  createdAt: string;
}

/** Whom a change may be for. Whether they may see the ticket is the store's to say. */
export type ChangeAudience = Pick<NewChange, 'requester' | 'organization' | 'person'>;

/** A change as it is sent to one person. */
export interface ChangeRecord extends Change {
  position: number;
  id: string;
}

/** Changes in the order in which they took effect. */
export interface ChangeRecords {
  appendChange(workspace: string, change: NewChange): Promise<void>;
  /** Takes a position that holds no change, so that whoever waits for changes looks, whatever they may see. */
  skipPosition(workspace: string): Promise<void>;
  /** The position of the last change of a workspace, whoever may see it; 0 before the first. */
  lastPosition(workspace: string): Promise<number>;
  /** The same of several workspaces; those without a change are left out. */
  lastPositions(workspaces: string[]): Promise<Map<string, number>>;
  /** The position of a change that is still kept. */
  positionOfChange(workspace: string, id: string): Promise<number | undefined>;
  /** The id of the last change that the viewer may see. */
  lastChange(viewer: Viewer): Promise<string | undefined>;
  /** What the viewer may know of the changes after a position, the oldest first, and how far was looked. */
  changes(viewer: Viewer, after: number, limit: number): Promise<ChangeRecord[]>;
  /** For whom the changes after a position may be, and how many there are. */
  audiences(workspace: string, after: number): Promise<{ audiences: ChangeAudience[]; count: number }>;
  /** Forgets changes from before a time. */
  pruneChanges(before: string): Promise<void>;
}

/** What tickets tell of their circumstances. */
export interface ContextRecords {
  /** Keeps what came with a new ticket. */
  saveContext(workspace: string, ticket: string, items: ContextItem[]): Promise<void>;
}
