import type { Visibility } from '@helpmark/schema';
import type { Viewer } from './store.js';

/** Where a file stands, as it is kept: that one is overdue follows from the clock. */
export type KeptState = 'pending' | 'held' | 'ready' | 'refused';

/** A file of a ticket as it is kept. Its bytes are in the file store, under its id. */
export interface AttachmentRecord {
  id: string;
  ticket: string;
  /** The item of the timeline that brought it; nothing for one that came by an upload link. */
  message?: string | undefined;
  /** Its place among the files that came together. */
  place: number;
  /** A person's id; nothing for whoever used an upload link. */
  author?: string | undefined;
  /** The sender's own key of it. */
  key: string;
  name: string;
  type: string;
  size: number;
  sha256: string;
  visibility: Visibility;
  state: KeptState;
  createdAt: string;
  /** When bytes last arrived. */
  bytesAt?: string | undefined;
}

/** A file with the workspace that it belongs to. */
export interface WorkspaceAttachment {
  workspace: string;
  attachment: AttachmentRecord;
}

/** Files of tickets, without their bytes. */
export interface AttachmentRecords {
  insertAttachments(workspace: string, attachments: AttachmentRecord[]): Promise<void>;
  /** One file; nothing where the viewer may not see it, or there is none. */
  attachment(viewer: Viewer, id: string): Promise<AttachmentRecord | undefined>;
  /** A file's new state, and when bytes arrived. @returns False where it is not in the state it is said to be in. */
  moveAttachment(
    workspace: string,
    id: string,
    move: { from: KeptState; to: KeptState; bytesAt?: string | undefined },
  ): Promise<boolean>;
  showAttachment(workspace: string, id: string, visibility: Visibility): Promise<void>;
  /** How many files a person sent on a ticket, and their bytes; those that a scan refused do not count. */
  sentFiles(workspace: string, ticket: string, author: string): Promise<{ files: number; bytes: number }>;
  /** Bytes of the files that a person announced since a time, or everyone in the workspace. */
  announcedBytes(workspace: string, author: string | undefined, since: string): Promise<number>;
  /** Files that are held back for a scan, the oldest first, over every workspace. */
  heldAttachments(limit: number): Promise<WorkspaceAttachment[]>;
}
