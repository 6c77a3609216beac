import type { Role } from '@helpmark/schema';

/** Someone who may sign in to the demo. */
export interface DemoPerson {
  id: string;
  name: string;
  email: string;
  role: Role;
  /** What they do at work, as the sign-in page says it. */
  title: string;
  /** The customer they work for; those who answer tickets work for Emberlot itself. */
  organization?: 'Northgate Coffee Roasters' | 'Fennel Street Coffee';
  plan?: 'production' | 'studio';
  locale: string;
}

/** One support operation: Emberlot, which makes the product, answers the tickets of all its customers. */
export const workspace = 'emberlot';

/** The support of Emberlot's shop, apart from the product's: a page of the gallery has both. */
export const shopWorkspace = 'emberlot-shop';

export const workspaces = [workspace, shopWorkspace];

/** Everyone there is. The sign-in page shows them in this order; a test holds the page to it. */
export const people: readonly DemoPerson[] = [
  {
    id: 'maren-okafor',
    name: 'Maren Okafor',
    email: 'maren@northgate.example',
    role: 'requester',
    title: 'Head roaster',
    organization: 'Northgate Coffee Roasters',
    plan: 'production',
    locale: 'en-GB',
  },
  {
    id: 'tomas-lindholm',
    name: 'Tomas Lindholm',
    email: 'tomas@northgate.example',
    role: 'requester',
    title: 'Production planner',
    organization: 'Northgate Coffee Roasters',
    plan: 'production',
    locale: 'en-GB',
  },
  {
    id: 'priya-raman',
    name: 'Priya Raman',
    email: 'priya@fennelstreet.example',
    role: 'requester',
    title: 'Owner',
    organization: 'Fennel Street Coffee',
    plan: 'studio',
    locale: 'en-GB',
  },
  {
    id: 'jonas-adeyemi',
    name: 'Jonas Adeyemi',
    email: 'jonas@fennelstreet.example',
    role: 'requester',
    title: 'Roaster',
    organization: 'Fennel Street Coffee',
    plan: 'studio',
    locale: 'en-GB',
  },
  {
    id: 'lena-castellan',
    name: 'Lena Castellan',
    email: 'lena@emberlot.example',
    role: 'staff',
    title: 'Customer support',
    locale: 'en-GB',
  },
  {
    id: 'idris-bahari',
    name: 'Idris Bahari',
    email: 'idris@emberlot.example',
    role: 'staff',
    title: 'Roasting support',
    locale: 'en-GB',
  },
  {
    id: 'ruth-almeida',
    name: 'Ruth Almeida',
    email: 'ruth@emberlot.example',
    role: 'admin',
    title: 'Head of support',
    locale: 'en-GB',
  },
];

/** The person of an id; nothing where there is none. */
export function personOf(id: string): DemoPerson | undefined {
  return people.find((person) => person.id === id);
}
