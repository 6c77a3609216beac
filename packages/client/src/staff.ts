export { createStaffClient } from './create-staff-client.js';
export type { StaffClient } from './create-staff-client.js';
export type { CategoriesClient } from './categories/categories.js';
export type { PeopleClient, PersonQuery } from './people/people.js';
export type { StaffTicketQuery, StaffTicketsClient } from './tickets/staff-tickets.js';
