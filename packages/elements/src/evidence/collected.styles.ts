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
  .filled {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
  }
  .slots {
    display: grid;
    gap: var(--_space-2);
  }
  .slots li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--_space-1) var(--_space-3);
    padding: var(--_space-3);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .slots li[data-state='slotFile'] {
    border-color: var(--_success);
    background: var(--_success-surface);
  }
  .slots label,
  .slots label + span {
    display: block;
  }
  .slots label {
    font-weight: 550;
  }
  .slots input {
    grid-column: 1 / -1;
  }
  .slots button {
    grid-column: 1 / -1;
    justify-self: start;
  }
  .slots + [role='alert']:empty {
    display: none;
  }
  .collected textarea {
    font-family: ui-monospace, monospace;
    font-size: var(--_size-small);
  }
`;
