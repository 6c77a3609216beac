import { assert } from '@open-wc/testing';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import { choose, names, open, settled } from '../../../../test/support/page/files-on-page.js';
import {
  button,
  click,
  faultsOf,
  fill,
  find,
  findAll,
  focused,
  look,
  looks,
  press,
  until,
  wordsOf,
} from '../../../../test/support/page/person.js';
import '../ticket-attachments/ticket-attachments.define.js';

/** A picture of 400 by 200 pixels in which no two neighbours are alike. */
async function busyPicture(name = 'screen.png', type = 'image/png'): Promise<File> {
  const canvas = Object.assign(document.createElement('canvas'), { width: 400, height: 200 });
  const context = canvas.getContext('2d')!;
  const data = context.createImageData(400, 200);
  for (let at = 0; at < data.data.length; at += 4) data.data.set([(at * 7) % 251, (at * 13) % 241, (at * 29) % 239, 255], at);
  context.putImageData(data, 0, 0);
  const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, 0.5));
  return new File([picture!], name, { type });
}

type Part = [x: number, y: number, width: number, height: number];

/** The colours of a part of a picture, each as one number. */
async function coloursOf(bytes: ArrayBuffer, ...[x, y, width, height]: Part): Promise<Set<number>> {
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const canvas = Object.assign(document.createElement('canvas'), { width: bitmap.width, height: bitmap.height });
  const context = canvas.getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  return new Set(new Uint32Array(context.getImageData(x, y, width, height).data.buffer));
}

/** The kinds of the pieces that a PNG is made of. */
function piecesOf(bytes: ArrayBuffer): Set<string> {
  const view = new DataView(bytes);
  const kinds = new Set<string>();
  for (let at = 8; at < bytes.byteLength; at += 12 + view.getUint32(at)) {
    kinds.add(String.fromCharCode(...new Uint8Array(bytes, at + 4, 4)));
  }
  return kinds;
}

const black = 0xff000000;

/** Opens the editor on a picture of a draft. */
async function editing(file?: File, rules?: Parameters<typeof open>[0], prepare?: (element: HTMLElement) => void) {
  const stage = await open(rules);
  prepare?.(stage.element);
  await stage.element.updateComplete;
  choose(stage.element, file ?? (await busyPicture()));
  await until(() => names(stage.element).length === 1);
  await settled(stage.element);
  const original = stage.draft.files[0]!;
  const edit = button(stage.element, 'Cover or mark');
  edit.focus();
  await press('Enter');
  const dialog = await until(() => find<HTMLDialogElement>(stage.element, 'dialog[open]'), 'the editor is open');
  const result = async () => {
    const file = await until(() => {
      const [first, ...others] = stage.draft.files;
      return others.length === 0 && first && first.key !== original.key ? first : undefined;
    }, 'the new picture stands in the place of the old one');
    return { file, bytes: await stage.draft.readFile(file.key) };
  };
  return { ...stage, dialog, original, result };
}

const shapes = (dialog: Element) => findAll(dialog, '[id^=shape-]').map(wordsOf);

const baseOf = (element: Element) => element.shadowRoot!.querySelector('.base')!;

/** Goes on by Tab until something has the focus. */
async function tabTo(selector: string): Promise<void> {
  for (let tries = 0; tries < 20 && !focused()?.matches(selector); tries++) await press('Tab');
  assert.isTrue(focused()?.matches(selector), `${selector} is reached by Tab`);
}

/** A key with Shift: not every driver holds one down. */
const withShift = (key: string) =>
  focused()!.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey: true, bubbles: true, cancelable: true }));

/** A hand on the picture, in its own pixels. */
function handOn(dialog: Element) {
  const canvas = find<HTMLCanvasElement>(dialog, 'canvas')!;
  const at = (type: string, x: number, y: number) => {
    const { left, top, width } = canvas.getBoundingClientRect();
    const place = { clientX: left + (x * width) / canvas.width, clientY: top + (y * width) / canvas.width };
    canvas.dispatchEvent(
      new PointerEvent(type, { ...place, bubbles: true, cancelable: true, pointerType: 'touch', isPrimary: true }),
    );
  };
  return {
    colour: (x: number, y: number) => [...canvas.getContext('2d')!.getImageData(x, y, 1, 1).data].join(),
    tap: (x: number, y: number) => ['pointerdown', 'pointerup'].forEach((type) => at(type, x, y)),
    drag: (...[from, to]: [from: [number, number], to: [number, number]]) => {
      at('pointerdown', ...from);
      at('pointermove', (from[0] + to[0]) / 2, (from[1] + to[1]) / 2);
      at('pointermove', ...to);
      at('pointerup', ...to);
    },
  };
}

