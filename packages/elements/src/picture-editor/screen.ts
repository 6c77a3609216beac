import { canvasOf, pngOf, release } from './burn.js';

/** Milliseconds that a picture of the screen may take to come. */
const patience = 5000;

/**
 * Asks for the screen; the tab that the person is in is offered first, where a browser knows of that. It must follow a press.
 *
 * @returns Nothing where the person does not want to.
 * @throws {DOMException} where the browser cannot.
 */
export async function askForScreen(): Promise<MediaStream | undefined> {
  const wanted = { video: { frameRate: 30 }, audio: false, preferCurrentTab: true, selfBrowserSurface: 'include' };
  try {
    return await navigator.mediaDevices.getDisplayMedia(wanted);
  } catch (error) {
    if ((error as DOMException).name === 'NotAllowedError') return undefined;
    throw error;
  }
}

/** Ends what is seen of the screen. */
export function endScreen(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** Each element begins anew with what it inherits, so each is told by itself. */
const hidden = new CSSStyleSheet();
hidden.replaceSync(':host, .base { visibility: hidden !important; }');

/** Hides Helpmark's own elements, so that they are in no picture; what comes back shows them again. */
export function hideHelpmark(element: HTMLElement): () => void {
  const own = [outermostOf(element), ...document.querySelectorAll('hm-help-button, hm-help-panel')];
  const roots = own.flatMap((one) => rootsIn(one));
  for (const root of roots) root.adoptedStyleSheets.push(hidden);
  return () => {
    for (const root of roots) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => sheet !== hidden);
  };
}

/** The shadow root of an element, and those in it. */
function rootsIn({ shadowRoot }: Element): ShadowRoot[] {
  if (!shadowRoot) return [];
  return [shadowRoot, ...[...shadowRoot.querySelectorAll('*')].flatMap((element) => rootsIn(element))];
}

/** The element of Helpmark's that stands in the page itself. */
function outermostOf(element: Element): Element {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? outermostOf(root.host) : element;
}

/**
 * Takes one picture of what the stream shows; Helpmark's elements, of which `host` is one, are not in it.
 *
 * @throws {Error} where no picture comes.
 */
export async function takePicture(host: HTMLElement, stream: MediaStream): Promise<Blob> {
  const show = hideHelpmark(host);
  const rest = keepMoving(host.shadowRoot!);
  const video = document.createElement('video');
  Object.assign(video, { srcObject: stream, muted: true, playsInline: true });
  try {
    await within(video.play());
    // What is hidden now has left the picture by the second frame that follows.
    for (let frame = 0; frame < 3; frame++) await nextFrame(video);
    const { canvas, context } = canvasOf(video.videoWidth, video.videoHeight);
    context.drawImage(video, 0, 0);
    const picture = await pngOf(canvas);
    release(canvas);
    return picture;
  } finally {
    video.srcObject = null;
    rest();
    show();
  }
}

/** Browsers send no picture of a tab that stands still: a pixel that nobody sees changes with each frame, until it is told to rest. */
function keepMoving(root: ShadowRoot): () => void {
  const pixel = Object.assign(document.createElement('div'), { className: 'beat', popover: 'manual' });
  root.append(pixel);
  pixel.showPopover();
  let odd = false;
  let frame = requestAnimationFrame(function beat() {
    odd = !odd;
    pixel.style.backgroundColor = odd ? '#0002' : '#0001';
    frame = requestAnimationFrame(beat);
  });
  return () => {
    cancelAnimationFrame(frame);
    pixel.remove();
  };
}

/** Where the screen stands still all the same, no frame comes: then the one that is there is the newest. */
const nextFrame = (video: HTMLVideoElement) =>
  new Promise<void>((resolve) => {
    // Not in every browser.
    (video as Partial<HTMLVideoElement>).requestVideoFrameCallback?.call(video, () => resolve());
    setTimeout(resolve, 300);
  });

function within<Value>(promise: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('No picture of the screen has come.')), patience);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
