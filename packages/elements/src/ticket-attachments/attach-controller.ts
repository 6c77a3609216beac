import type { Client, Draft } from '@helpmark/client';
import type { PolicyAnswer, SentFiles } from '@helpmark/schema';
import type { ReactiveControllerHost } from 'lit';
import type { FileTrouble } from './file-words.js';

/** Bytes that the files of one draft may have together, as the client keeps them. */
const room = 64 * 1024 ** 2;

/** Where chosen files go, and what they are held against. */
export interface AttachTarget {
  client: Client;
  draft: Draft;
  rules: PolicyAnswer['policy']['attachments'];
  sent: SentFiles | undefined;
}

/** A file that was chosen and is no part of the draft: it is being read, or something is wrong with it. */
export interface ChosenFile {
  key: string;
  file: File;
  trouble?: FileTrouble | undefined;
  /** Its name in the draft, from when it goes there. */
  added?: string;
}

/** Takes files that a person chooses into a draft, one after another, so that each is counted with those before it. */
export class AttachController {
  /** Those on their way into the draft, and those that did not get there. */
  chosen: readonly ChosenFile[] = [];
  readonly #host: ReactiveControllerHost;
  readonly #added: (name: string) => void;
  #running: Promise<void> | undefined;
  #count = 0;

  /** @param added - Called with the name of each file that is in the draft now. */
  constructor(host: ReactiveControllerHost, added: (name: string) => void) {
    this.#host = host;
    this.#added = added;
  }

  /** Settles once every chosen file is in the draft or refused; nothing where none is being read. */
  get pending(): Promise<void> | undefined {
    return this.#running;
  }

  take(files: Iterable<File>, target: AttachTarget): void {
    const added = [...files].map((file) => ({ key: `chosen-${this.#count++}`, file }));
    this.#set([...this.chosen, ...added]);
    for (const one of added) this.#enqueue(one, target);
  }

  /** Reads a file again. */
  retry(one: ChosenFile, target: AttachTarget): void {
    one.trouble = undefined;
    this.#host.requestUpdate();
    this.#enqueue(one, target);
  }

  /** Forgets a file that is being read or was refused. */
  forget(one: ChosenFile): void {
    this.#set(this.chosen.filter((other) => other !== one));
  }

  forgetAll(): void {
    this.#set([]);
  }

  #enqueue(one: ChosenFile, target: AttachTarget): void {
    const running = (this.#running ?? Promise.resolve())
      .then(() => this.#read(one, target))
      .finally(() => {
        if (this.#running === running) this.#running = undefined;
      });
    this.#running = running;
  }

  async #read(one: ChosenFile, { client, draft, rules, sent }: AttachTarget): Promise<void> {
    const { id } = draft;
    // It may have been taken back, or its draft discarded, while others were read.
    const isOver = () => !this.chosen.includes(one) || draft.id !== id;
    if (isOver()) return;
    try {
      const attachments = await client.attachments().catch(() => undefined);
      if (!attachments) return this.#refuse(one, { code: 'unreachable' });
      const { file, issue } = await attachments.prepare(one.file, { rules, present: draft.files, sent });
      if (isOver()) return;
      if (!file) return this.#refuse(one, issue);
      one.added = file.name;
      await draft.addFile(file);
      this.forget(one);
      this.#added(file.name);
    } catch (error) {
      const full = (error as { code?: string }).code === 'draft-too-large';
      this.#refuse(one, full ? { code: 'no-room', limit: room } : { code: 'unreadable' });
    }
  }

  #refuse(one: ChosenFile, trouble: FileTrouble): void {
    one.trouble = trouble;
    this.#host.requestUpdate();
  }

  #set(chosen: readonly ChosenFile[]): void {
    this.chosen = chosen;
    this.#host.requestUpdate();
  }
}
