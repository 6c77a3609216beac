import { css } from 'lit';

/** The look of what was collected; it comes with it. */
export const collectedStyles = css`
  .collected {
    display: grid;
    gap: var(--_space-2);
  }
  .collected h3 {
    font-size: var(--_size);
  }
  .collected li {
    display: grid;
    grid-template-columns: minmax(90px, 1fr) 2fr auto;
    align-items: center;
    gap: var(--_space-2);
  }
  .collected li[data-missing] {
    grid-template-columns: 1fr auto;
  }
  .collected textarea {
    font-family: ui-monospace, monospace;
    font-size: var(--_size-small);
  }
`;
