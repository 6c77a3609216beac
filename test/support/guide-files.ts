import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './results.mjs';

/** A block of the guide to embedding. */
export interface GuideBlock {
  /** The host example that it belongs to: that of its file, and for commands that of the next file. */
  host: string;
  /** The file below demo/hosts that the line before the block names. */
  file: string | undefined;
  language: string;
  text: string;
}

/** The guide to embedding, as it stands. */
export const guide = readFileSync(join(root, 'demo/hosts/README.md'), 'utf8');

const found = [...guide.matchAll(/^(?:`([^`\n]+)`:\n\n)?```(\w+)\n([^]*?)\n```$/gm)];

export const guideBlocks: GuideBlock[] = found.map(([, file, language, text], at) => ({
  host: (found.slice(at).find(([, next]) => next)?.[1] ?? '').split('/')[0]!,
  file,
  language: language!,
  text: text!,
}));

/** Of the names that the guide has a host install, in their order: those of one line together. */
export const installsOf = (host: string): string[][] =>
  guideBlocks
    .filter((block) => block.host === host && block.language === 'sh')
    .flatMap(({ text }) => [...text.matchAll(/^npm install (.+)$/gm)])
    .map(([, names]) => names!.split(' ').filter((name) => !name.startsWith('--')));
