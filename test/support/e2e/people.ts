import type { Screen } from './screen.js';

/** Signs in to the demo as one of the people of its first page. */
export async function signIn(screen: Screen, url: string, name: string): Promise<void> {
  await screen.open(url);
  await screen.click({ role: 'button', name: new RegExp(name) });
  await screen.see({ role: 'heading' });
}
