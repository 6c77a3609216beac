import { css } from 'lit';

export const ticketFormStyles = css`
  form {
    display: grid;
    gap: var(--_space-5);
  }
  .fields {
    display: contents;
  }
  .field {
    display: grid;
    gap: var(--_space-1);
  }
  .wrong {
    padding-inline-start: var(--_space-3);
    border-inline-start: 3px solid var(--_danger);
  }
  label,
  legend {
    padding: 0;
    font-weight: 600;
  }
  legend {
    float: left; /* or its upper half stands above the field's own edge */
  }
  .count {
    justify-self: end;
  }
  input,
  textarea,
  select {
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: var(--_control-height);
    margin: 0;
    padding: var(--_space-2) var(--_space-3);
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }
  textarea {
    field-sizing: content;
    min-block-size: 84px;
    max-block-size: 320px;
    resize: vertical;
  }
  :is(input, textarea, select):focus-visible {
    outline-offset: 0;
    border-color: var(--_focus);
  }
  .masked:not(:focus) {
    -webkit-text-security: disc;
  }
  [aria-invalid='true']:not(fieldset) {
    border-color: var(--_danger);
  }
  [readonly] {
    border-color: transparent;
    background: var(--_surface-sunken);
  }
  .option {
    display: flex;
    align-items: start;
    gap: var(--_space-3);
    padding-block: var(--_space-1);
    font-weight: 400;
    cursor: pointer;
  }
  .option span {
    display: grid;
  }
  .option input {
    flex: none;
    inline-size: 18px;
    min-block-size: 18px;
    margin-block-start: 2px;
    accent-color: var(--_accent);
  }
  .option:has(:disabled) {
    cursor: default;
    color: var(--_text-muted);
  }
  #attachments {
    min-block-size: 64px; /* its room, before it comes */
  }
  .submit {
    display: grid;
    gap: var(--_space-3);
  }
  @media (pointer: coarse) {
    input,
    textarea,
    select {
      font-size: max(16px, var(--_size)); /* below 16px iOS zooms the page in on focus */
    }
    input,
    select {
      min-block-size: 44px;
    }
    .option {
      padding-block: var(--_space-3);
    }
  }
`;
