import type { Client, Draft, OutboxEntry } from '@helpmark/client';
import { checkFiles } from '@helpmark/schema';
import type { Attachment, PolicyAnswer, SentFiles, Ticket } from '@helpmark/schema';
import { html, LitElement, nothing } from 'lit';
import { LatePart } from '../controllers/late-part.js';
import { LocaleController } from '../controllers/locale-controller.js';
import { version } from '../internal/define.js';
import { failureTerm } from '../internal/failure.js';
import { property, state } from '../internal/property.js';
import { enAttachments } from '../locales/en-attachments.js';
import type { Term } from '../locales/words.js';
import type * as Editor from '../picture-editor/picture-editor.js';
import { baseStyles, buttonStyles } from '../styles/base.styles.js';
import type { AttachTarget, ChosenFile } from './attach-controller.js';
import { AttachController } from './attach-controller.js';
import type { FileRow } from './file-rows.js';
import { rowOfAttachment, rowOfDraft, rowOfEntry } from './file-rows.js';
import type { FileTrouble } from './file-words.js';
import { endingOf, shownName, troubleWords, writeSize } from './file-words.js';
import { PictureController } from './picture-controller.js';
import { ticketAttachmentsStyles } from './ticket-attachments.styles.js';

/**
 * Whose files are shown: those of a draft, to be added to and taken from; of an entry on its way; or of a message. With a draft goes
 * the ticket that it belongs to, where there is one already.
 */
export type FilesOf =
  { draft: Draft | undefined; ticket?: Ticket | undefined } | { entry: OutboxEntry } | { attachments: readonly Attachment[] };

/**
 * Files, each in a row: of what is being written, with the ways to add some; of what is on its way, with how far it is; of a message,
 * to be seen and saved. Form, list, thread and timeline hold one. Files are also taken by dropping or pasting them anywhere on the
 * form around it.
 *
 * @fires change - A file was added or taken away.
 *
 * @csspart base - All of it.
 * @csspart file - One file.
 * @csspart add-button - The button that chooses files.
 * @cssstate over - While files are held over the form.
 */
export class TicketAttachmentsElement extends LitElement {
  static readonly version = version;
  static readonly formAssociated = true;
  static override styles = [baseStyles, buttonStyles, ticketAttachmentsStyles];

  /** The client whose files they are. */
  @property({ attribute: false }) client: Client | undefined;
  /** The policy as this person sees it; it says what may be added. */
  @property({ attribute: false }) known: PolicyAnswer | undefined;
  /** Whose files are shown. */
  @property({ attribute: false }) of: FilesOf | undefined;

  @state() private said = '';
  /** What went wrong with saving a file, by its id; without one, with the screen or with drawing on a picture. */
  @state() private failures: Readonly<Record<string, Term | undefined>> = {};

