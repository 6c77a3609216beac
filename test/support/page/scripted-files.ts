import type { Attachment, AttachmentInput } from '@helpmark/schema';

const pictures = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** The files of a scripted support: what was announced, and the bytes that have arrived of it. */
export class ScriptedFiles {
  readonly #files = new Map<string, { attachment: Attachment; bytes: Uint8Array<ArrayBuffer> }>();

  /** Takes a manifest. */
  announce(inputs: readonly AttachmentInput[] = [], createdAt: string): Attachment[] {
    return inputs.map(({ key, name, type, size }) => {
      const id = `file-${this.#files.size + 1}`;
      const attachment: Attachment = { id, key, name, type, size, state: 'pending', visibility: 'public', createdAt };
      this.#files.set(id, { attachment, bytes: new Uint8Array() });
      return attachment;
    });
  }

  /** Puts a file on file, all of it there. */
  add(name: string, type: string, bytes: Uint8Array<ArrayBuffer>, changes: Partial<Attachment> = {}): Attachment {
    const [attachment] = this.announce([{ key: '', name, type, size: bytes.length, sha256: '' }], '2026-11-20T09:00:00.000Z');
    this.#take(attachment!.id, bytes);
    return Object.assign(attachment!, { key: undefined }, changes);
  }

  /** The bytes that have arrived of a file. */
  bytesOf(id: string): Uint8Array<ArrayBuffer> {
    return this.#files.get(id)!.bytes;
  }

  /** Answers what is asked of uploads and attachments. */
  answer(method: string, path: string, body: Uint8Array<ArrayBuffer> | undefined): Response {
    const id = path.split('/').at(-1)!;
    const file = this.#files.get(id);
    if (!file) return problem(404, 'not-found');
    if (method === 'GET') {
      const { state, type } = file.attachment;
      return state === 'ready' ? new Response(file.bytes, { headers: { 'content-type': type } }) : problem(409, state);
    }
    if (body) this.#take(id, body);
    const headers = {
      'tus-resumable': '1.0.0',
      'upload-offset': String(file.bytes.length),
      'upload-length': String(file.attachment.size),
    };
    return new Response(null, { status: body ? 204 : 200, headers });
  }

  #take(id: string, more: Uint8Array): void {
    const file = this.#files.get(id)!;
    const { attachment } = file;
    const whole = new Uint8Array(file.bytes.length + more.length);
    whole.set(file.bytes);
    whole.set(more, file.bytes.length);
    file.bytes = whole;
    if (whole.length < attachment.size) return;
    Object.assign(attachment, { state: 'ready', image: pictures.includes(attachment.type) || undefined });
  }
}

function problem(status: number, code: string): Response {
  const headers = { 'content-type': 'application/problem+json' };
  return new Response(JSON.stringify({ title: code, status, code }), { status, headers });
}