describe('A picture of a draft', () => {
  it('stands in an editor that lies in the direction of the page, and is not mirrored itself', async () => {
    const { dialog, element } = await editing(undefined, undefined, (element) => (element.dir = 'ltr'));
    const from = (selector: string) => find(dialog, selector)!.getBoundingClientRect().left;
    const hand = handOn(dialog);
    assert.isBelow(from('#add-shape'), from('#undo'));
    element.dir = 'rtl';
    assert.isAbove(from('#add-shape'), from('#undo'));
    assert.isAbove(from('#use'), from('#leave'));
    hand.drag([10, 10], [110, 60]);
    assert.deepEqual([hand.colour(20, 20), hand.colour(380, 20) === '0,0,0,255'], ['0,0,0,255', false]);
    assert.deepEqual(await faultsOf(dialog), []);
  });

  it('is covered by keyboard alone: its pixels are even, nothing besides them is left, and the original is gone', async () => {
    const { dialog, original, result, draft } = await editing();
    await tabTo('[name=tool]');
    await tabTo('#add-shape');
    await press('Enter');
    await until(() => focused()?.id === 'shape-0', 'what was added has the focus');
    // From the middle of the picture, 133 by 40 pixels at 134, 80.
    await press('ArrowLeft', 'ArrowUp');
    withShift('ArrowRight');
    withShift('ArrowDown');
    await tabTo('#use');
    await press('Enter');
    const { file, bytes } = await result();
    assert.equal(file.type, 'image/png');
    assert.equal(file.name, 'screen.png');
    assert.deepEqual([...(await coloursOf(bytes, 124, 70, 143, 50))], [black]);
    const around: Part[] = [
      [123, 60, 1, 70],
      [267, 60, 1, 70],
      [110, 69, 170, 1],
      [110, 120, 170, 1],
    ];
    for (const beside of around) {
      assert.isAbove((await coloursOf(bytes, ...beside)).size, 50, `what is beside it stays: ${beside.join()}`);
    }
    const besides = [...piecesOf(bytes)].filter((kind) => !/^(IHDR|IDAT|IEND|sRGB|gAMA|cHRM|sBIT|pHYs|iCCP)$/.test(kind));
    assert.deepEqual(besides, []);
    const read = await draft.readFile(original.key).catch(() => 'gone');
    assert.equal(read, 'gone', 'the original is not on the device any more');
    await until(() => focused()?.id === `fileDraw-${file.key}`, 'the focus is on the new picture');
    assert.isFalse(dialog.isConnected);
  });

  it('is drawn on by a pointer: drawn, moved, made larger, taken away, and undone', async () => {
    const { dialog } = await editing(await busyPicture('photo.jpg', 'image/jpeg'));
    const { colour, drag, tap } = handOn(dialog);
    const covered = '0,0,0,255';
    drag([20, 20], [120, 80]);
    assert.deepEqual(shapes(dialog), ['1. Cover']);
    assert.equal(colour(60, 50), covered);
    drag([60, 50], [160, 50]);
    assert.notEqual(colour(60, 50), covered, 'it has moved away');
    assert.equal(colour(170, 50), covered, 'to there');
    drag([220, 80], [260, 120]);
    assert.equal(colour(240, 100), covered, 'its corner was pulled');
    drag([120, 20], [180, 30]);
    assert.notEqual(colour(140, 60), covered, 'the corner across as well');
    await click(button(dialog, 'Undo'));
    assert.equal(colour(140, 60), covered);
    tap(380, 180);
    assert.deepEqual(shapes(dialog), ['1. Cover'], 'a press beside it lets go of it');
    tap(330, 160);
    assert.deepEqual(shapes(dialog), ['1. Cover', '2. Cover'], 'the next puts one there');
    assert.equal(colour(330, 160), covered);
    await click(button(dialog, 'Delete'));
    assert.deepEqual(shapes(dialog), ['1. Cover']);
  });

  it('takes frames, arrows and words, all of which stay in its pixels', async () => {
    const { dialog, result } = await editing();
    const { drag } = handOn(dialog);
    await click(find(dialog, '[value=frame] + span')!);
    drag([10, 10], [100, 60]);
    await click(find(dialog, '[value=arrow] + span')!);
    drag([300, 150], [200, 100]);
    await click(find(dialog, '[value=text] + span')!);
    await click(button(dialog, 'Add'));
    await until(() => focused()?.id === 'words');
    fill(find(dialog, '#words')!, 'here');
    fill(find(dialog, '#words')!, 'here it is');
    assert.deepEqual(shapes(dialog), ['1. Frame', '2. Arrow', '3. Text here it is']);
    find(dialog, '#shape-1')!.focus();
    await press('Delete');
    assert.deepEqual(shapes(dialog), ['1. Frame', '2. Text here it is']);
    await click(button(dialog, 'Undo'));
    await click(button(dialog, 'Undo'));
    assert.deepEqual(shapes(dialog), ['1. Frame', '2. Arrow', '3. Text'], 'words are undone as a whole');
    await click(button(dialog, 'Use the picture'));
    const { bytes } = await result();
    const red = 0xff2f0fd1;
    const drawn: Part[] = [
      [9, 9, 3, 3],
      [290, 140, 20, 20],
    ];
    for (const part of drawn) {
      assert.isTrue((await coloursOf(bytes, ...part)).has(red), part.join());
    }
  });

  it('becomes smaller where it would be more than may be sent, and what is covered stays even', async () => {
    const photo = await busyPicture('photo.jpg', 'image/jpeg');
    const { dialog, result } = await editing(photo, { maxBytesPerFile: 120_000 });
    handOn(dialog).drag([101, 51], [301, 151]);
    await click(button(dialog, 'Use the picture'));
    const { file, bytes } = await result();
    assert.equal(file.name, 'photo.png');
    assert.isAtMost(file.size, 120_000);
    const { width } = await createImageBitmap(new Blob([bytes]));
    assert.isBelow(width, 400);
    let scale = 1;
    while (Math.ceil(400 * scale) > width) scale *= 0.8;
    const [left, top] = [Math.floor(101 * scale), Math.floor(51 * scale)];
    const covered = await coloursOf(bytes, left, top, Math.ceil(301 * scale) - left, Math.ceil(151 * scale) - top);
    assert.deepEqual([...covered], [black]);
  });

  it('stays as it was where the person goes back, who is asked first where something was drawn', async () => {
    const { dialog, draft, original, element } = await editing();
    await click(button(dialog, 'Add'));
    await until(() => focused()?.id === 'shape-0');
    await press('Escape');
    await until(() => wordsOf(find(dialog, '[role=alert]')) === 'What you drew will be gone.');
    assert.equal(wordsOf(focused()), 'Go on drawing');
    await press('Escape');
    await until(() => !find(dialog, '[role=alert]'));
    assert.deepEqual(shapes(dialog), ['1. Cover']);
    await click(button(dialog, 'Cancel'));
    await click(button(dialog, 'Discard it'));
    await until(() => !find(element, 'dialog'));
    assert.deepEqual(draft.files, [original]);
    await until(() => wordsOf(focused()) === 'Cover or mark', 'the focus is back');
  });

  it('is edited without a fault in any look', async () => {
    const { dialog } = await editing();
    await click(button(dialog, 'Add'));
    find<HTMLInputElement>(dialog, '[value=text]')!.click();
    await click(button(dialog, 'Add'));
    for (const name of looks) {
      const takeAway = look(name);
      assert.deepEqual(await faultsOf(dialog), [], name);
      takeAway();
    }
  });

  it('that cannot be drawn stays, and the person is told', async () => {
    const stage = await open();
    const { draft, element } = stage;
    const head = new Uint8Array(await (await busyPicture()).arrayBuffer()).slice(0, 20);
    choose(element, new File([head], 'broken.png'));
    await until(() => draft.files.length === 1);
    await settled(element);
    await click(button(element, 'Cover or mark'));
    await until(() => wordsOf(find(element, '[role=alert]')).startsWith('This picture could not be changed.'));
    assert.equal(draft.files.length, 1);
    assert.isUndefined(find(element, 'dialog') ?? undefined);
  });
});

