/** The person who is signed in, as `GET /api/me` answers. */
export interface SessionPerson {
  workspace: string;
  id: string;
  name: string;
  email: string;
  role: string;
  title: string;
  organization?: string;
}

/** Reads who is signed in; nobody is sent to the sign-in page and never comes back here. */
export async function readSession(): Promise<SessionPerson> {
  return (await getJson('/api/me')) as SessionPerson;
}

/**
 * Asks the product's own server for a short-lived token for the support widget.
 *
 * @param workspace - Whose support it opens; the product's by default.
 */
export async function fetchSupportToken(workspace?: string): Promise<string> {
  const query = workspace ? `?${new URLSearchParams({ workspace }).toString()}` : '';
  const response = await fetch(`/api/support-token${query}`, { method: 'POST' });
  if (!response.ok) throw new Error(`The support token was refused with status ${response.status}.`);
  return response.text();
}

/** Reads JSON from the product's own server. */
export async function getJson(path: string): Promise<unknown> {
  const response = await fetch(path);
  if (response.status === 401) {
    location.assign('/');
    return new Promise(() => {});
  }
  if (!response.ok) throw new Error(`GET ${path} was answered with status ${response.status}.`);
  return response.json();
}

/** The first letters of a name's first and last word. */
export function initialsOf(name: string): string {
  const words = name.split(' ');
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0] ?? '').join('');
}
