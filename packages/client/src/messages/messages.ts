import type { Message, MessageInput } from '@helpmark/schema';
import type { Transport, WriteOptions } from '../transport/transport.js';
import { late } from '../transport/transport.js';

/** What people write on a ticket. */
export interface MessagesClient {
  /** Sends a message. `visibility` is needed from staff and refused from requesters. */
  create(ticketId: string, input: MessageInput, options?: WriteOptions): Promise<Message>;
}

/** Makes the messages' door. */
export function createMessagesClient(send: Transport): MessagesClient {
  return {
    create: (ticketId, body, options) =>
      send({ ...options, method: 'POST', path: ['tickets', ticketId, 'messages'], body, answer: late('messageSchema') }),
  };
}
