import type { Person } from '@helpmark/schema';
import type { Store } from './store/store.js';

/** Keeps a person as their latest token describes them. */
export type RememberPerson = (person: Person) => Promise<void>;

/** People whose rows are known to be right; beyond so many, the longest unseen is looked up again. */
const most = 10_000;

/** Writes a person down when a token says something new, so that reading costs no write. */
export function createPeopleMemory(store: Store): RememberPerson {
  const written = new Map<string, string>();
  return async (person) => {
    const key = JSON.stringify([person.workspace, person.id]);
    const { role, name, email, organization, plan, locale } = person;
    const facts = JSON.stringify([role, name, email, organization, plan, locale]);
    if (written.get(key) !== facts) await store.write(person.workspace, (records) => records.savePerson(person));
    written.delete(key);
    written.set(key, facts);
    if (written.size > most) for (const oldest of written.keys()) if (written.size > most) written.delete(oldest);
  };
}
