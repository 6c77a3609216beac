import { cover, createPrivacyGuard } from '@helpmark/client/privacy';
import type { PrivacyGuard } from '@helpmark/client/privacy';
import type { LitElement } from 'lit';
import { html, nothing } from 'lit';
import type { LocaleController } from '../controllers/locale-controller.js';
import type { Term } from '../locales/words.js';
import { coverFile, GuardedFiles } from './guarded-files.js';
import type { Found, Guarded, GuardedText } from './guarded.js';
import { textsOf } from './guarded.js';
import { renderFindings } from './findings.js';

export { evidenceLanguages as languages } from '../locales/evidence/languages.js';
export { enGuard as words } from '../locales/en-guard.js';
export { privacyGuardStyles as styles } from './privacy-guard.styles.js';

// What looks at words and files before they leave the device; it comes where the policy names a detector.

/** Milliseconds that nobody types before the words are looked at: half a word is nothing to point at. */
const pause = 700;

/** Milliseconds after a warning from which sending again is meant: a double click has not seen it. */
const seen = 1000;

/** What one form or composer has found, and what its person has said of it. */
class WordGuard {
  readonly #host: LitElement;
  readonly #locale: LocaleController;
  readonly #files = new GuardedFiles();
  /** The part of the policy that the guard was made for. */
  #rules: object | undefined;
  #guard: Promise<PrivacyGuard | undefined> | undefined;
  /** What was in each text that was looked at, so that each is looked at once. */
  readonly #checked = new Map<string, Found['finding'][]>();
  #inFiles: Found[] = [];
  /** What the person has decided to leave. */
  readonly #left = new Set<string>();
  /** When the person was first warned of what, as they sent it. */
  readonly #warned = new Map<string, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #said: Term | undefined;
  #undo: (() => void) | undefined;
  /** What is about to leave, as it was drawn last. */
  #view!: Guarded;
  #running: Promise<boolean> | undefined;

  constructor(host: LitElement, locale: LocaleController) {
    this.#host = host;
    this.#locale = locale;
  }

  /** Draws what was found in what was looked at so far, and looks at the rest once nobody types. */
  render(view: Guarded) {
    const locale = this.#locale;
    this.#view = view;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look().then((news) => news && this.#host.requestUpdate()), pause);
    const found = this.#found();
    const content = renderFindings(found, view.known.policy.privacy?.secureChannel, locale, {
      cover: (some) => void this.#cover(some),
      show: (one) => this.#show(one),
      leave: (one) => {
        this.#left.add(one.key);
        this.#focus(undefined);
      },
    });
    const undo =
      this.#undo && html`<button type="button" class="plain" @click=${this.#takeBack}>${locale.term('guardUndo')}</button>`;
    // It comes while somebody writes, and takes no room where it has nothing to say: nothing jumps away below a hand.
    const quiet = found.length === 0 && !this.#said;
    return html`<div class="guard ${quiet ? 'hidden-text' : ''}" id="guard" tabindex="-1">
      ${content}
      <div class="row">
        <p class="muted" role="status">${this.#said && locale.term(this.#said)}</p>
        ${undo ?? nothing}
      </div>
    </div>`;
  }

