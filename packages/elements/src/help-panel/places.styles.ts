import { css } from 'lit';

/** The panel at other corners, as a modal, as a drawer and as a part of the page. In a narrow window it is a sheet all the same. */
const styles = css`
  @media (min-width: 481px) {
    :host([corner^='top']) .base {
      inset-block: var(--hm-help-panel-offset-block, 84px) auto;
    }
    :host([corner$='start']) .base {
      inset-inline: var(--hm-help-panel-offset-inline, 20px) auto;
    }
    :host([mode='modal']) .base {
      inset: 0;
      inline-size: min(var(--hm-help-panel-width, 600px), calc(100vw - 40px));
      margin: auto;
    }
    :host([mode='drawer']) .base {
      inset-block: 0;
      inset-inline: auto 0;
      block-size: 100dvh;
      border-width: 0;
      border-inline-start-width: 1px;
      border-radius: 0;
    }
    :host([mode='drawer'][corner$='start']) .base {
      inset-inline: 0 auto;
      border-inline-width: 0 1px;
    }
    :host([mode='drawer']) .base:popover-open {
      animation-name: slide;
    }
    .base::backdrop {
      background: rgb(10 14 24 / 0.5);
    }
  }
  @keyframes slide {
    from {
      opacity: 0;
      translate: 0 0;
    }
  }
  :host([mode='inline']) {
    display: block;
  }
  :host([mode='inline']) .base {
    position: static;
    inline-size: auto;
    max-inline-size: none;
    block-size: auto;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-large);
    box-shadow: none;
  }
`;

/** Gives a panel the styles for every place. */
export function learnPlaces(panel: HTMLElement): void {
  const sheets = panel.shadowRoot!.adoptedStyleSheets;
  if (!sheets.includes(styles.styleSheet!)) sheets.push(styles.styleSheet!);
}