describe('The screen', () => {
  const media = navigator.mediaDevices as MediaDevices | undefined;
  const original = media?.getDisplayMedia;
  let tracks: MediaStreamTrack[] = [];
  afterEach(() => {
    tracks.forEach((track) => track.stop());
    if (media && original) media.getDisplayMedia = original;
  });

  /** Gives a moving picture in place of the screen: green while Helpmark is hidden, red while it is seen, with much that moves. */
  function standIn(element: HTMLElement): boolean {
    const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 160 });
    if (!media || !original || !('captureStream' in canvas)) return false;
    const context = canvas.getContext('2d')!;
    media.getDisplayMedia = async () => {
      const stream = canvas.captureStream(30);
      tracks = stream.getTracks();
      const paint = () => {
        if (tracks[0]!.readyState === 'ended') return;
        const seen = baseOf(element).checkVisibility({ visibilityProperty: true });
        context.fillStyle = seen ? '#f00' : '#0f0';
        context.fillRect(0, 0, 320, 160);
        for (let at = 0; at < 400; at++) {
          context.fillStyle = `hsl(${Math.random()}turn 80% 50%)`;
          context.fillRect(Math.random() * 120, Math.random() * 160, 6, 6);
        }
        requestAnimationFrame(paint);
      };
      paint();
      return stream;
    };
    return true;
  }

  it('[4-21] becomes a picture without Helpmark in it, and a file once the person has looked at it', async function () {
    const { element, draft } = await open();
    if (!standIn(element)) return this.skip();
    await click(button(element, 'Take a screenshot'));
    const dialog = await until(() => find<HTMLDialogElement>(element, 'dialog[open]'), 'the editor is open');
    assert.equal(tracks[0]!.readyState, 'ended', 'nothing is seen of the screen any more');
    assert.equal(getComputedStyle(baseOf(element)).visibility, 'visible');
    assert.equal(draft.files.length, 0);
    await click(button(dialog, 'Use the picture'));
    await until(() => draft.files.length === 1);
    assert.match(draft.files[0]!.name, /^screenshot-\d{6}\.png$/);
    const [colour] = await coloursOf(await draft.readFile(draft.files[0]!.key), 160, 80, 1, 1);
    assert.isAbove((colour! >> 8) & 0xff, 200, 'it was taken while Helpmark was hidden');
    await until(() => wordsOf(focused()) === 'Take a screenshot', 'the focus is back');
  });

  it('is not seen where the person does not want that, which is no fault; where it cannot be, they are told', async function () {
    if (!media || !original) return this.skip();
    const { element } = await open();
    media.getDisplayMedia = () => Promise.reject(new DOMException('no', 'NotFoundError'));
    await click(button(element, 'Take a screenshot'));
    await until(() => wordsOf(find(element, '[role=alert]')).startsWith('The screenshot could not be taken.'));
    media.getDisplayMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    await click(button(element, 'Take a screenshot'));
    await until(() => !find(element, '[role=alert] .error'));
  });

  const films = { accept: [...defaultPolicy.attachments!.accept, { type: 'video/webm', extensions: ['webm'] }] };

  it('is recorded where the browser and the policy can: with the time, paused, looked at, used or discarded', async function () {
    const { element, draft } = await open(films);
    if (!standIn(element) || !MediaRecorder.isTypeSupported('video/webm')) return this.skip();
    const bar = () => until(() => find(element, '.recorder:popover-open'), 'the bar of the recording is there');
    const preview = () => until(() => find<HTMLDialogElement>(element, 'dialog[open]'), 'the recording is shown');
    const time = () => wordsOf(find(element, '[role=timer]'));
    await click(button(element, 'Record the screen'));
    assert.equal(wordsOf(find(await bar(), '[role=timer]')), '0:00 / 2:00');
    assert.equal(wordsOf(focused()), 'Stop');
    assert.isFalse(baseOf(element).checkVisibility({ visibilityProperty: true }), 'Helpmark is not in the picture');
    assert.deepEqual(await faultsOf(await bar()), []);
    await until(() => time() === '0:01 / 2:00', 'time goes by');
    await press('Tab', 'Enter');
    assert.equal(wordsOf(focused()), 'Go on');
    await press('Enter', 'Shift+Tab', 'Enter');
    const dialog = await preview();
    assert.equal(tracks[0]!.readyState, 'ended', 'nothing is seen of the screen any more');
    assert.isTrue(baseOf(element).checkVisibility({ visibilityProperty: true }));
    const video = find<HTMLVideoElement>(dialog, 'video')!;
    await until(() => video.videoWidth === 320, 'it can be played');
    assert.deepEqual(await faultsOf(dialog), []);
    await click(button(dialog, 'Use the recording'));
    await until(() => draft.files.length === 1);
    assert.match(draft.files[0]!.name, /^recording-\d{6}\.webm$/);
    assert.equal(draft.files[0]!.type, 'video/webm');
    await until(() => wordsOf(focused()) === 'Record the screen', 'the focus is back');

    await click(button(element, 'Record the screen'));
    await click(button(await bar(), 'Discard'));
    await until(() => !find(element, '.recorder'));
    assert.equal(tracks[0]!.readyState, 'ended');
    assert.equal(draft.files.length, 1);
  });

  it('is recorded no further than a file may be large', async function () {
    const { element, draft } = await open({ ...films, maxBytesPerFile: 300_000 });
    if (!standIn(element) || !MediaRecorder.isTypeSupported('video/webm')) return this.skip();
    await click(button(element, 'Record the screen'));
    const dialog = await until(() => find<HTMLDialogElement>(element, 'dialog[open]'), 'it has ended by itself');
    assert.include(wordsOf(find(dialog, 'p')), 'It ended at the limit.');
    await click(button(dialog, 'Use the recording'));
    await until(() => draft.files.length === 1);
    assert.isAtMost(draft.files[0]!.size, 300_000);
  });

  it('is not offered for recording where the policy takes none', async () => {
    const { element } = await open();
    assert.notInclude(findAll(element, 'button').map(wordsOf), 'Record the screen');
  });
});
