import type { Client } from '@helpmark/client';
import { fetchSupportToken, readSession } from '../shared/session.js';

/** What a page sets on the help button; the element itself comes with the launcher, whenever that has loaded. */
export interface HelpButton extends HTMLElement {
  client?: Client;
  person?: { workspace: string; id: string };
  getToken?: () => Promise<string>;
  show: () => Promise<void>;
}

/** Says to a (?) button who is signed in, and where tokens come from: all that a page does for it. */
export async function embed(button: HelpButton): Promise<void> {
  const person = await readSession();
  const { workspace = person.workspace } = button.dataset;
  button.person = { workspace, id: person.id };
  button.getToken = () => fetchSupportToken(workspace);
}

for (const button of document.querySelectorAll<HelpButton>('hm-help-button')) void embed(button);
