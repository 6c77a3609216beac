import type { CategoriesClient } from './categories/categories.js';
import { createCategoriesClient } from './categories/categories.js';
import type { ClientOptions } from './client-options.js';
import type { Client } from './create-client.js';
import { assembleClient } from './create-client.js';
import type { PeopleClient } from './people/people.js';
import { createPeopleClient } from './people/people.js';
import type { StaffTicketsClient } from './tickets/staff-tickets.js';
import { createStaffTicketsClient } from './tickets/staff-tickets.js';

/** A client for someone who answers tickets. */
export interface StaffClient extends Client {
  readonly tickets: StaffTicketsClient;
  readonly people: PeopleClient;
  readonly categories: CategoriesClient;
}

/**
 * Makes a client for someone who answers tickets. The server refuses its calls to a token without the role.
 *
 * @throws {TypeError} for an option that cannot work, saying what to write.
 */
export function createStaffClient(options: ClientOptions): StaffClient {
  const { client, send } = assembleClient(options);
  return {
    ...client,
    tickets: createStaffTicketsClient(send),
    people: createPeopleClient(send),
    categories: createCategoriesClient(send),
  };
}
