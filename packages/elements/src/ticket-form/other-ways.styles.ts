import { css } from 'lit';

/** The look of what may help besides a ticket; it comes with it. */
export const otherWaysStyles = css`
  .ways {
    display: grid;
    gap: var(--_space-4);
    justify-items: start;
    margin-block-start: var(--_space-5);
    padding-block-start: var(--_space-4);
    border-block-start: 1px solid var(--_line);
  }
  .base > .fields {
    display: grid;
    gap: var(--_space-5);
  }
  .ways ul,
  .ways dl {
    display: grid;
    gap: var(--_space-1);
    margin-block-start: var(--_space-1);
  }
  .ways .bullets {
    padding-inline-start: 20px;
    list-style: disc;
  }
  .ways dl {
    gap: var(--_space-2);
  }
  .ways dt {
    color: inherit;
    font-size: inherit;
    font-weight: 550;
  }
`;
