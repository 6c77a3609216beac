/** A criterion of WCAG 2.2, and what shows that the elements meet it. */
export interface Criterion {
  id: string;
  name: string;
  level: 'A' | 'AA';
  /** Files of tests below, and a part of a title in each. */
  tests?: [file: keyof typeof files, title: string][];
  /** What only a person can judge, with assistive technology where it is named. */
  person?: string;
  /** Why there is nothing to show. */
  none?: string;
}

/** Where the tests are, by short names. */
export const files = {
  contrast: 'test/contracts/tokens.test.ts',
  languages: 'test/contracts/languages.test.ts',
  stories: 'test/stories/chromium.test.ts',
  storiesFirefox: 'test/stories/firefox.test.ts',
  storiesWebKit: 'test/stories/webkit.test.ts',
  gallery: 'test/e2e/gallery.test.ts',
  journey: 'test/e2e/journey.test.ts',
  pages: 'test/e2e/support-page.test.ts',
  button: 'packages/elements/src/help-button/help-button.test.ts',
  unread: 'packages/elements/src/help-button/unread.test.ts',
  place: 'packages/elements/src/help-button/button-place.test.ts',
  panel: 'packages/elements/src/help-panel/help-panel.test.ts',
  form: 'packages/elements/src/ticket-form/ticket-form.test.ts',
  fields: 'packages/elements/src/ticket-form/field.test.ts',
  drafts: 'packages/elements/src/ticket-form/drafts.test.ts',
  severity: 'packages/elements/src/ticket-form/severity.test.ts',
  guard: 'packages/elements/src/privacy-guard/privacy-guard.test.ts',
  files: 'packages/elements/src/ticket-attachments/ticket-attachments.test.ts',
  pictures: 'packages/elements/src/picture-editor/picture-editor.test.ts',
  list: 'packages/elements/src/ticket-list/ticket-list.test.ts',
  thread: 'packages/elements/src/ticket-thread/ticket-thread.test.ts',
  timeline: 'packages/elements/src/ticket-timeline/ticket-timeline.test.ts',
  badge: 'packages/elements/src/status-badge/status-badge.test.ts',
  locales: 'packages/elements/src/locales/locales.test.ts',
};

const media = 'Helpmark brings no sound or video of its own; recordings that people attach are theirs.';
const axe: NonNullable<Criterion['tests']> = [
  ['stories', 'itHasNoFaults(page, look)'],
  ['storiesFirefox', 'itHasNoFaults'],
  ['storiesWebKit', 'itHasNoFaults'],
];

