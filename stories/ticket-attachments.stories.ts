import type { EntryFile, OutboxEntry } from '@helpmark/client';
import type { PolicyAnswer } from '@helpmark/schema';
import type { FilesOf } from '@helpmark/elements';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { find, findAll, until } from '../test/support/page/finding.js';
import { ScriptedSupport } from '../test/support/page/scripted-support.js';

/** What a story is drawn from. */
interface Loaded {
  support: ScriptedSupport;
  known: PolicyAnswer;
  of: FilesOf;
}

const withFiles = (of: (support: ScriptedSupport) => FilesOf | Promise<FilesOf>) => [
  async ({ id }: { id: string }): Promise<Loaded> => {
    const support = new ScriptedSupport({ person: { id } });
    return { support, known: await support.client.policy.get(), of: await of(support) };
  },
];

const meta: Meta = {
  title: 'Elements/Ticket attachments',
  component: 'hm-ticket-attachments',
  render: (_args, { loaded }) => {
    const { support, known, of } = loaded as unknown as Loaded;
    return html`<form>
      <hm-ticket-attachments .client=${support.client} .known=${known} .of=${of}></hm-ticket-attachments>
    </form>`;
  },
};
export default meta;

type Story = StoryObj;

const ofDraft = withFiles(async (support) => ({ draft: await support.client.drafts.open('new') }));
const text = (name: string, words = 'It is cold.') => new File([words], name);

/** Drops files on the form. */
function drop(canvas: HTMLElement, ...files: File[]): void {
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  canvas.querySelector('form')!.dispatchEvent(new DragEvent('drop', { cancelable: true, dataTransfer }));
}

const ready = (canvas: HTMLElement) => until(() => find(canvas, '.add'), 'files can be added');

export const Empty: Story = { loaders: ofDraft };

export const WithFiles: Story = {
  loaders: ofDraft,
  play: async ({ canvasElement }) => {
    await ready(canvasElement);
    drop(canvasElement, text('server.log'), text(`${'a long name '.repeat(12)}.txt`));
    await until(() => findAll(canvasElement, '.name').length === 2, 'both are there');
  },
};

export const NotTaken: Story = {
  loaders: ofDraft,
  play: async ({ canvasElement }) => {
    await ready(canvasElement);
    drop(canvasElement, text('tool.exe'), text('none.log', ''), text('photo.png'));
    await until(() => findAll(canvasElement, '.refused').length === 3, 'each is told why');
  },
};

export const HeldOverTheForm: Story = {
  loaders: ofDraft,
  play: async ({ canvasElement }) => {
    await ready(canvasElement);
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(text('server.log'));
    canvasElement.querySelector('form')!.dispatchEvent(new DragEvent('dragover', { cancelable: true, dataTransfer }));
    await until(() => find(canvasElement, '.drop'), 'it says where to drop');
  },
};

const file = (key: string, changes: Partial<EntryFile>): EntryFile => ({
  ...{ key, name: `${key}.log`, type: 'text/plain', size: 48_000, sha256: '' },
  ...{ state: 'waiting', progress: 0, code: undefined },
  ...changes,
});

export const OnTheirWay: Story = {
  loaders: withFiles(() => ({
    entry: {
      ...{ id: 'entry', kind: 'ticket', slot: 'new:entry', input: { subject: 'Drum 2', type: 'bug', fields: {} }, savedAt: 0 },
      ...{ state: 'queued', onDevice: true, tries: 1, nextTry: undefined, code: undefined, issues: [] },
      sent: { ticket: 'ticket-1', number: 'HM-000001' },
      files: [
        file('monday', { state: 'done', progress: 48_000 }),
        file('tuesday', { state: 'sending', progress: 21_600 }),
        file('wednesday', {}),
        file('thursday', { state: 'failed', code: 'file-gone' }),
      ],
    } satisfies OutboxEntry,
  })),
};

export const OfAMessage: Story = {
  loaders: withFiles((support) => ({
    attachments: ['ready', 'pending', 'missing', 'held', 'refused'].map((state) =>
      support.files.add(`${state}.pdf`, 'application/pdf', new Uint8Array(9_000), { state }),
    ),
  })),
};
