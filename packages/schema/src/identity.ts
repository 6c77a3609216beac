import * as z from 'zod/mini';

/** Who a person is to a workspace: someone who asks, someone who answers, someone who also administers. */
export const roles = ['requester', 'staff', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Whose tickets a requester sees: their own, or those of their whole organization. */
export const sights = ['own', 'organization'] as const;
export type Sight = (typeof sights)[number];

/** A person as the host's token describes them. The page gets the same shape back from `GET /v1/policy`. */
export const personSchema = z.object({
  /** The host's own id of the person: the token's `sub`. */
  id: z.string(),
  workspace: z.string(),
  role: z.string(),
  name: z.optional(z.string()),
  email: z.optional(z.string()),
  /** An opaque plan key of the host's; a policy names the plans that a level is open to. */
  plan: z.optional(z.string()),
  /** A BCP 47 language tag. */
  locale: z.optional(z.string()),
  /** The requester's company inside the workspace. */
  organization: z.optional(z.string()),
  /** Whose tickets they see: `own` by default, or those of their `organization`. */
  see: z.optional(z.string()),
  /** Of staff: keys of the restricted queues that they belong to. */
  queues: z.optional(z.array(z.string())),
});
export type Person = z.infer<typeof personSchema>;

/** True for those who answer: staff and administrators. */
export function isStaff(person: Pick<Person, 'role'>): boolean {
  return person.role === 'staff' || person.role === 'admin';
}

/** A person as a ticket or message shows them. Only staff see another person's e-mail. */
export const authorSchema = z.object({
  id: z.string(),
  role: z.string(),
  name: z.optional(z.string()),
  email: z.optional(z.string()),
});
export type Author = z.infer<typeof authorSchema>;
