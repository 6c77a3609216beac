import { css } from 'lit';

/** The look of what was found; it comes with it. */
export const privacyGuardStyles = css`
  .guard ul {
    display: grid;
    gap: var(--_space-3);
  }
  .guard li {
    display: grid;
    gap: var(--_space-1);
  }
  .excerpt {
    overflow-wrap: anywhere;
    font-family: ui-monospace, monospace;
    font-size: var(--_size-small);
  }
  .excerpt mark {
    padding-inline: 2px;
    border-block-end: 2px solid currentcolor;
    background: none;
    color: inherit;
    font-weight: 700;
  }
`;
