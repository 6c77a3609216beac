import type { DraftFile, DraftValue, OutboxEntry, SentEntry } from '@helpmark/client';

/** Something that a person wrote, in all its versions. Its mark stands in each of them. */
export interface Writing {
  mark: string;
  /** How often it was changed. */
  version: number;
  /** The latest version that was seen as saved, or as an entry on the device. */
  safe: number | undefined;
  /** The versions that "send" was pressed on. */
  pressed: Set<string>;
  /** Names of tabs that wrote on it. */
  by: Set<string>;
  /** True once the outbox has it on the device, or in a tab that still runs. */
  entered: boolean;
  /** Why nothing has to be left of it: the person wanted it so, or was told that it lives in one tab, which then crashed. */
  waived: string | undefined;
  /** True where it was discarded at some time, in one tab of several perhaps; its files go with that. */
  discarded: boolean;
  /** True once the person chose between the versions of two tabs; files of the other one may be gone. */
  chosen: boolean;
  /** Files by name, as bytes. */
  files: Map<string, Uint8Array>;
  /** Names of those that were seen as saved on the device with it. */
  safeFiles: Set<string>;
}

/** What is known to have happened in a simulation, for judging how it ends. */
export class Ledger {
  readonly writings = new Map<string, Writing>();
  /** What the server has said that it made, by id. */
  readonly made = new Map<string, string | undefined>();
  readonly faults: string[] = [];
  readonly #entries = new Map<string, Writing>();

  begin(mark: string): Writing {
    const writing: Writing = {
      ...{ mark, version: 0, safe: undefined, pressed: new Set(), by: new Set(), entered: false, waived: undefined },
      ...{ discarded: false, chosen: false, files: new Map<string, Uint8Array>(), safeFiles: new Set() },
    };
    this.writings.set(mark, writing);
    return writing;
  }

  /** The writing that a text is a version of. */
  of(text: unknown): Writing | undefined {
    return this.writings.get(/<(\w+)>/.exec(String(text))?.[1] ?? '');
  }

  ofValue(value: DraftValue | undefined): Writing | undefined {
    return this.of(value?.answers['text']);
  }

  /** Notes that a version is on the device, with these files. */
  saved(value: DraftValue | undefined, files: readonly Pick<DraftFile, 'name'>[] = []): void {
    const writing = this.ofValue(value);
    if (!writing) return;
    writing.safe = Math.max(writing.safe ?? 0, versionOf(value!.answers['text']));
    for (const { name } of files) if (writing.files.has(name)) writing.safeFiles.add(name);
  }

  entered(entry: OutboxEntry, value: DraftValue): void {
    const writing = this.ofValue(value)!;
    writing.entered = true;
    this.#entries.set(entry.id, writing);
    if (entry.onDevice) this.saved(value, entry.files);
  }

  /** An entry has become a draft again. */
  taken(entry: OutboxEntry): void {
    const writing = this.ofEntry(entry);
    if (writing) writing.entered = false;
  }

  /** The writing that an entry sends. */
  ofEntry({ id, input }: OutboxEntry): Writing | undefined {
    return this.#entries.get(id) ?? this.of('subject' in input ? input.subject : input.body);
  }

  waive(writing: Writing | undefined, why: string): void {
    if (writing) writing.waived = why;
  }

  /** A client says that the server has something: it must have said so itself. */
  sent(sent: SentEntry, tab: string): void {
    const id = sent.message ?? sent.ticket;
    if (!this.made.has(id)) this.faults.push(`${tab} shows ${id} as sent, and the server has not made it`);
    else if (!sent.message && this.made.get(id) !== sent.number) this.faults.push(`${tab} shows ${id} with another number`);
  }
}

/** How a text says which writing and version it is. */
export const textOf = (writing: Writing): string => `<${writing.mark}> version ${writing.version} ÄÖ🙂`;
export const versionOf = (text: unknown): number => Number(/version (\d+)/.exec(String(text))?.[1] ?? -1);
