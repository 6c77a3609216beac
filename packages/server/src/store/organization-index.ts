import type { Kysely } from 'kysely';

/** The step that lets the tickets of an organization be found without looking at those of others. */
export async function createOrganizationIndex({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createIndex('tickets_of_organization')
    .on('tickets')
    .columns(['workspace', 'organization', 'public_updated_at', 'id'])
    .execute();
}
