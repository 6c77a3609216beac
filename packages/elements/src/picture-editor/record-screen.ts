import { html, nothing, render } from 'lit';
import type { LocaleController } from '../controllers/locale-controller.js';
import { writeSize } from '../ticket-attachments/file-words.js';
import type { Desk } from './desk.js';
import { inDialog, nameNow, openModal } from './desk.js';
import { askForScreen, endScreen, hideHelpmark } from './screen.js';

/** Milliseconds that a recording may last. */
const longest = 120_000;

/** Bits a second at most: more shows no more of a screen. */
const finest = 2_500_000;

/** What a recording came to. */
interface Recording {
  file: File;
  /** Whether it ended because it may not be longer or larger. */
  full: boolean;
}

/** The kind of recording that the policy takes and the browser makes; nothing where there is none. */
function recordingType(rules: Desk['rules']) {
  return rules?.accept.find(({ type }) => /^video\/(mp4|webm)$/.test(type) && MediaRecorder.isTypeSupported(type));
}

/**
 * Records what the person lets be seen, and shows it to them before it becomes a file.
 *
 * @throws {Error} where nothing can be recorded.
 */
export async function recordScreen(desk: Desk): Promise<void> {
  const kind = recordingType(desk.rules);
  if (!kind) throw new Error('The browser makes no recording that the policy takes.');
  const stream = await askForScreen();
  if (!stream) return;
  const show = hideHelpmark(desk.host);
  let recording: Recording | undefined;
  try {
    recording = await inBar(desk, stream, kind.type, `.${kind.extensions[0]}`);
  } finally {
    endScreen(stream);
    show();
  }
  if (recording && (await isWanted(desk, recording))) desk.add(recording.file);
}

/** Records while a bar with the time and the buttons stands on the page. Nothing comes of what is discarded. */
function inBar({ host, locale, rules }: Desk, stream: MediaStream, type: string, ending: string): Promise<Recording | undefined> {
  const most = rules!.maxBytesPerFile;
  const recorder = new MediaRecorder(stream, {
    mimeType: type,
    videoBitsPerSecond: Math.min(finest, Math.floor((most * 8 * 0.8) / (longest / 1000))),
  });
  const parts: Blob[] = [];
  const clock = new StopClock();
  const bar = Object.assign(document.createElement('div'), { className: 'recorder', popover: 'manual' });
  bar.dir = getComputedStyle(host).direction;
  host.shadowRoot!.append(bar);
  let [bytes, largest, full, cut, wanted] = [0, 0, false, false, true];

  return new Promise<Recording | undefined>((resolve, reject) => {
    const end = (use: boolean) => {
      wanted &&= use;
      if (recorder.state !== 'inactive') recorder.stop();
    };
    const pause = () => {
      if (recorder.state === 'paused') recorder.resume();
      else recorder.pause();
      clock.running = recorder.state === 'recording';
      draw();
    };
    const draw = () => render(renderBar(locale, clock.elapsed, recorder.state === 'paused', pause, end), bar);
    const timer = setInterval(() => {
      // What nobody sees any more is recorded no longer.
      if (!host.isConnected) return end(false);
      full ||= clock.elapsed >= longest;
      if (full) end(true);
      else draw();
    }, 250);
    recorder.ondataavailable = ({ data }) => {
      // A slow device hands over more at once than was to be expected. What came before can be played without it.
      cut ||= bytes + data.size > most;
      full ||= cut;
      if (cut) return;
      parts.push(data);
      bytes += data.size;
      largest = Math.max(largest, data.size);
      // It ends while there is still room for what is on its way.
      full ||= bytes + 2 * largest > most;
    };
    recorder.onerror = () => reject(new Error('The recording has failed.'));
    recorder.onstop = () => {
      clearInterval(timer);
      if (!wanted) return resolve(undefined);
      if (bytes === 0) return reject(new Error('The browser recorded nothing.'));
      resolve({ file: new File(parts, nameNow('recording', ending.slice(1)), { type }), full });
    };
    // The person ends it in the browser's own bar, or closes what was recorded.
    stream.getVideoTracks()[0]!.onended = () => end(true);
    recorder.start(1000);
    clock.running = true;
    draw();
    bar.showPopover();
    bar.querySelector<HTMLElement>('#stop-recording')!.focus();
  }).finally(() => bar.remove());
}

/** Milliseconds that went by while it ran. */
class StopClock {
  #before = 0;
  #since: number | undefined;

  get elapsed(): number {
    return this.#before + (this.#since === undefined ? 0 : performance.now() - this.#since);
  }

  set running(running: boolean) {
    this.#before = this.elapsed;
    this.#since = running ? performance.now() : undefined;
  }
}

const writeTime = (milliseconds: number) => {
  const seconds = Math.floor(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

function renderBar(locale: LocaleController, elapsed: number, paused: boolean, pause: () => void, end: (use: boolean) => void) {
  return html`<div role="group" aria-label=${locale.term('recordHeading')}>
    <span class="light ${paused ? 'paused' : ''}" aria-hidden="true"></span>
    <span class="time" role="timer" dir="ltr">${writeTime(elapsed)} / ${writeTime(longest)}</span>
    <button type="button" id="stop-recording" class="primary" @click=${() => end(true)}>${locale.term('recordStop')}</button>
    <button type="button" id="pause-recording" @click=${pause}>${locale.term(paused ? 'recordResume' : 'recordPause')}</button>
    <button type="button" id="discard-recording" class="plain" @click=${() => end(false)}>${locale.term('recordDiscard')}</button>
  </div>`;
}

/** Shows the recording, and asks whether it is to be used. */
async function isWanted({ host, locale }: Desk, { file, full }: Recording): Promise<boolean> {
  const address = URL.createObjectURL(file);
  try {
    return await inDialog(host, 'editor', (dialog, dir) => {
      dialog.setAttribute('aria-labelledby', 'recording-heading');
      return new Promise<boolean>((resolve) => {
        dialog.addEventListener('close', () => resolve(false));
        // Only the buttons end it: it took minutes to make.
        dialog.addEventListener('cancel', (event) => event.preventDefault());
        dialog.addEventListener('keydown', (event) => event.key === 'Escape' && event.preventDefault());
        render(
          html`<div dir=${dir}>
            <h2 id="recording-heading" tabindex="-1">${locale.term('recordLook')}</h2>
            <p class="muted">${writeSize(file.size, locale)}${full ? html`. ${locale.term('recordFull')}` : nothing}</p>
            <video controls playsinline src=${address} aria-labelledby="recording-heading"></video>
            <div class="end">
              <button type="button" class="primary" id="use-recording" @click=${() => resolve(true)}>
                ${locale.term('recordUse')}
              </button>
              <button type="button" id="discard-recording" @click=${() => resolve(false)}>${locale.term('recordDiscard')}</button>
            </div>
          </div>`,
          dialog,
        );
        openModal(dialog);
      });
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}
