import type { Tokens } from '@helpmark/elements/contrast';
import { defaultTokens } from '@helpmark/elements/contrast';

/** A theme as the page offers it: what it says of itself, and the tokens that it changes. */
export interface Theme {
  name: string;
  about: string;
  tokens: Tokens;
}

const files = import.meta.glob<string>('./look/*.css', { query: '?raw', import: 'default', eager: true });

/** The finished themes, and the look without any. */
export const themes: Theme[] = [
  { name: 'plain', about: 'No theme at all.', tokens: {} },
  ...Object.entries(files).map(([path, css]) => ({
    name: path.replace(/^.*\/|\.css$/g, ''),
    about: /\/\*\s*(.*?)\s*\*\//s.exec(css)?.[1] ?? '',
    tokens: readTokens(css),
  })),
];

/** What a theme's one rule declares. */
function readTokens(css: string): Tokens {
  const declared = css.replace(/\/\*.*?\*\//gs, '').matchAll(/(--hm-[\w-]+):\s*([^;]+);/g);
  return Object.fromEntries([...declared].map(([, name = '', value = '']) => [name, value.replace(/\s+/g, ' ').trim()]));
}

/** A theme as a rule to copy: only what differs from the look without any. */
export function writeTheme(tokens: Tokens): string {
  const changed = Object.entries(tokens).filter(([name, value]) => value !== defaultTokens[name]);
  return `:root {\n${changed.map(([name, value]) => `  ${name}: ${value};\n`).join('')}}\n`;
}

/** A colour's value in light and in dark, as the browser's own control for colours wants them. */
export function bothOf(value: string): { light: string; dark: string } {
  const [, light = value, dark = value] = /^light-dark\((.*),\s*(.*)\)$/.exec(value) ?? [];
  const long = (color: string) => color.replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3');
  return { light: long(light), dark: long(dark) };
}
