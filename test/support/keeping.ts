import type { Client, ClientOptions, Draft, Device, OutboxEntry, StorageEntry, StoragePort } from '@helpmark/client';
import { createClient, createMemoryStorage } from '@helpmark/client';
import { unsignedToken } from './scripted-server.js';

/** A device that a test breaks and mends, and that several tabs share. */
export interface TestDevice {
  storage: StoragePort;
  /** While true, every piece of work with the storage fails. */
  broken: boolean;
  /** All that rests. */
  rests(): Promise<StorageEntry[]>;
  /** What the launcher of the next page would find. */
  marked: boolean;
  /** Opens a tab of a person. */
  tab(options?: Partial<ClientOptions>): Client;
  /** Something that clients wait for has happened: the connection is back, or the person looks at the page again. */
  wake(): void;
  /** The pages may be about to end. */
  hide(): void;
  close(): void;
}

/** Makes a device without timers to wait for: what is to be done later is done at once, in its turn. */
export function createTestDevice(baseUrl: string, storage = createMemoryStorage()): TestDevice {
  const watching = new Set<Parameters<Device['watch']>[0]>();
  const listening = new Set<() => void>();
  const clients: Client[] = [];
  const guard = <T>(work: () => Promise<T>): Promise<T> =>
    device.broken ? Promise.reject(new DOMException('Refused by the test.', 'QuotaExceededError')) : work();
  const device: TestDevice = {
    storage: {
      read: (prefix) => guard(() => storage.read(prefix)),
      write: (prefixes, change) => guard(() => storage.write(prefixes, change)),
    },
    broken: false,
    rests: () => storage.read([]),
    marked: false,
    tab(options = {}) {
      const person = { workspace: 'acme', id: 'ada' };
      const client = createClient({
        baseUrl,
        person,
        getToken: () => unsignedToken({ sub: 'ada', workspace: 'acme' }),
        ...options,
        device: {
          storage: device.storage,
          lock: (_name, work) => work(),
          channel(_name, listen) {
            listening.add(listen);
            const tell = () => listening.forEach((one) => one !== listen && setImmediate(one));
            return { tell, close: () => listening.delete(listen) };
          },
          chance: () => 0.001,
          watch(on) {
            watching.add(on);
            return () => watching.delete(on);
          },
          mark: (present) => (device.marked = present),
          persist: async () => false,
          ...options.device,
        },
      });
      clients.push(client);
      return client;
    },
    wake: () => watching.forEach((on) => on.wake()),
    hide: () => watching.forEach((on) => on.hide()),
    close: () => clients.forEach((client) => client.close()),
  };
  return device;
}

/** Waits until something holds, looking again whenever a draft or the outbox changes. */
export function until(watched: Pick<Draft, 'subscribe'> | Client['outbox'], holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = watched.subscribe(() => look());
    const look = () => {
      if (!holds()) return;
      setImmediate(() => stop());
      resolve();
    };
    look();
  });
}

/** The entry of this id, as the outbox has it now. */
export const entryIn = (client: Client, id: string): OutboxEntry | undefined =>
  client.outbox.list().find((entry) => entry.id === id);
