import { html, nothing, render } from 'lit';
import type { LocaleController } from '../controllers/locale-controller.js';
import type { Term } from '../locales/words.js';
import { burn, openPicture, paint } from './burn.js';
import type { Desk } from './desk.js';
import { inDialog, openModal } from './desk.js';
import type { Place, Shape, Tool } from './shapes.js';
import { between, fitted, holdsOf, moved, newShape, pointOf, resized, shapeAt, tools } from './shapes.js';

const terms: Record<Tool, Term> = { cover: 'toolCover', frame: 'toolFrame', arrow: 'toolArrow', text: 'toolText' };

/** What each tool makes, drawn in a square of 16. */
const signs: Record<Tool, string> = {
  cover: 'M2 4h12v8H2z',
  frame: 'M2 3.5h12v9H2z',
  arrow: 'M3 13 13 3M7 3h6v6',
  text: 'M3 3.5h10M8 3.5v9.5',
};

const arrows: Record<string, [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * Lets the person cover and mark parts of a picture, by pointer, by touch or by keys, in a dialog of its own.
 *
 * @returns The picture with all of it in its pixels, as PNG without anything besides; nothing where the person goes back.
 * @throws {DOMException} where the browser cannot draw the picture.
 */
export async function editPicture({ host, locale, rules }: Desk, picture: Blob): Promise<Blob | undefined> {
  const bitmap = await openPicture(picture);
  const most = rules?.maxBytesPerFile ?? Infinity;
  try {
    return await inDialog(host, 'editor', (dialog, dir) => new PictureEditor(dialog, bitmap, locale, dir).run(most));
  } finally {
    bitmap.close();
  }
}

class PictureEditor {
  readonly #dialog: HTMLDialogElement;
  readonly #bitmap: ImageBitmap;
  readonly #locale: LocaleController;
  /** The direction of writing, where it is not that of the page around. */
  readonly #dir: string;
  #shapes: readonly Shape[] = [];
  /** What was there before each change. */
  #past: (readonly Shape[])[] = [];
  /** What the last change was; another of the same kind is undone along with it. */
  #lastChange = '';
  #chosen = -1;
  #tool: Tool = 'cover';
  #focus: string | undefined;
  /** Whether the person is asked if what they drew may go. */
  #leaving = false;
  /** What a pointer does while it is down. */
  #drag: ((to: Place) => void) | undefined;
  #done: (use: boolean) => void = () => {};

  constructor(dialog: HTMLDialogElement, bitmap: ImageBitmap, locale: LocaleController, dir: string) {
    this.#dialog = dialog;
    this.#bitmap = bitmap;
    this.#locale = locale;
    this.#dir = dir;
  }

  /** @param most - Bytes at most. */
  async run(most: number): Promise<Blob | undefined> {
    const dialog = this.#dialog;
    const use = await new Promise<boolean>((resolve) => {
      this.#done = resolve;
      // A browser may end a dialog by Escape without asking; the keys are asked first.
      dialog.addEventListener('cancel', this.#goBack);
      dialog.addEventListener('close', () => resolve(false));
      dialog.addEventListener('keydown', (event) => {
        if (event.key === 'Escape' && !event.isComposing) this.#goBack(event);
        else this.#undoByKey(event);
      });
      dialog.setAttribute('aria-labelledby', 'editor-heading');
      this.#draw();
      openModal(dialog);
    });
    return use ? burn(this.#bitmap, this.#shapes, most, this.#rtl) : undefined;
  }

  #draw(): void {
    const locale = this.#locale;
    const chosen = this.#shapes[this.#chosen];
    render(
      html`<div dir=${this.#dir}>
        <h2 id="editor-heading" tabindex="-1">${locale.term('editorHeading')}</h2>
        <p class="muted" id="editor-hint">${locale.term('editorHint')}</p>
        ${this.#renderTools()}
        <div class="stage">
          <canvas
            role="img"
            aria-label=${locale.term('editorPicture')}
            width=${this.#bitmap.width}
            height=${this.#bitmap.height}
            @pointerdown=${this.#down}
            @pointermove=${this.#move}
            @pointerup=${this.#up}
            @pointercancel=${this.#up}
          ></canvas>
        </div>
        ${this.#shapes.length > 0 ? this.#renderShapes(chosen) : nothing}
        ${this.#leaving ? this.#renderLeaving() : this.#renderEnd()}
      </div>`,
      this.#dialog,
    );
    this.#paint(chosen);
    if (this.#focus) this.#dialog.querySelector<HTMLElement>(this.#focus)?.focus();
    this.#focus = undefined;
  }

  #renderTools() {
    const locale = this.#locale;
    return html`<div class="tools">
      <fieldset>
        <legend class="hidden-text">${locale.term('editorTools')}</legend>
        ${tools.map(
          (tool) =>
            html`<label>
              <input
                type="radio"
                name="tool"
                value=${tool}
                .checked=${tool === this.#tool}
                @change=${() => {
                  this.#tool = tool;
                  this.#draw();
                }}
              />
              <span
                ><svg viewBox="0 0 16 16" class=${tool} aria-hidden="true"><path d=${signs[tool]}></path></svg
                >${locale.term(terms[tool])}</span
              >
            </label>`,
        )}
      </fieldset>
      <button type="button" id="add-shape" @click=${this.#add}>${locale.term('editorAdd')}</button>
      <button type="button" class="plain" id="undo" aria-disabled=${this.#past.length === 0} @click=${this.#undo}>
        ${locale.term('editorUndo')}
      </button>
    </div>`;
  }

  /** What is on the picture, each to be chosen, and what can be done with the chosen one. */
  #renderShapes(chosen: Shape | undefined) {
    const locale = this.#locale;
    return html`<div class="shapes">
      <div class="row" role="group" aria-label=${locale.term('editorShapes')}>
        ${this.#shapes.map(
          ({ tool, words }, at) =>
            html`<button
              type="button"
              id="shape-${at}"
              aria-pressed=${at === this.#chosen}
              aria-describedby="editor-hint"
              @click=${() => this.#choose(at)}
              @focus=${() => this.#choose(at)}
              @keydown=${this.#key}
            >
              <span>${at + 1}. ${locale.term(terms[tool])} <bdi>${words}</bdi></span>
            </button>`,
        )}
      </div>
      ${
        chosen
          ? html`<div class="row">
              ${
                chosen.tool === 'text'
                  ? html`<label class="words"
                      >${locale.term('editorWords')}
                      <input
                        type="text"
                        id="words"
                        maxlength="80"
                        autocomplete="off"
                        .value=${chosen.words}
                        @input=${this.#write}
                      />
                    </label>`
                  : nothing
              }
              <button type="button" class="plain" id="delete-shape" @click=${this.#delete}>${locale.term('editorDelete')}</button>
            </div>`
          : nothing
      }
    </div>`;
  }

  #renderEnd() {
    return html`<div class="end">
      <button type="button" class="primary" id="use" @click=${() => this.#done(true)}>${this.#locale.term('editorUse')}</button>
      <button type="button" id="leave" @click=${this.#leave}>${this.#locale.term('editorCancel')}</button>
    </div>`;
  }

  #renderLeaving() {
    return html`<div class="end">
      <p role="alert">${this.#locale.term('editorLose')}</p>
      <button type="button" id="discard" @click=${() => this.#done(false)}>${this.#locale.term('editorDiscard')}</button>
      <button type="button" id="stay" @click=${this.#stay}>${this.#locale.term('editorStay')}</button>
    </div>`;
  }

  get #rtl(): boolean {
    return (this.#dir || getComputedStyle(this.#dialog).direction) === 'rtl';
  }

  get #canvas(): HTMLCanvasElement {
    return this.#dialog.querySelector('canvas')!;
  }

  /** Paints the picture and all that is on it, and where the chosen one can be taken hold of. */
  #paint(chosen: Shape | undefined): void {
    const context = this.#canvas.getContext('2d')!;
    paint(context, this.#bitmap, this.#shapes, this.#rtl);
    if (!chosen) return;
    const { x, y, width, height } = chosen;
    const side = this.#reach * 0.7;
    Object.assign(context, { strokeStyle: '#1673ff', fillStyle: '#fff', lineWidth: side / 6 });
    if (chosen.tool !== 'arrow') context.strokeRect(x, y, width, height);
    for (const { at } of holdsOf(chosen)) {
      context.fillRect(at.x - side / 2, at.y - side / 2, side, side);
      context.strokeRect(at.x - side / 2, at.y - side / 2, side, side);
    }
  }

  /** Pixels of the picture around a place that a fingertip takes. */
  get #reach(): number {
    return (14 * this.#bitmap.width) / (this.#canvas.clientWidth || this.#bitmap.width);
  }

  /** Remembers how it stands, to come back to it; what goes on with the last change is undone along with it. */
  #remember(change = ''): void {
    if (change && change === this.#lastChange) return;
    this.#past.push(this.#shapes);
    this.#lastChange = change;
  }

  #set(shapes: readonly Shape[], chosen = this.#chosen): void {
    this.#shapes = shapes;
    this.#chosen = chosen;
    this.#draw();
  }

  #fitted(shape: Shape): Shape {
    return fitted(this.#canvas.getContext('2d')!, shape);
  }

  #change(change: string, shape: Shape): void {
    this.#remember(`${change} ${this.#chosen}`);
    this.#set(this.#shapes.with(this.#chosen, this.#fitted(shape)));
  }

  /** Puts one in the middle, to be moved from there. */
  readonly #add = () => this.#put({ x: this.#bitmap.width / 2, y: this.#bitmap.height / 2 });

  #put(place: Place): void {
    this.#remember();
    this.#focusShape(this.#shapes.length, this.#tool);
    this.#set([...this.#shapes, this.#fitted(newShape(this.#tool, this.#bitmap, place))], this.#shapes.length);
  }

  #focusShape(at: number, tool: Tool): void {
    this.#focus = tool === 'text' ? '#words' : `#shape-${at}`;
  }

  #choose(at: number): void {
    if (at !== this.#chosen) this.#set(this.#shapes, at);
  }

  readonly #write = (event: Event) =>
    this.#change('words', { ...this.#shapes[this.#chosen]!, words: (event.target as HTMLInputElement).value });

  readonly #key = (event: KeyboardEvent) => {
    const step = arrows[event.key];
    const shape = this.#shapes[this.#chosen];
    if (!shape) return;
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      return this.#delete();
    }
    if (!step) return;
    event.preventDefault();
    const far = Math.max(1, Math.round((event.altKey ? 1 : 10) * pointOf(this.#bitmap)));
    const [dx, dy] = [step[0] * far, step[1] * far];
    if (event.shiftKey) this.#change('size', resized(shape, dx, dy));
    else this.#change('place', moved(shape, dx, dy, this.#bitmap));
  };

  readonly #delete = () => {
    this.#remember();
    const left = this.#shapes.toSpliced(this.#chosen, 1);
    const next = Math.min(this.#chosen, left.length - 1);
    this.#focus = next >= 0 ? `#shape-${next}` : '#add-shape';
    this.#set(left, next);
  };

  readonly #undo = () => {
    const before = this.#past.pop();
    this.#lastChange = '';
    if (before) this.#set(before, Math.min(this.#chosen, before.length - 1));
  };

  /** In a field of words the browser undoes what was typed. */
  #undoByKey(event: KeyboardEvent): void {
    if (event.key !== 'z' || !(event.ctrlKey || event.metaKey) || (event.target as Element).id === 'words') return;
    event.preventDefault();
    this.#focus = '#undo';
    this.#undo();
  }

  #placeOf({ clientX, clientY }: PointerEvent): Place {
    const { left, top, width, height } = this.#canvas.getBoundingClientRect();
    return { x: ((clientX - left) / width) * this.#bitmap.width, y: ((clientY - top) / height) * this.#bitmap.height };
  }

  /** Takes hold of the chosen one by its corner, else of what is there, else begins another. */
  readonly #down = (event: PointerEvent) => {
    if (event.button > 0 || !event.isPrimary) return;
    const from = this.#placeOf(event);
    const reach = this.#reach;
    const chosen = this.#shapes[this.#chosen];
    const hold = chosen && holdsOf(chosen).find(({ at }) => Math.abs(from.x - at.x) < reach && Math.abs(from.y - at.y) < reach);
    const at = hold ? this.#chosen : shapeAt(this.#shapes, from, reach / 3);
    const shape = this.#shapes[at];
    const others = this.#shapes;
    this.#remember();
    if (shape) {
      this.#set(others, at);
      this.#drag = (to) => {
        const dragged = hold
          ? between(shape.tool, hold.fixed, to, shape.words)
          : moved(shape, to.x - from.x, to.y - from.y, this.#bitmap);
        this.#set(others.with(at, this.#fitted(dragged)));
      };
    } else {
      this.#drag = (to) => {
        const far = Math.abs(to.x - from.x) + Math.abs(to.y - from.y) > reach / 2;
        if (far || this.#shapes !== others) this.#set([...others, this.#fitted(between(this.#tool, from, to))], others.length);
      };
    }
    // A pointer that a test makes up is none that can be held.
    if (event.isTrusted) this.#canvas.setPointerCapture(event.pointerId);
    event.preventDefault();
  };

  readonly #move = (event: PointerEvent) => this.#drag?.(this.#placeOf(event));

  readonly #up = (event: PointerEvent) => {
    if (!this.#drag) return;
    this.#drag = undefined;
    const before = this.#past.at(-1)!;
    if (before.length < this.#shapes.length) this.#focusShape(this.#chosen, this.#tool);
    if (before !== this.#shapes) return this.#draw();
    // A press that changed nothing is nothing to undo.
    this.#past.pop();
    const place = this.#placeOf(event);
    const empty = event.type === 'pointerup' && shapeAt(this.#shapes, place, this.#reach / 3) < 0;
    // On an empty place it lets go of the chosen one, and where none is chosen it puts one there.
    if (empty && this.#chosen < 0) this.#put(place);
    else this.#set(this.#shapes, empty ? -1 : this.#chosen);
  };

  readonly #goBack = (event: Event) => {
    event.preventDefault();
    if (this.#leaving) this.#stay();
    else this.#leave();
  };

  /** What was drawn goes only where the person says so. */
  readonly #leave = () => {
    if (this.#shapes.length === 0) return this.#done(false);
    this.#leaving = true;
    this.#focus = '#stay';
    this.#draw();
  };

  readonly #stay = () => {
    this.#leaving = false;
    this.#focus = '#leave';
    this.#draw();
  };
}
