import { css } from 'lit';

/** The look of what comes once somebody writes in a form; it comes with it. */
export const questionsStyles = css`
  .versions {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(140px, 1fr));
    gap: var(--_space-3);
    inline-size: 100%;
  }
  .versions dd {
    max-block-size: 120px;
    overflow: auto;
    white-space: pre-wrap;
  }
  .similar button {
    padding-inline: 0;
    text-align: start;
  }
  .problems ul {
    display: grid;
    gap: var(--_space-1);
  }
  .problems a {
    color: var(--_danger);
    font-weight: 550;
  }
  .facts {
    display: grid;
    gap: var(--_space-2);
  }
  dt {
    color: var(--_text-muted);
    font-size: var(--_size-small);
  }
`;
