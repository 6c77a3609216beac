/**
 * What a journey does in a browser and sees there, in words that hold for every engine: things are named by their role and
 * their accessible name, as a person with a screen reader finds them, through open shadow roots. Every call waits until what
 * it names is there, and fails by saying what was there instead.
 */
export interface Screen {
  /** The browser's name. */
  readonly engine: string;
  open: (url: string) => Promise<void>;
  reload: () => Promise<void>;
  url: () => Promise<string>;
  /** Waits until it is on screen. */
  see: (target: Target) => Promise<void>;
  /** Waits until it is gone from the screen. */
  seeGone: (target: Target) => Promise<void>;
  /** Waits until the words are on screen, wherever they stand. */
  seeText: (words: string) => Promise<void>;
  click: (target: Target) => Promise<void>;
  /** Clicks a radio button or a check box where it is drawn, be it on the label that lies over it. */
  check: (target: Target) => Promise<void>;
  /** Clicks twice in quick succession. */
  doubleClick: (target: Target) => Promise<void>;
  /** Puts text into a field, in place of what is there. */
  fill: (target: Target, text: string) => Promise<void>;
  /** Chooses from a list to unfold, by the words that an option begins with. */
  choose: (target: Target, option: string) => Promise<void>;
  /**
   * Gives files to the first file field in a target, as the system's dialog does once the person has chosen. The dialog itself is
   * no part of the page, and no driver reaches it.
   *
   * @param paths - Where the files are on this machine.
   */
  chooseFiles: (within: Target, paths: string[]) => Promise<void>;
  /** Presses a key: `Tab`, `Shift+Tab`, `Enter`, `Escape`, `ArrowDown`. */
  press: (key: string) => Promise<void>;
  /** Presses the keys of a text, one after the other, wherever the focus is. */
  type: (text: string) => Promise<void>;
  /** What a field holds. */
  valueOf: (target: Target) => Promise<string>;
  /** The accessible name of what has the focus, however deep in shadow roots; for a heading its text. */
  focused: () => Promise<string>;
  /** All the words on screen, through shadow roots. */
  text: () => Promise<string>;
  /** Runs a function in the page. It sees nothing of the test; what it gives must be JSON. */
  run: <Result>(script: () => Result | Promise<Result>) => Promise<Result>;
  /** CSS pixels. WebKit's window is never narrower than 447. */
  resize: (width: number, height: number) => Promise<void>;
  close: () => Promise<void>;
}

/** A person's device: its tabs share cookies and storage. What an engine has no way to do is absent. */
export interface Device {
  /** The browser's name. */
  readonly engine: string;
  openTab: () => Promise<Screen>;
  /** Takes the network away from all tabs as the system does, and gives it back, with the events that pages get. Not in WebKit. */
  setOffline?: (offline: boolean) => Promise<void>;
  /** Ends a tab's process, so that its page hears nothing of it. In Chromium alone. */
  crash?: (tab: Screen) => Promise<void>;
  /** Stops a tab for good, with all that it holds. In Chromium alone. */
  freeze?: (tab: Screen) => Promise<void>;
  close: () => Promise<void>;
}

/** Something on screen. Where several match, it is the first. */
export interface Target {
  role: Role;
  /** The accessible name: the whole of it as a string, part of it as a pattern. Any by default. */
  name?: string | RegExp;
  /** What it stands in. The whole page by default. */
  within?: Target;
}

export type Role =
  | 'alert'
  | 'article'
  | 'button'
  | 'checkbox'
  | 'combobox'
  | 'dialog'
  | 'group'
  | 'heading'
  | 'link'
  | 'listitem'
  | 'radio'
  | 'radiogroup'
  | 'region'
  | 'status'
  | 'textbox';

/** Milliseconds after which a wait gives up. A journey passes by what it sees; this only ends one that hangs. */
export const patience = 30_000;

/** Tells a target in a failure. */
export const describeTarget = ({ role, name, within }: Target): string =>
  [role, ...(name === undefined ? [] : [String(name)]), ...(within ? ['in', describeTarget(within)] : [])].join(' ');
