import type { Dialect, Kysely, KyselyPlugin, Transaction } from 'kysely';
import type { Tables } from './tables.js';

/** A kind of database: how it is spoken to, and what of the store's promises it keeps in a way of its own. */
export interface Engine {
  dialect: Dialect;
  /** Writes the columns of tables in its own way. */
  columns?: KyselyPlugin;
  /** Begins a transaction over one unchanging state. */
  read<T>(db: Kysely<Tables>, work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T>;
  /** Begins a transaction that no other writer of the same workspace runs beside, whatever their process. */
  write<T>(db: Kysely<Tables>, workspace: string, work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T>;
  /** True for what passes by itself or by an operator's hand: a full disk, a lock held too long, a database that is away. */
  isUnavailable(error: unknown): boolean;
  /** True for a transaction that only has to be run again. */
  isRepeatable?(error: unknown): boolean;
  /** Takes what was erased out of the database's own log as well. @returns False where another process is in the way just now. */
  sweep?(db: Kysely<Tables>): Promise<boolean>;
  /** Tells other processes, with the transaction, that there are changes in a workspace. */
  announce?(transaction: Transaction<Tables>, workspace: string): Promise<void>;
  /** Hears of the changes of other processes; with nothing, some may have been missed. Gives what ends it. */
  listen?(notice: (workspace?: string) => void): () => Promise<void>;
}
