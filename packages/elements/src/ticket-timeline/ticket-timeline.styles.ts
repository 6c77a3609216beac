import { css } from 'lit';

export const ticketTimelineStyles = css`
  :host {
    overflow-anchor: none; /* what is read is held in place here, and by one alone */
  }
  .earlier {
    inline-size: 100%;
    margin-block-end: var(--_space-3);
  }
  li {
    padding-block: 6px;
  }
  .message {
    inline-size: fit-content; /* of a block: a grid takes half as long again to lay out */
    max-inline-size: 92%;
    padding: var(--_space-3) var(--_space-4);
    border-radius: var(--_radius-large);
    border-end-start-radius: 4px;
    background: var(--_surface-sunken);
  }
  .message.own {
    border-radius: var(--_radius-large);
    border-end-end-radius: 4px;
    background: var(--_own);
    margin-inline-start: auto;
  }
  .message > * + * {
    margin-block-start: var(--_space-1);
  }
  h4 {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 var(--_space-3);
    font-size: var(--_size-small);
    font-weight: 600;
  }
  h4 time {
    color: var(--_text-muted);
    font-weight: 400;
  }
  .body,
  .body p {
    white-space: pre-wrap;
  }
  .event {
    text-align: center;
  }
  .marker {
    display: flex;
    align-items: center;
    gap: var(--_space-3);
    padding-block: var(--_space-2) var(--_space-3);
    color: var(--_accent);
    font-size: var(--_size-small);
    font-weight: 600;
  }
  .marker::before,
  .marker::after {
    content: '';
    flex: 1;
    border-block-start: 1px solid;
  }
  .jump {
    position: sticky;
    inset-block-end: var(--_space-3);
    display: flex;
    align-items: end;
    justify-content: center;
    block-size: 0;
  }
  .jump button {
    border-color: var(--_line);
    border-radius: 99px;
    color: var(--_accent);
    box-shadow: var(--_shadow);
  }
  @media (forced-colors: active) {
    .message {
      border: 1px solid;
    }
  }
`;