  readonly #internals = this.attachInternals();
  readonly #locale: LocaleController = new LocaleController(this, enAttachments);
  readonly #pictures: PictureController = new PictureController(this);
  readonly #attach: AttachController = new AttachController(this, (name) => this.#tell('fileAdded', name));
  /** What takes pictures of the screen and draws on pictures. */
  readonly #editor = new LatePart(this, this.#locale, () => import('../picture-editor/picture-editor.js'));
  #heard: Draft | undefined;
  #draftId = '';
  /** The client whose part for files has been asked for. */
  #ready: Client | undefined;
  #stop: (() => void) | undefined;
  #form: AbortController | undefined;
  /** What has the focus after the next drawing. */
  #focus: HTMLElement | number | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#hear(undefined);
  }

  /** Files are taken wherever they fall on the form. */
  formAssociatedCallback(form: HTMLFormElement | null): void {
    this.#form?.abort();
    const { signal } = (this.#form = new AbortController());
    form?.addEventListener('dragover', this.#dragOver, { signal });
    form?.addEventListener('dragleave', this.#dragLeave, { signal });
    form?.addEventListener('drop', this.#drop, { signal });
    form?.addEventListener('paste', this.#paste, { signal });
  }

  protected override willUpdate(): void {
    this.#locale.defaultLocale = this.known?.policy.defaultLocale ?? 'en';
    const draft = this.#draft;
    if (draft !== this.#heard && this.isConnected) this.#hear(draft);
    if (draft && draft.id !== this.#draftId) {
      // What was refused belongs to what was written then.
      if (this.#draftId) this.#attach.forgetAll();
      this.#draftId = draft.id;
    }
    // Where somebody writes, files can also be added once the network is gone.
    if (draft?.value && this.#rules && this.client !== this.#ready) {
      this.#ready = this.client;
      void this.client?.attachments().catch(() => {});
    }
  }

  protected override updated(): void {
    if (this.#focus === undefined) return;
    const buttons = [...this.renderRoot.querySelectorAll<HTMLElement>('.file .removes')];
    const target = typeof this.#focus === 'number' ? (buttons[this.#focus] ?? buttons.at(-1)) : this.#focus;
    (target ?? this.renderRoot.querySelector<HTMLElement>('.add'))?.focus();
    this.#focus = undefined;
  }

  /** Settles once every file that was chosen is in the draft or refused; nothing where none is being read. */
  get pending(): Promise<void> | undefined {
    return this.#attach.pending;
  }

  /** Whether a file of the draft cannot be sent as it is. */
  get faulty(): boolean {
    return this.#faults.length > 0;
  }

  /** Puts the focus on what is to be done: on the first file that cannot be sent, else on the button that adds files. */
  override focus(options?: FocusOptions): void {
    const target =
      this.renderRoot.querySelector<HTMLElement>('.wrong .removes') ?? this.renderRoot.querySelector<HTMLElement>('.add');
    if (target) target.focus(options);
    else super.focus(options);
  }

  protected override render() {
    const rows = this.#rows();
    const draft = this.#draft;
    const failed = this.failures[''];
    // With a space between them, the place for them would not count as empty.
    const troubles = [
      failed ? html`<p class="error">${this.#locale.term(failed)}</p>` : nothing,
      ...this.#attach.chosen.map((one) => (one.trouble ? this.#renderRefused(one, one.trouble) : nothing)),
    ];
    if (!this.client || !this.of || (rows.length === 0 && !(draft && this.#rules))) return nothing;
    return html`<div class="base" part="base" role="group" aria-label=${this.#locale.term('files')}>
      ${draft && this.#rules ? this.#renderAdding() : nothing}
      <ul class="files">
        ${rows.map((row) => this.#renderRow(row))}
      </ul>
      <div role="alert">${troubles}</div>
      <p class="hidden-text" role="status">${this.said}</p>
    </div>`;
  }

  #renderAdding() {
    const { accept } = this.#rules!;
    const photos = accept.filter(({ type }) => type.startsWith('image/')).map(({ type }) => type);
    const seen = !!(navigator.mediaDevices as MediaDevices | undefined)?.getDisplayMedia;
    const films = accept.some(({ type }) => /^video\/(mp4|webm)$/.test(type) && window.MediaRecorder?.isTypeSupported(type));
    const all = accept.flatMap(({ type, extensions }) => [type, ...extensions.map((extension) => `.${extension}`)]);
    return html`<div class="adding">
      <button type="button" class="add" part="add-button" aria-describedby="hint" @click=${this.#choose}>
        ${this.#locale.term('filesAdd')}
      </button>
      <input type="file" multiple hidden accept=${all.join()} @change=${this.#takeChosen} />
      ${
        photos.length > 0 && matchMedia('(pointer: coarse)').matches
          ? html`<button type="button" class="photo" @click=${this.#choose}>${this.#locale.term('filesPhoto')}</button>
              <input type="file" hidden .capture=${'environment'} accept=${photos.join()} @change=${this.#takeChosen} />`
          : nothing
      }
      ${seen && photos.includes('image/png') ? this.#renderScreen('filesShot', 'takeShot') : nothing}
      ${seen && films ? this.#renderScreen('filesRecord', 'takeRecording') : nothing}
      <p class="muted" id="hint">${this.#hint} ${photos.length > 0 ? this.#locale.term('filesPaste') : nothing}</p>
      <p class="drop" aria-hidden="true">${this.#locale.term('filesDrop')}</p>
    </div>`;
  }

  /** What shows the screen must be asked for right after a press, so what asks is here before that. */
  #renderScreen(term: Term, act: 'takeShot' | 'takeRecording') {
    const bring = () => void this.#editor.bring();
    return html`<button
      type="button"
      @pointerenter=${bring}
      @focus=${bring}
      @click=${() => this.#edit((editor, desk) => editor[act](desk))}
    >
      ${this.#locale.term(term)}
    </button>`;
  }

  #renderRow({ key, name, size, words, wrong, progress, picture, large, buttons }: FileRow) {
    if (picture) this.#pictures.offer(key, picture);
    const address = this.#pictures.addressOf(key);
    const show = picture && large && !address;
    const told = [writeSize(size, this.#locale), words].filter(Boolean).join(', ');
    return html`<li class="file ${wrong ? 'wrong' : ''}" part="file" data-file=${key}>
      ${
        address
          ? html`<img class="picture" src=${address} alt="" @error=${() => this.#pictures.giveUp(key)} />`
          : html`<span class="picture" aria-hidden="true" data-picture=${picture && !large ? key : nothing}
              >${endingOf(name)}</span
            >`
      }
      <div class="about">
        <p class="name" id="name-${key}" title=${shownName(name, Infinity)}><bdi>${shownName(name)}</bdi></p>
        <p class="muted">${told}</p>
        ${progress === undefined ? nothing : html`<progress aria-labelledby="name-${key}" max=${size} .value=${progress}></progress>`}
        ${wrong ? html`<p class="error">${wrong}</p>` : nothing}
      </div>
      <div class="buttons">
        ${show ? this.#renderButton(key, 'fileShow', () => this.#pictures.bring(key)) : nothing}
        ${buttons.map(({ term, act, removes }) => this.#renderButton(key, term, act, removes))}
      </div>
    </li>`;
  }

  /** A file that was chosen and not added: why, and what can be done. */
  #renderRefused(one: ChosenFile, trouble: FileTrouble) {
    const { key, file } = one;
    const types = this.#types;
    const again = trouble.code === 'unreadable' || trouble.code === 'unreachable';
    return html`<div class="file wrong refused" part="file">
      <p class="error about"><bdi>${troubleWords(trouble, file.name, types, this.#locale)}</bdi></p>
      <span hidden id="name-${key}">${shownName(file.name)}</span>
      <div class="buttons">
        ${again ? this.#renderButton(key, 'retry', () => this.#attach.retry(one, this.#target)) : nothing}
        ${this.#renderButton(key, 'close', () => this.#attach.forget(one), true)}
      </div>
    </div>`;
  }

  #renderButton(key: string, term: Term, act: () => unknown, removes = false) {
    return html`<button
      type="button"
      id="${term}-${key}"
      class="plain ${removes ? 'removes' : ''}"
      aria-labelledby="${term}-${key} name-${key}"
      @click=${(event: Event) => this.#press(event.currentTarget as HTMLElement, act, removes)}
    >
      ${this.#locale.term(term)}
    </button>`;
  }

  /** The files that are shown. */
  #rows(): FileRow[] {
    const { client, of } = this;
    if (!client || !of) return [];
    if ('entry' in of) return of.entry.files.map((file) => rowOfEntry(file, of.entry, client, this.#locale));
    if ('attachments' in of) {
      // A server tells nobody of files that they may not see; this holds to it once more.
      return of.attachments
        .filter(({ visibility }) => visibility === 'public')
        .map((file) => {
          const row = rowOfAttachment(file, client, () => void this.#save(file, client), this.#locale);
          const failed = this.failures[file.id];
          return { ...row, wrong: failed && this.#locale.term(failed) };
        });
    }
    const { draft } = of;
    if (!draft) return [];
    const faults = this.#faults;
    const kept = this.#locale.term(draft.state === 'this-tab-only' ? 'fileHere' : 'fileKept');
    const rows = draft.files.map((file, place): FileRow => {
      const fault = faults.find(({ at }) => at === place);
      return {
        ...rowOfDraft(file, draft.readFile),
        words: kept,
        wrong: fault && troubleWords(fault, file.name, this.#types, this.#locale),
        buttons: [
          ...(this.#drawable(file.type)
            ? [{ term: 'fileDraw', act: () => this.#edit((editor, desk) => editor.drawOn(desk, file.key)) } as const]
            : []),
          { term: 'fileRemove', act: () => this.#remove(draft, file.key, file.name), removes: true },
        ],
      };
    });
    // One that is in the draft already is drawn as such.
    const reading = this.#attach.chosen.filter(
      ({ trouble, added }) => !trouble && !draft.files.some(({ name }) => name === added),
    );
    return [
      ...rows,
      ...reading.map((one): FileRow => {
        const { key, file } = one;
        const cancel = { term: 'fileCancel', act: () => this.#attach.forget(one), removes: true } as const;
        return { key, name: file.name, size: file.size, words: this.#locale.term('fileReading'), buttons: [cancel] };
      }),
    ];
  }

  get #draft(): Draft | undefined {
    return this.of && 'draft' in this.of ? this.of.draft : undefined;
  }

  /** What may be added; nothing where the policy takes no files. */
  get #rules(): PolicyAnswer['policy']['attachments'] {
    const rules = this.known?.policy.attachments;
    return rules && rules.maxFiles > 0 ? rules : undefined;
  }

  get #types(): string {
    return (this.#rules?.accept ?? []).flatMap(({ extensions }) => extensions.map((one) => one.toUpperCase())).join(', ');
  }

  get #hint(): string {
    const { maxFiles, maxBytesPerFile, scope } = this.#rules!;
    const unlimited = scope === 'submission' && this.#sent?.reply;
    const values = { count: maxFiles, size: writeSize(maxBytesPerFile, this.#locale), types: this.#types };
    return this.#locale.term(unlimited ? 'filesHintOpen' : 'filesHint', values);
  }

  get #target(): AttachTarget {
    return { client: this.client!, draft: this.#draft!, rules: this.known!.policy.attachments, sent: this.#sent };
  }

  /** What the person has sent on the ticket before, or sent off; limits may hold for all of it together. */
  get #sent(): SentFiles | undefined {
    const ticket = this.of && 'ticket' in this.of ? this.of.ticket : undefined;
    if (!ticket || !this.client) return undefined;
    const arrived = ticket.attachments?.filter(({ key, state }) => key && state !== 'refused') ?? [];
    const queued = this.client.outbox.list(ticket.id).flatMap(({ sent, files }) => (sent ? [] : files));
    const all = [...arrived, ...queued];
    return { reply: true, files: all.length, bytes: all.reduce((sum, { size }) => sum + size, 0) };
  }

  get #faults() {
    const draft = this.#draft;
    return draft && this.known ? checkFiles(this.known.policy.attachments, draft.files, this.#sent) : [];
  }

  #hear(draft: Draft | undefined): void {
    this.#stop?.();
    this.#heard = draft;
    this.#stop = draft?.subscribe(() => this.requestUpdate());
  }

  /** Tells a screen reader and the form of a file that came or went. */
  #tell(term: Term, name: string): void {
    this.said = this.#locale.term(term, { name: shownName(name) });
    this.dispatchEvent(new Event('change', { bubbles: true }));
  }

  /** What goes takes its button along: the focus moves on to the next. */
  #press(button: HTMLElement, act: () => unknown, removes: boolean): void {
    const at = [...this.renderRoot.querySelectorAll('.file .removes')].indexOf(button);
    // What cannot be done now shows how it stands by itself.
    const done = Promise.resolve(act()).catch(() => {});
    if (!removes) return;
    void done.then(() => {
      this.#focus = at;
      this.requestUpdate();
    });
  }

  async #remove(draft: Draft, key: string, name: string): Promise<void> {
    await draft.removeFile(key);
    this.#tell('fileRemoved', name);
  }

  /** Pictures that stand still, where the PNG that comes of it may be sent. */
  #drawable(type: string): boolean {
    return /^image\/(png|jpeg|webp)$/.test(type) && this.#rules!.accept.some((kind) => kind.type === 'image/png');
  }

  async #edit(work: (editor: typeof Editor, desk: Editor.Desk) => Promise<Term | undefined>): Promise<void> {
    this.#fail('');
    const editor = await this.#editor.bring();
    const desk = { ...this.#target, host: this, locale: this.#locale, add: (file: File) => this.#take([file]) };
    this.#fail('', editor ? await work(editor, desk) : 'failedLoad');
  }

  async #save(file: Attachment, client: Client): Promise<void> {
    this.#fail(file.id);
    try {
      const { saveFile } = await import('./save-file.js');
      await saveFile(file, client);
    } catch (error) {
      this.#fail(file.id, failureTerm(error));
    }
  }

  #fail(id: string, term?: Term): void {
    this.failures = { ...this.failures, [id]: term };
  }

  #take(files: Iterable<File>): void {
    this.said = '';
    if (this.#draft && this.client && this.known) this.#attach.take(files, this.#target);
  }

  /** Opens the browser's picker of files, where some can be added. */
  choose(): void {
    this.renderRoot.querySelector<HTMLButtonElement>('.add')?.click();
  }

  readonly #choose = (event: Event) => ((event.currentTarget as Element).nextElementSibling as HTMLInputElement).click();

  readonly #takeChosen = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    this.#take(input.files!);
    input.value = ''; // the same file can be chosen again
  };

  readonly #dragOver = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files') || !this.#rules) return;
    event.preventDefault();
    this.#internals.states.add('over');
  };

  readonly #dragLeave = ({ relatedTarget, currentTarget }: DragEvent) => {
    if (!(currentTarget as Element).contains(relatedTarget as Node | null)) this.#internals.states.delete('over');
  };

  readonly #drop = (event: DragEvent) => {
    this.#internals.states.delete('over');
    const files = event.dataTransfer?.files;
    if (!files?.length || !this.#rules) return;
    event.preventDefault();
    this.#take(files);
  };

  /** Pictures and files; where there are words as well, as from a document, the words are meant. */
  readonly #paste = (event: ClipboardEvent) => {
    const { files, types } = event.clipboardData ?? {};
    if (!files?.length || types?.includes('text/plain') || !this.#rules) return;
    event.preventDefault();
    this.#take(files);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'hm-ticket-attachments': TicketAttachmentsElement;
  }
}
