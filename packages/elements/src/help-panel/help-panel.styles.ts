import { css } from 'lit';

export const helpPanelStyles = css`
  :host {
    display: contents;
  }
  .base {
    position: fixed;
    inset: auto;
    inset-block-end: var(--hm-help-panel-offset-block, 84px);
    inset-inline-end: var(--hm-help-panel-offset-inline, 20px);
    display: none;
    grid-template-rows: auto 1fr;
    inline-size: min(var(--hm-help-panel-width, 432px), calc(100vw - 40px));
    /* one height for all views, or the buttons would move as they are pressed */
    block-size: min(720px, calc(100dvh - 104px));
    max-block-size: none;
    margin: 0;
    padding: 0;
    overflow: hidden;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-large);
    background: var(--_surface);
    box-shadow: var(--_shadow);
  }
  .base:popover-open,
  .base[open] {
    display: grid;
  }
  .base:popover-open {
    animation: rise var(--_duration) ease-out;
  }
  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 8px;
    }
  }
  .header {
    display: flex;
    align-items: center;
    gap: var(--_space-1);
    padding: var(--_space-2) var(--_space-3);
    padding-inline-start: var(--_space-5);
    border-block-end: 1px solid var(--_line);
  }
  .header:has(.back:not([hidden])) {
    padding-inline-start: var(--_space-3);
  }
  h2 {
    flex: 1;
    font-size: 16px;
  }
  .back:dir(rtl) svg {
    scale: -1 1;
  }
  svg {
    inline-size: 20px;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .view {
    overflow: auto;
    overscroll-behavior: contain;
    padding: var(--_space-5);
  }
  @media (max-width: 480px) {
    .base {
      inset: 0;
      inline-size: 100%;
      max-inline-size: none;
      block-size: 100dvh;
      border: 0;
      border-radius: 0;
    }
    .header {
      padding-inline-start: var(--_space-4);
    }
    .view {
      padding: var(--_space-4);
    }
  }
`;
