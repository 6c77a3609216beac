import type { Client } from '@helpmark/client';
import type { PolicyAnswer } from '@helpmark/schema';
import { html, nothing } from 'lit';
import { whenIdle } from './when-idle.js';
import type { FilesOf } from '../ticket-attachments/ticket-attachments.js';

/**
 * Draws files; what does comes with the first.
 *
 * @param known - The policy, where files can be added.
 */
export function renderAttachments(client: Client | undefined, of: FilesOf, known?: PolicyAnswer) {
  if (known && !known.policy.attachments && !('draft' in of && of.draft?.files.length)) return nothing;
  // Without it, everything else still does its work.
  whenIdle(() => void import('../ticket-attachments/ticket-attachments.define.js').catch(() => {}));
  return html`<hm-ticket-attachments
    id=${known ? 'attachments' : nothing}
    .client=${client}
    .known=${known}
    .of=${of}
  ></hm-ticket-attachments>`;
}
