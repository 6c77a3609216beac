import { css } from 'lit';

export const helpPanelStyles = css`
  :host {
    display: contents;
  }
  .base {
    position: fixed;
    inset-block: auto var(--hm-help-panel-offset-block, 84px);
    inset-inline: auto var(--hm-help-panel-offset-inline, 20px);
    display: grid;
    grid-template-rows: auto 1fr;
    inline-size: min(var(--hm-help-panel-width, 432px), calc(100vw - 40px));
    /* one height for all views, or the buttons would move as they are pressed */
    block-size: min(720px, calc(100dvh - 104px));
    overflow: hidden;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-large);
    background: var(--_surface);
    box-shadow: var(--_shadow);
  }
  .base:not([open], :popover-open) {
    display: none;
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
    border-block-end: 1px solid var(--_line);
  }
  .back[hidden] + h2 {
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
      block-size: 100dvh;
      border: 0;
      border-radius: 0;
    }
    .back[hidden] + h2 {
      padding-inline-start: var(--_space-1);
    }
    .view {
      padding: var(--_space-4);
    }
  }
`;
