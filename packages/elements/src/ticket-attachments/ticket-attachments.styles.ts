import { css } from 'lit';

export const ticketAttachmentsStyles = css`
  .base {
    display: grid;
    gap: var(--_space-2);
  }
  .adding {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-1) var(--_space-3);
  }
  .drop {
    position: absolute;
    inset: calc(-1 * var(--_space-2));
    display: none;
    place-items: center;
    border: 2px dashed var(--_accent);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_accent);
    font-weight: 550;
  }
  :host(:state(over)) .drop {
    display: grid;
  }
  .files:empty,
  .base > [role='alert']:not(:has(.error)) {
    display: none;
  }
  .files,
  .base > [role='alert'] {
    display: grid;
    gap: var(--_space-2);
  }
  .file {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-1) var(--_space-3);
    padding: var(--_space-2);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .file.wrong {
    border-color: var(--_danger);
    background: var(--_danger-surface);
  }
  .about {
    flex: 1 1 7em; /* where that is too little, the buttons go below */
  }
  .wrong:not(.refused) .about {
    flex-basis: 15em;
    max-inline-size: calc(100% - 44px - var(--_space-3));
  }
  .picture {
    display: grid;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    border-radius: calc(var(--_radius) / 2);
    background: var(--_surface-sunken);
    color: var(--_text-muted);
    font-size: 11px;
    font-weight: 600;
    object-fit: cover;
  }
  progress {
    inline-size: 100%;
    block-size: 6px;
    accent-color: var(--_accent);
  }
  .error {
    color: var(--_danger);
    font-size: var(--_size-small);
    font-weight: 550;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    margin-inline-start: auto;
  }
  .buttons button {
    overflow-wrap: normal; /* the name gives way first */
  }
  .name {
    font-weight: 550;
    overflow-wrap: anywhere;
  }
`;