  /** Whether all of it may leave. What is warned of may the second time: then the person has seen it. */
  clears(view: Guarded): Promise<boolean> {
    this.#view = view;
    return (this.#running ??= this.#decide().finally(() => (this.#running = undefined)));
  }

  async #decide(): Promise<boolean> {
    await this.#look();
    const now = performance.now();
    const found = this.#found();
    const open = found.filter(({ key, finding }) => finding.effect === 'block' || !(now - this.#warned.get(key)! > seen));
    for (const { key } of found) if (!this.#warned.has(key)) this.#warned.set(key, now);
    if (open.length > 0) this.#focus(undefined);
    return open.length === 0;
  }

  /** Looks at all that was not looked at before. Gives whether anything was. */
  async #look(): Promise<boolean> {
    const { known, draft } = this.#view;
    const texts = textsOf(this.#view, this.#locale);
    const { privacy } = known.policy;
    if (privacy !== this.#rules) {
      this.#rules = privacy;
      this.#checked.clear();
      this.#guard = createPrivacyGuard(privacy, known.person.email ? [known.person.email] : []);
    }
    const guard = await this.#guard;
    if (!guard) return false;
    const before = this.#inFiles.length;
    const fresh = texts.filter(({ text }) => !this.#checked.has(text));
    for (const { text } of fresh) this.#checked.set(text, guard.check(text));
    for (const text of [...this.#checked.keys()]) if (!texts.some((one) => one.text === text)) this.#checked.delete(text);
    this.#inFiles = await this.#files.check(draft, guard);
    return fresh.length > 0 || before !== this.#inFiles.length;
  }

  /** What is open: found, still there, and not left on purpose. */
  #found(): Found[] {
    const texts = textsOf(this.#view, this.#locale);
    const { draft } = this.#view;
    const inTexts = texts.flatMap((control) =>
      (this.#checked.get(control.text) ?? []).map((finding): Found => {
        const key = `${control.id} ${finding.kind} ${control.text.slice(finding.start, finding.end)}`;
        return { finding, text: control.text, key, at: { control } };
      }),
    );
    const inFiles = this.#inFiles.filter(({ at }) => draft?.files.some(({ key }) => 'file' in at && key === at.file));
    return [...inTexts, ...inFiles].filter(({ key, finding }) => finding.effect === 'block' || !this.#left.has(key));
  }

  async #cover(found: readonly Found[]): Promise<void> {
    const view = this.#view;
    const before: [GuardedText, string][] = [];
    let target = '';
    for (const [control, findings] of grouped(found)) {
      const current = this.#textOf(control.id);
      if (!current) continue;
      before.push([current, current.text]);
      current.take(cover(current.text, findings));
      target = current.id;
    }
    const files = new Set(found.flatMap(({ at }) => ('file' in at ? at.file : [])));
    this.#said = 'guardCovered';
    try {
      for (const file of files) {
        await coverFile(
          file,
          found.filter(({ at }) => 'file' in at && at.file === file),
          view,
        );
      }
    } catch {
      this.#said = 'guardNotCovered';
    }
    // A file that was chosen is still where it was chosen from; words may be nowhere else.
    this.#undo = before.length > 0 ? () => before.forEach(([{ id }, text]) => this.#textOf(id)?.take(text)) : undefined;
    await this.#look();
    this.#focus(target);
  }

  readonly #takeBack = () => {
    this.#undo?.();
    this.#undo = undefined;
    this.#said = undefined;
    this.#focus(undefined);
  };

  #textOf(id: string): GuardedText | undefined {
    return textsOf(this.#view, this.#locale).find((one) => one.id === id);
  }

  /** Takes the person to the words, chosen in their control. */
  #show({ at, finding, text }: Found): void {
    if (!('control' in at)) return;
    const control = this.#control(at.control.id);
    control?.focus();
    const word = text.slice(finding.start, finding.end);
    const start = control?.value.indexOf(word) ?? -1;
    if (start >= 0) control!.setSelectionRange(start, start + word.length);
  }

  #control(id: string): HTMLInputElement | null {
    return this.#host.renderRoot.querySelector<HTMLInputElement>(`[id="${id}"]`);
  }

  /** The next thing to decide has the focus, else the words that were changed, else all of it. */
  #focus(id: string | undefined): void {
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => {
      const next = this.#host.renderRoot.querySelector<HTMLElement>('#guard .cover');
      (next ?? (id ? this.#control(id) : null) ?? this.#control('guard'))?.focus();
    });
  }
}

/** Findings in words, by their control. */
function grouped(found: readonly Found[]): Map<GuardedText, Found['finding'][]> {
  const groups = new Map<GuardedText, Found['finding'][]>();
  for (const { at, finding } of found) {
    if ('control' in at) groups.set(at.control, [...(groups.get(at.control) ?? []), finding]);
  }
  return groups;
}

const guards = new WeakMap<LitElement, WordGuard>();

/** Draws what was found in what is about to leave. */
export function renderGuard(host: LitElement, view: Guarded, locale: LocaleController) {
  return guardOf(host, locale).render(view);
}

/** Whether all of it may leave the device now. Where it may not, the host shows why and the focus is there. */
export function clears(host: LitElement, view: Guarded, locale: LocaleController): Promise<boolean> {
  return guardOf(host, locale).clears(view);
}

/** The guard of a form or composer: one for as long as it is there. */
function guardOf(host: LitElement, locale: LocaleController): WordGuard {
  const guard = guards.get(host) ?? new WordGuard(host, locale);
  guards.set(host, guard);
  return guard;
}
