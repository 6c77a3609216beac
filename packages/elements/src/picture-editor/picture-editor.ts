import { evidenceLanguages } from '../locales/evidence/languages.js';
import type { Term } from '../locales/words.js';
import type { Desk } from './desk.js';
import { nameNow, oneAtATime } from './desk.js';
import { editPicture } from './edit-picture.js';
import { recordScreen } from './record-screen.js';
import { replaceFile } from './replace-file.js';
import { askForScreen, endScreen, takePicture } from './screen.js';

export type { Desk } from './desk.js';
export { enEditor as words } from '../locales/en-editor.js';
export { evidenceLanguages as languages } from '../locales/evidence/languages.js';
export { pictureEditorStyles as styles } from './picture-editor.styles.js';

// What takes pictures of the screen and records it, and what covers and marks parts of a picture; it comes with the first of these.
// Each gives the word for what went wrong, and nothing where all went well or the person did not want to.

/** Takes a picture of the screen; it becomes a file once the person has looked at it. */
export function takeShot(desk: Desk): Promise<Term | undefined> {
  return attempt(desk, 'shotFailed', async () => {
    const stream = await askForScreen();
    if (!stream) return;
    const picture = await takePicture(desk.host, stream).finally(() => endScreen(stream));
    await spoken(desk);
    const edited = await editPicture(desk, picture);
    if (edited) desk.add(new File([edited], nameNow('screenshot', 'png'), { type: edited.type }));
  });
}

/** Records the screen; the recording becomes a file once the person has looked at it. */
export function takeRecording(desk: Desk): Promise<Term | undefined> {
  return attempt(desk, 'recordFailed', () => recordScreen(desk));
}

/** Lets the person cover and mark parts of a picture of the draft. What it was is on the device no longer then. */
export function drawOn(desk: Desk, key: string): Promise<Term | undefined> {
  return attempt(desk, 'pictureFailed', async () => {
    const { name, type } = desk.draft.files.find((file) => file.key === key)!;
    const picture = new Blob([await desk.draft.readFile(key)], { type });
    await spoken(desk);
    const edited = await editPicture(desk, picture);
    if (!edited) return;
    const file = new File([edited], name.replace(/(\.\w+)?$/, '.png'), { type: edited.type });
    const replaced = await replaceFile(key, file, desk);
    await desk.host.updateComplete;
    desk.host.shadowRoot!.querySelector<HTMLElement>(`#fileDraw-${CSS.escape(replaced)}`)?.focus();
  });
}

/** The words of the page's language come after the editor, and are taken in as soon as they do: no dialog is drawn before. */
async function spoken({ locale }: Desk): Promise<void> {
  // Without them it speaks English.
  await evidenceLanguages[new Intl.Locale(locale.locale).language]?.().catch(() => {});
  await new Promise((resolve) => setTimeout(resolve));
}

async function attempt({ host }: Desk, failed: Term, work: () => Promise<void>): Promise<Term | undefined> {
  try {
    await oneAtATime(host, work);
    return undefined;
  } catch {
    return failed;
  }
}
