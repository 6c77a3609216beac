import { css, unsafeCSS } from 'lit';
import { buttonTokens } from './button-tokens.js';
import { panelTokens } from './tokens.js';

/**
 * The ground of every element. `.base` starts from the browser's own defaults, so nothing that a page sets on its elements
 * reaches inside; the scheme of colours and the direction of writing are the page's.
 */
export const baseStyles = css`
  :host {
    ${unsafeCSS(buttonTokens)}${unsafeCSS(panelTokens)}
    display: block;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  .base {
    all: initial;
    box-sizing: border-box;
    display: block;
    color-scheme: inherit;
    color: var(--_text);
    font: var(--_size) / var(--_line-height) var(--_font);
    overflow-wrap: anywhere;
  }
  h2,
  h3,
  h4,
  p,
  ol,
  ul,
  dl,
  dd,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  ol,
  ul {
    list-style: none;
  }
  h2,
  h3 {
    font-size: var(--_size-large);
    line-height: 1.3;
    font-weight: 650;
  }
  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  [tabindex='-1']:focus-visible {
    outline: none;
  }
  .muted {
    color: var(--_text-muted);
    font-size: var(--_size-small);
    font-weight: 400;
    text-wrap: pretty;
  }
  .hidden-text {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  [hidden],
  :host([hidden]) {
    display: none !important;
  }
`;

/** Buttons and links, alike in every element. */
export const buttonStyles = css`
  button {
    all: unset;
    box-sizing: border-box;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--_space-2);
    min-block-size: var(--_control-height);
    padding: var(--_space-1) var(--_space-4);
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font-weight: 550;
    line-height: 1.25;
    text-align: center;
    cursor: pointer;
    transition: background var(--_duration);
  }
  button.primary {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
  }
  button.plain {
    min-block-size: calc(var(--_control-height) * 0.8);
    padding-inline: var(--_space-2);
    border-color: transparent;
    background: none;
    color: var(--_accent);
  }
  button:hover {
    background: var(--_surface-sunken);
  }
  button.primary:hover {
    background: color-mix(in oklab, var(--_accent) 88%, var(--_text));
  }
  button.icon {
    inline-size: 36px;
    min-block-size: 36px;
    padding: 0;
    color: var(--_text-muted);
  }
  button[aria-disabled='true'] {
    opacity: 0.6;
    cursor: default;
  }
  a {
    color: var(--_accent);
  }
  @media (pointer: coarse) {
    button:enabled,
    summary {
      align-content: center;
      min-block-size: 44px;
      min-inline-size: 44px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      transition: none !important;
      animation: none !important;
    }
  }
`;

/** A word to the person: how a request went, what to do now. */
export const noticeStyles = css`
  .notice,
  .entry {
    display: grid;
    gap: var(--_space-2);
  }
  .notice {
    justify-items: start;
    padding: var(--_space-3) var(--_space-4);
    border-inline-start: 4px solid var(--_accent);
    border-radius: var(--_radius);
    background: var(--_surface-sunken);
  }
  .notice ::slotted(*) {
    margin: 0;
  }
  .notice.failed {
    border-color: var(--_danger);
    background: var(--_danger-surface);
  }
  .notice.done {
    border-color: var(--_success);
    background: var(--_success-surface);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
  }
  .kept {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-2);
    min-block-size: 32px; /* the room of its button, which comes and goes */
  }
  .error {
    color: var(--_danger);
    font-size: var(--_size-small);
    font-weight: 550;
  }
  .skeleton {
    display: grid;
    gap: var(--_space-4);
  }
  .skeleton i {
    block-size: 80px;
    border-radius: var(--_radius);
    background: var(--_surface-sunken);
    animation: breathe 1.4s ease-in-out infinite alternate;
  }
  @keyframes breathe {
    to {
      opacity: 0.5;
    }
  }
`;
