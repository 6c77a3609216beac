import { css } from 'lit';

export const ticketActionsStyles = css`
  .base {
    display: grid;
    gap: var(--_space-4);
  }
  .base:not(:has(*)) {
    display: none;
  }
  form.notice {
    justify-items: stretch;
    gap: var(--_space-4);
  }
  fieldset {
    display: grid;
  }
  form.notice button {
    justify-self: start;
  }
  h4 {
    font-size: var(--_size);
    font-weight: 600;
  }
  .row {
    align-items: center;
  }
  details form {
    gap: var(--_space-4);
    padding-block: var(--_space-3) var(--_space-1);
  }
  details form button {
    justify-self: start;
  }
  summary {
    padding-block: var(--_space-1);
    color: var(--_accent);
    font-weight: 550;
    cursor: pointer;
  }
`;
