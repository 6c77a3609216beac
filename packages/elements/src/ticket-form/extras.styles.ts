import { css } from 'lit';

/** The look of what only some policies ask for; it comes with it. */
export const extrasStyles = css`
  details {
    padding: var(--_space-2) var(--_space-4);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .examples {
    margin-inline-start: 30px; /* below the words of its option */
    padding: 0;
    border: 0;
    font-size: var(--_size-small);
  }
  details[open] {
    padding-block-end: var(--_space-3);
  }
  summary {
    padding-block: var(--_space-1);
    font-weight: 550;
    cursor: pointer;
  }
  [data-exact] {
    overflow-x: auto;
    font-family: ui-monospace, monospace;
    white-space: pre;
    unicode-bidi: plaintext;
  }
  .bullets {
    display: grid;
    gap: var(--_space-1);
    padding-inline-start: 1.3em;
    list-style: disc;
    font-weight: 400;
  }
  .reasons {
    margin-block-end: var(--_space-4);
  }
  .reasons li > span {
    display: block;
    font-size: var(--_size-small);
  }
  .reasons p,
  .advice p {
    margin-block: var(--_space-3) var(--_space-1);
    font-weight: 550;
  }
  .reasons p:first-child {
    margin-block-start: 0;
  }
  table {
    inline-size: 100%;
    margin-block-start: var(--_space-2);
    border-collapse: collapse;
    font-size: var(--_size-small);
  }
  th,
  td {
    padding: var(--_space-2) var(--_space-2) var(--_space-2) 0;
    border-block-start: 1px solid var(--_line);
    text-align: start;
    vertical-align: top;
    font-weight: 400;
  }
  th {
    font-weight: 600;
  }
  thead th {
    border: 0;
    color: var(--_text-muted);
  }
  .evidence {
    display: grid;
    gap: var(--_space-2);
  }
  .evidence h3 {
    font-size: var(--_size);
  }
  .evidence label {
    display: grid;
    gap: var(--_space-1);
  }
  .evidence li {
    display: flex;
    gap: var(--_space-2);
  }
  [data-present='true'] > :first-child {
    color: var(--_success);
    font-weight: 700;
  }
  meter {
    inline-size: 100%;
    block-size: 12px;
  }
  .steps {
    display: grid;
    gap: var(--_space-2);
    padding-inline-start: 1.6em;
    list-style: decimal;
  }
  .steps li::marker {
    color: var(--_text-muted);
  }
  .steps li {
    padding-inline-start: var(--_space-1);
  }
  .steps input {
    inline-size: calc(100% - 120px);
  }
  .steps ~ button {
    justify-self: start;
  }
  .lines {
    display: grid;
    gap: var(--_space-2);
  }
  .lines .row {
    display: grid;
    grid-template-columns: minmax(110px, 2fr) 3fr auto;
  }
`;
