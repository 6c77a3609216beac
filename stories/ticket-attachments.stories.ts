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

/** A picture as a page of the product looks, with something on it that is nobody's business. */
async function pageShot(): Promise<File> {
  const canvas = Object.assign(document.createElement('canvas'), { width: 960, height: 480 });
  const context = canvas.getContext('2d')!;
  const draw = (colour: string, ...box: [number, number, number, number]) => {
    context.fillStyle = colour;
    context.fillRect(...box);
  };
  draw('#f3f5f2', 0, 0, 960, 480);
  draw('#10302a', 0, 0, 180, 480);
  for (let row = 0; row < 8; row++) draw(row % 2 ? '#fff' : '#e7ece6', 210, 70 + row * 46, 720, 40);
  context.fillStyle = '#1d2522';
  context.font = '600 22px sans-serif';
  context.fillText('Stock of the roastery', 210, 45);
  context.font = '16px sans-serif';
  for (let row = 0; row < 8; row++)
    context.fillText(`Lot ETH-04${row + 12}, 60 kg, +44 20 7946 09${row + 10}`, 226, 96 + row * 46);
  const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
  return new File([picture!], 'stock.png', { type: 'image/png' });
}

export const CoverOrMark: Story = {
  loaders: ofDraft,
  play: async ({ canvasElement }) => {
    await ready(canvasElement);
    drop(canvasElement, await pageShot());
    const edit = await until(() => find<HTMLButtonElement>(canvasElement, '[id^=fileDraw]'), 'the picture can be drawn on');
    edit.click();
    const press = async (selector: string) => (await until(() => find<HTMLElement>(canvasElement, selector))).click();
    await press('#add-shape');
    await press('[value=arrow]');
    await press('#add-shape');
    await until(() => findAll(canvasElement, '.shapes button').length === 3, 'two shapes are on the picture');
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
