import type { Kit } from '../kit.js';
import { NetworkError } from '../errors/network-error.js';
import { late } from '../transport/transport.js';
import type { Engine, EngineHost } from './engine.js';
import type { OutboxEntry, SentEntry } from './outbox-entry.js';

/** What a person has sent off and what the server has not confirmed yet, in all tabs of this device. */
export interface OutboxClient {
  /**
   * Gives what is in the outbox, in order: tickets with `new`, messages to a ticket with its id, everything without a slot.
   * Empty until it was read; subscribe to be told.
   */
  list(slot?: string): readonly OutboxEntry[];
  /**
   * Starts the outbox and calls at every change, with the entry where the server has just confirmed one. Gives what stops the
   * calls; the outbox goes on.
   */
  subscribe(listener: (sent?: SentEntry) => void): () => void;
  /** Tries an entry and its files now, a refused one too, within the requests that an hour allows. */
  retry(id: string): Promise<void>;
  /**
   * Makes a draft of an entry again; open it by what this gives. Sent off again it has another key, except where the first try
   * may have arrived without an answer: then it keeps its key, so that nothing comes twice.
   *
   * @throws {StorageError} `on-its-way` while it is being sent, and once its words have arrived; `storage-refused` where it has files whose
   * bytes the device alone has, and does not give.
   */
  edit(id: string): Promise<{ slot: string; id: string }>;
  /**
   * Removes an entry; of one whose words have arrived, the files that are left.
   *
   * @throws {StorageError} `on-its-way` while its words are being sent.
   */
  discard(id: string): Promise<void>;
  /**
   * Goes without a file that is left of an entry whose words have arrived.
   *
   * @throws {StorageError} `on-its-way` where they have not: edit it then.
   */
  dropFile(id: string, key: string): Promise<void>;
}

/** The outbox's door, and what the rest of the client needs behind it. */
export interface OutboxDoor {
  client: OutboxClient;
  /** Brings what sends. */
  bring: () => Promise<Engine>;
  /** What sends, once it is here. */
  engine?: Engine;
  /** Sends what is due, if anything waits; where it is urgent, also what waits for a later try. */
  look(urgent?: boolean): Promise<void>;
}

/** Makes the outbox's door. */
export function createOutboxClient(host: Omit<EngineHost, 'listeners'> & Kit & { start(): void }): OutboxDoor {
  const listeners = new Set<(sent?: SentEntry) => void>();
  let coming: Promise<Engine> | undefined;

  const bring = () =>
    (coming ??= import('./engine.js').then(
      ({ createEngine }) => {
        // What reads the answers is here before it is wanted, too.
        void late('ticketSchema')().catch(() => {});
        return (door.engine = createEngine({ ...host, listeners }));
      },
      (error) => {
        coming = undefined;
        throw new NetworkError('Loading what sends', error);
      },
    ));
  const behind = async () => (await bring()).outbox.client;

  const door: OutboxDoor = {
    bring,
    async look(urgent) {
      if (door.engine) door.engine.pump(urgent);
      else if ((await host.store.read(['outbox']).catch(() => [])).length > 0) await bring().catch(() => {});
    },
    client: {
      list: (slot) => door.engine?.outbox.client.list(slot) ?? [],
      subscribe(listener) {
        listeners.add(listener);
        host.start();
        return () => listeners.delete(listener);
      },
      retry: async (id) => (await behind()).retry(id),
      edit: async (id) => (await behind()).edit(id),
      discard: async (id) => (await behind()).discard(id),
      dropFile: async (id, key) => (await behind()).dropFile(id, key),
    },
  };
  return door;
}
