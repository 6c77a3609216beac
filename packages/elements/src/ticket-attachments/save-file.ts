import type { Client } from '@helpmark/client';
import { safeName } from '@helpmark/schema';
import type { Attachment } from '@helpmark/schema';

/**
 * Fetches a file with the person's token and hands it to the browser: no address of it exists elsewhere.
 *
 * @throws {ClientError}
 */
export async function saveFile({ id, name }: Attachment, client: Client): Promise<void> {
  const bytes = await (await client.attachments()).download(id);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(bytes);
  link.download = safeName(name);
  link.click();
  // The browser has taken hold of the bytes by the next task.
  setTimeout(() => URL.revokeObjectURL(link.href));
}
