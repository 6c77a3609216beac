import { css, html, nothing } from 'lit';
import { Lexer } from 'marked';
import type { MarkedToken, Token, Tokens } from 'marked';

/** Quotes and lists within one another beyond this are drawn as they were typed. */
const deepest = 12;
/** A text with more marks is drawn as it was typed: the parser's time grows with their square, and would stop the page for seconds. */
const mostMarks = 2000;

/**
 * Draws a message's words: emphasis, code, lists, quotes and links. Everything else, raw HTML above all, stays as it was typed,
 * and no word is ever left out but the name of a code's language. Only tokens are taken from the parser; the nodes are Lit's.
 */
export function renderMarkdown(text: string): unknown {
  if ((text.match(/[*_~`[>]/g)?.length ?? 0) > mostMarks) return text;
  try {
    return renderBlocks(new Lexer({ gfm: true }).lex(text), 0);
  } catch {
    return text; // such as thousands of quotes within one another
  }
}

function renderBlocks(tokens: Token[], depth: number): unknown[] {
  return (tokens as MarkedToken[]).map((token) => {
    if (token.type === 'space') return nothing;
    if (depth > deepest) return token.raw;
    // More than a word beside the fence is somebody's words.
    if (token.type === 'code' && !/\s/.test(token.lang ?? '')) return html`<pre tabindex="0"><code>${token.text}</code></pre>`;
    if (token.type === 'blockquote') return html`<blockquote>${renderBlocks(token.tokens, depth + 1)}</blockquote>`;
    if (token.type === 'list') return renderList(token, depth + 1);
    if (token.type === 'heading') return html`<p><strong>${renderInline(token.tokens, depth)}</strong></p>`;
    if (token.type === 'paragraph') return html`<p>${renderInline(token.tokens, depth)}</p>`;
    if (token.type === 'text') return token.tokens ? renderInline(token.tokens, depth) : token.text;
    if (token.type === 'checkbox') return token.checked ? '☑ ' : '☐ ';
    return html`<p>${token.raw.replace(/\n+$/, '')}</p>`;
  });
}

function renderList({ ordered, start, items }: Tokens.List, depth: number) {
  const drawn = items.map(({ tokens }) => html`<li>${renderBlocks(tokens, depth)}</li>`);
  return ordered
    ? html`<ol start=${start}>
        ${drawn}
      </ol>`
    : html`<ul>
        ${drawn}
      </ul>`;
}

function renderInline(tokens: Token[], depth: number): unknown[] {
  return (tokens as MarkedToken[]).map((token) => {
    if (depth > deepest) return token.raw;
    if (token.type === 'strong') return html`<strong>${renderInline(token.tokens, depth + 1)}</strong>`;
    if (token.type === 'em') return html`<em>${renderInline(token.tokens, depth + 1)}</em>`;
    if (token.type === 'del') return html`<s>${renderInline(token.tokens, depth + 1)}</s>`;
    if (token.type === 'codespan') return html`<code>${token.text}</code>`;
    if (token.type === 'br') return html`<br />`;
    if (token.type === 'escape') return token.text;
    if (token.type === 'link') {
      const address = safeAddress(token.href);
      return address ? renderLink(address, renderInline(token.tokens, depth + 1)) : token.raw;
    }
    if (token.type === 'text' && 'tokens' in token && token.tokens) return renderInline(token.tokens, depth + 1);
    return token.raw;
  });
}

function renderLink(address: string, words: unknown) {
  // A page of somebody else's learns nothing of this one and cannot reach it; a mail or a call needs no window.
  return /^https?:/.test(address)
    ? html`<a href=${address} target="_blank" rel="noopener noreferrer nofollow">${words}</a>`
    : html`<a href=${address}>${words}</a>`;
}

/** The address of a link that may be followed; nothing for a scheme that could run something, or for none. */
function safeAddress(href: string): string | undefined {
  if (!URL.canParse(href)) return undefined;
  const { protocol, href: address } = new URL(href);
  return ['http:', 'https:', 'mailto:', 'tel:'].includes(protocol) ? address : undefined;
}

/** The look of what is marked up. */
export const markdownStyles = css`
  .body {
    display: grid;
    gap: var(--_space-2);
    min-inline-size: 0;
  }
  .body :is(ol, ul) {
    padding-inline-start: 22px;
    white-space: normal;
  }
  .body ul {
    list-style: disc;
  }
  .body ol {
    list-style: decimal;
  }
  .body li {
    display: list-item;
    padding: 0;
    white-space: pre-wrap;
  }
  blockquote {
    display: grid;
    gap: var(--_space-2);
    margin: 0;
    padding-inline-start: var(--_space-3);
    border-inline-start: 3px solid var(--_control-line);
    color: var(--_text-muted);
  }
  code {
    padding: 1px 4px;
    border-radius: 4px;
    background: color-mix(in oklab, var(--_text) 9%, transparent);
    font:
      0.9em / 1.45 ui-monospace,
      monospace;
  }
  pre {
    margin: 0;
    padding: var(--_space-2) var(--_space-3);
    overflow-x: auto;
    border-radius: var(--_radius);
    background: color-mix(in oklab, var(--_text) 9%, transparent);
    overflow-wrap: normal;
  }
  pre code {
    padding: 0;
    background: none;
  }
`;
