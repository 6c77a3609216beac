import { css } from 'lit';

/** The look of the editor and of recordings; it comes with them. */
export const pictureEditorStyles = css`
  .editor,
  .recorder {
    color-scheme: inherit;
    font: var(--_size) / var(--_line-height) var(--_font);
    background: var(--_surface);
    color: var(--_text);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-large);
    box-shadow: 0 12px 40px rgb(0 0 0 / 0.3);
    text-align: start;
  }
  .editor {
    inline-size: min(1040px, 100vw - 32px);
    max-inline-size: none;
    max-block-size: calc(100dvh - 32px);
    padding: 0;
    overflow: auto;
  }
  .editor::backdrop {
    background: rgb(10 12 18 / 0.6);
  }
  .editor > div {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-3);
    padding: var(--_space-5) var(--_space-5) 0;
  }
  .editor h2:focus {
    outline: none;
  }
  .tools,
  .tools fieldset,
  .shapes,
  .editor .row,
  .end {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-2);
  }
  .shapes {
    justify-content: space-between;
  }
  .tools fieldset {
    gap: 0;
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius);
    background: var(--_surface-sunken);
    overflow: clip;
  }
  .tools label {
    position: relative;
    cursor: pointer;
  }
  .tools input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .tools span {
    display: flex;
    align-items: center;
    gap: var(--_space-1);
    min-block-size: calc(var(--_control-height) - 2px);
    padding-inline: var(--_space-3);
    font-weight: 550;
  }
  .tools input:checked + span {
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .tools input:focus-visible + span {
    outline: 2px solid var(--_focus);
    outline-offset: -4px;
    box-shadow: inset 0 0 0 2px var(--_surface);
  }
  .tools svg {
    inline-size: 16px;
    block-size: 16px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .tools svg.cover {
    fill: currentColor;
  }
  #undo {
    margin-inline-start: auto;
  }
  .stage {
    display: grid;
    place-items: center;
    padding: var(--_space-3);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface-sunken);
  }
  .stage canvas {
    max-inline-size: 100%;
    max-block-size: max(200px, 100dvh - 380px);
    background: #fff;
    box-shadow: 0 0 0 1px var(--_line);
    touch-action: none;
    cursor: crosshair;
  }
  .shapes button {
    min-block-size: calc(var(--_control-height) * 0.8);
    padding-inline: var(--_space-3);
    font-weight: 450;
  }
  .shapes [aria-pressed='true'] {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
    font-weight: 550;
  }
  .words {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
  }
  .words input {
    all: unset;
    box-sizing: border-box;
    inline-size: min(16em, 50vw);
    min-block-size: calc(var(--_control-height) * 0.8);
    padding-inline: var(--_space-2);
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius);
    background: var(--_surface);
    cursor: text;
  }
  .words input:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }
  .end {
    position: sticky;
    inset-block-end: 0;
    margin-inline: calc(-1 * var(--_space-5));
    padding: var(--_space-3) var(--_space-5);
    border-block-start: 1px solid var(--_line);
    background: var(--_surface);
  }
  .end p {
    margin-inline-end: auto;
    font-weight: 550;
  }
  .editor video {
    inline-size: 100%;
    max-block-size: 60dvh;
    border-radius: var(--_radius);
    background: #000;
  }
  .recorder {
    position: fixed;
    inset: auto auto var(--_space-5) 50%;
    translate: -50% 0;
    margin: 0;
    padding: var(--_space-2) var(--_space-3);
    visibility: visible;
  }
  .recorder > div {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: var(--_space-2);
  }
  .beat {
    position: fixed;
    inset: 0 auto auto 0;
    inline-size: 1px;
    block-size: 1px;
    margin: 0;
    padding: 0;
    border: 0;
    visibility: visible;
  }
  .time {
    font-variant-numeric: tabular-nums;
    margin-inline-end: var(--_space-2);
  }
  .light {
    inline-size: 12px;
    block-size: 12px;
    border-radius: 50%;
    background: var(--_danger);
    forced-color-adjust: none;
    animation: light 1.2s ease-in-out infinite alternate;
  }
  .light.paused {
    opacity: 0.4;
    animation: none;
  }
  @keyframes light {
    to {
      opacity: 0.35;
    }
  }
  @media (max-width: 447px) {
    .editor {
      inline-size: 100vw;
      max-block-size: 100dvh;
      block-size: 100dvh;
      border: 0;
      border-radius: 0;
    }
    .editor > div {
      min-block-size: 100%;
      padding-inline: var(--_space-4);
      padding-block-start: var(--_space-4);
      grid-auto-rows: max-content;
    }
    .end {
      margin-inline: calc(-1 * var(--_space-4));
      padding-inline: var(--_space-4);
    }
    .tools fieldset {
      display: grid;
      grid-auto-flow: column;
      grid-auto-columns: 1fr;
      inline-size: 100%;
    }
    .tools span {
      flex-direction: column;
      padding: var(--_space-2) 0;
      font-size: var(--_size-small);
    }
  }
  @media (pointer: coarse) {
    .tools span,
    .shapes button,
    .words input {
      min-block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    .tools input:checked + span {
      border-block-end: 4px solid Highlight;
    }
    .shapes [aria-pressed='true'] {
      border-color: Highlight;
      outline: 1px solid Highlight;
    }
  }
`;
