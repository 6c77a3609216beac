import * as z from 'zod/mini';
import type { TicketPlace } from '../store/store.js';

const cursorSchema = z.tuple([z.string(), z.union([z.string(), z.number()]), z.string()]);

/**
 * Writes where a page ended. It holds nothing that the page did not show: the order, the last ticket's value in it, its id.
 */
export function writeCursor(sort: string, { value, id }: TicketPlace): string {
  return Buffer.from(JSON.stringify([sort, value, id])).toString('base64url');
}

/** Reads a cursor back; nothing where it is none, or one of another order. */
export function readCursor(sort: string, cursor: string): TicketPlace | undefined {
  try {
    const [order, value, id] = z.parse(cursorSchema, JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return order === sort ? { value, id } : undefined;
  } catch {
    return undefined;
  }
}
