import { css } from 'lit';

export const ticketThreadStyles = css`
  .thread {
    display: grid;
    gap: var(--_space-4);
  }
  .head,
  .facts,
  .composer {
    display: grid;
    gap: var(--_space-2);
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-1) var(--_space-3);
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-1);
    margin-inline-start: calc(-1 * var(--_space-2));
    font-size: var(--_size-small);
  }
  .note:empty {
    display: none;
  }
  .changes {
    padding-inline-start: 20px;
    list-style: disc;
  }
  dt {
    color: var(--_text-muted);
    font-size: var(--_size-small);
  }
  dd {
    white-space: pre-wrap;
  }
  details {
    padding: var(--_space-2) var(--_space-4);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  details[open] {
    padding-block-end: var(--_space-4);
  }
  summary {
    padding-block: var(--_space-1);
    font-weight: 550;
    cursor: pointer;
  }
  .outgoing {
    display: grid;
    gap: var(--_space-3);
  }
  .outgoing li {
    display: grid;
    gap: var(--_space-1);
    max-inline-size: 92%;
    justify-self: end;
  }
  .outgoing li,
  .entry {
    justify-items: end;
  }
  .own {
    padding: var(--_space-3) var(--_space-4);
    border: 1px dashed var(--_control-line);
    border-radius: var(--_radius-large);
    border-end-end-radius: 4px;
    background: var(--_own);
    white-space: pre-wrap;
  }
  .composer {
    padding-block-start: var(--_space-4);
    border-block-start: 1px solid var(--_line);
  }
  label {
    font-weight: 600;
  }
  textarea {
    inline-size: 100%;
    min-block-size: 84px;
    max-block-size: 280px;
    margin: 0;
    padding: var(--_space-2) var(--_space-3);
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: inherit;
    font: inherit;
    field-sizing: content;
    resize: vertical;
  }
  .composer hm-ticket-attachments {
    display: block;
    min-block-size: 64px; /* its room, before it comes */
  }
  .row.ends {
    justify-content: space-between;
  }
  @media (pointer: coarse) {
    textarea {
      font-size: max(16px, var(--_size)); /* below 16px iOS zooms the page in on focus */
    }
  }
`;