/** Every criterion of the levels A and AA, in their order. */
export const criteria: Criterion[] = [
  { id: '1.1.1', name: 'Non-text Content', level: 'A', tests: [...axe, ['files', 'show themselves where they are pictures']] },
  { id: '1.2.1', name: 'Audio-only and Video-only (Prerecorded)', level: 'A', none: media },
  { id: '1.2.2', name: 'Captions (Prerecorded)', level: 'A', none: media },
  { id: '1.2.3', name: 'Audio Description or Media Alternative (Prerecorded)', level: 'A', none: media },
  { id: '1.2.4', name: 'Captions (Live)', level: 'AA', none: media },
  { id: '1.2.5', name: 'Audio Description (Prerecorded)', level: 'AA', none: media },
  {
    ...{ id: '1.3.1', name: 'Info and Relationships', level: 'A' },
    tests: [
      ...axe,
      ['form', 'ties what is wrong to the control it is about'],
      ['fields', 'ties what an option means to it'],
      ['thread', 'has each message as an article whose heading'],
    ],
    person: 'Whether headings, groups and articles are announced as they are meant: NVDA, JAWS, VoiceOver, TalkBack.',
  },
  {
    ...{ id: '1.3.2', name: 'Meaningful Sequence', level: 'A' },
    tests: [
      ['form', 'asks what the policy asks, in its order'],
      ['thread', 'shows messages and changes in one timeline'],
    ],
  },
  {
    id: '1.3.3',
    name: 'Sensory Characteristics',
    level: 'A',
    person: 'Whether no sentence, also none of the host’s policy, leans on shape or place.',
  },
  {
    id: '1.3.4',
    name: 'Orientation',
    level: 'AA',
    person: 'That a phone that is turned shows the same; nothing locks the orientation.',
  },
  {
    id: '1.3.5',
    name: 'Identify Input Purpose',
    level: 'AA',
    tests: axe,
    person: 'That the browser offers the e-mail address at its field.',
  },
  {
    ...{ id: '1.4.1', name: 'Use of Color', level: 'A' },
    tests: [
      ['badge', 'by a label and a drawing of its own'],
      ['list', 'says in words how much is new'],
    ],
  },
  { id: '1.4.2', name: 'Audio Control', level: 'A', none: media },
  {
    ...{ id: '1.4.3', name: 'Contrast (Minimum)', level: 'AA' },
    tests: [
      ...axe,
      ['contrast', 'stand out enough from one another as they are'],
      ['contrast', 'stand out enough, in light and dark'],
    ],
  },
  {
    id: '1.4.4',
    name: 'Resize Text',
    level: 'AA',
    tests: [['stories', 'is never scrolled sideways']],
    person: 'Zoom of text alone, in Firefox.',
  },
  { id: '1.4.5', name: 'Images of Text', level: 'AA', none: 'There are none.' },
  {
    id: '1.4.10',
    name: 'Reflow',
    level: 'AA',
    tests: [
      ['stories', 'is never scrolled sideways'],
      ['panel', 'is a modal sheet over all of a narrow window'],
    ],
  },
  {
    ...{ id: '1.4.11', name: 'Non-text Contrast', level: 'AA' },
    tests: [
      ['contrast', 'stand out enough from one another as they are'],
      ['stories', 'in forced colours'],
      ['storiesFirefox', 'in forced colours'],
    ],
    person: 'How focus and edges look in Windows’ own contrast themes.',
  },
  {
    id: '1.4.12',
    name: 'Text Spacing',
    level: 'AA',
    person: 'Text spacing by a user stylesheet: pages’ styles do not reach the elements, some extensions do.',
  },
  {
    id: '1.4.13',
    name: 'Content on Hover or Focus',
    level: 'AA',
    none: 'Nothing appears on hover or focus but the browser’s own tooltip of a badge, whose words are read out besides.',
  },
  {
    ...{ id: '2.1.1', name: 'Keyboard', level: 'A' },
    tests: [
      ['button', 'opens by keyboard'],
      ['form', 'can be filled in and sent by keyboard alone'],
      ['fields', 'moved and removed by keyboard alone'],
      ['list', 'opens a ticket by mouse and by keyboard'],
      ['thread', 'can be done by keyboard alone'],
      ['pictures', 'is covered by keyboard alone'],
      ['place', 'by keyboard as well'],
      ['pages', 'goes back to the list, and from there to the form'],
    ],
  },
  {
    ...{ id: '2.1.2', name: 'No Keyboard Trap', level: 'A' },
    tests: [
      ['panel', 'closes by what closes a sheet'],
      ['button', 'closes by Escape while the focus is on the button itself'],
      ['gallery', 'opens over what keeps the focus'],
    ],
  },
  { id: '2.1.4', name: 'Character Key Shortcuts', level: 'A', none: 'There are no shortcuts of single characters.' },
  {
    id: '2.2.1',
    name: 'Timing Adjustable',
    level: 'A',
    tests: [['drafts', 'rests on the device as it is written']],
    person: 'That a sign-in of the host’s that runs out loses nothing in the whole product.',
  },
  { id: '2.2.2', name: 'Pause, Stop, Hide', level: 'A', tests: [['timeline', 'without moving what is read']] },
  {
    id: '2.3.1',
    name: 'Three Flashes or Below Threshold',
    level: 'A',
    none: 'Nothing flashes; what breathes while it loads stands still under reduced motion.',
  },
  { id: '2.4.1', name: 'Bypass Blocks', level: 'A', none: 'Blocks of a page are the host’s; the panel begins at its heading.' },
  {
    id: '2.4.2',
    name: 'Page Titled',
    level: 'A',
    tests: [['button', 'leaves title, address and place of the page alone']],
    none: 'The title is the host’s.',
  },
  {
    ...{ id: '2.4.3', name: 'Focus Order', level: 'A' },
    tests: [
      ['panel', 'with the focus on each heading'],
      ['form', 'leaves the focus where it is when fields come and go'],
      ['files', 'which hands the focus on'],
      ['timeline', 'puts the focus on the one above what was read'],
    ],
  },
  { id: '2.4.4', name: 'Link Purpose (In Context)', level: 'A', tests: [['form', 'whose links lead to the questions']] },
  { id: '2.4.5', name: 'Multiple Ways', level: 'AA', none: 'Ways through a site are the host’s.' },
  {
    id: '2.4.6',
    name: 'Headings and Labels',
    level: 'AA',
    tests: axe,
    person: 'Whether labels of the host’s policy say what they ask.',
  },
  {
    id: '2.4.7',
    name: 'Focus Visible',
    level: 'AA',
    tests: [['contrast', 'stand out enough from one another as they are']],
    person: 'That the outline is seen on every control, in every theme of the host’s.',
  },
  {
    id: '2.4.11',
    name: 'Focus Not Obscured (Minimum)',
    level: 'AA',
    tests: [['timeline', 'leaves the field where it is for whoever writes']],
    person: 'Bars of the host’s that stick to the window.',
  },
  { id: '2.5.1', name: 'Pointer Gestures', level: 'A', none: 'No gesture needs more than one finger or a path.' },
  { id: '2.5.2', name: 'Pointer Cancellation', level: 'A', tests: [['place', 'opens nothing by that']] },
  { id: '2.5.3', name: 'Label in Name', level: 'A', tests: axe },
  { id: '2.5.4', name: 'Motion Actuation', level: 'A', none: 'Nothing is done by moving the device.' },
  {
    id: '2.5.7',
    name: 'Dragging Movements',
    level: 'AA',
    tests: [
      ['place', 'changes without drawing, too'],
      ['files', 'are chosen by a button'],
      ['pictures', 'is covered by keyboard alone'],
    ],
  },
  { id: '2.5.8', name: 'Target Size (Minimum)', level: 'AA', tests: [['stories', 'has targets of 24 pixels at least']] },
  { id: '3.1.1', name: 'Language of Page', level: 'A', none: 'The page’s language is the host’s; the elements speak it.' },
  {
    id: '3.1.2',
    name: 'Language of Parts',
    level: 'AA',
    tests: [['locales', 'is that of the nearest lang']],
    person: 'Whether the host’s policy has its texts in the languages of its people.',
  },
  { id: '3.2.1', name: 'On Focus', level: 'A', tests: [['button', 'opens it only when pressed']] },
  { id: '3.2.2', name: 'On Input', level: 'A', tests: [['form', 'leaves the focus where it is when fields come and go']] },
  { id: '3.2.3', name: 'Consistent Navigation', level: 'AA', tests: [['panel', 'goes to the tickets, a thread and back']] },
  { id: '3.2.4', name: 'Consistent Identification', level: 'AA', tests: [['languages', 'fills in the same names as English']] },
  {
    id: '3.2.6',
    name: 'Consistent Help',
    level: 'A',
    tests: [['place', 'is any corner, by the direction of writing']],
    person: 'That the host has the button in the same place on every page.',
  },
  {
    id: '3.3.1',
    name: 'Error Identification',
    level: 'A',
    tests: [
      ['form', 'puts the focus on a summary of the errors'],
      ['journey', 'says what is missing, takes the focus there'],
    ],
  },
  {
    id: '3.3.2',
    name: 'Labels or Instructions',
    level: 'A',
    tests: [['fields', 'says that an answer is optional where it is'], ...axe],
  },
  { id: '3.3.3', name: 'Error Suggestion', level: 'AA', tests: [['fields', 'says what is wrong with']] },
  {
    id: '3.3.4',
    name: 'Error Prevention (Legal, Financial, Data)',
    level: 'AA',
    tests: [
      ['guard', 'sends what it only warns of'],
      ['drafts', 'is discarded when the person says so'],
    ],
  },
  {
    id: '3.3.7',
    name: 'Redundant Entry',
    level: 'A',
    tests: [
      ['form', 'shows the e-mail that the token has'],
      ['severity', 'starts another that keeps what both share'],
    ],
  },
  { id: '3.3.8', name: 'Accessible Authentication (Minimum)', level: 'AA', none: 'Signing in is the host’s.' },
  {
    id: '4.1.2',
    name: 'Name, Role, Value',
    level: 'A',
    tests: [...axe, ['button', 'says its name and how much is unread']],
    person: 'How each control is announced: NVDA, JAWS, VoiceOver, TalkBack, and by voice: Dragon, Voice Control.',
  },
  {
    ...{ id: '4.1.3', name: 'Status Messages', level: 'AA' },
    tests: [
      ['unread', 'a new one is said once and politely'],
      ['fields', 'says aloud when it is too long'],
      ['timeline', 'is a log that says nothing by itself'],
    ],
    person: 'That each is said once, and when: screen readers differ.',
  },
];
