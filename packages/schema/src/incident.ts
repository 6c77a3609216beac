import * as z from 'zod/mini';

const lineSchema = z.string().check(z.minLength(1), z.maxLength(200));

/** The body of `PUT /v1/incidents/:key`: what an incident is called, and how it stands, in words of the host's own. */
export const incidentInputSchema = z.object({ title: lineSchema, state: lineSchema });
export type IncidentInput = z.infer<typeof incidentInputSchema>;

/** An incident that tickets can be part of. */
export const incidentSchema = z.object({ key: z.string(), title: z.string(), state: z.string() });
export type Incident = z.infer<typeof incidentSchema>;
