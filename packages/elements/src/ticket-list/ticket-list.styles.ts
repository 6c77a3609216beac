import { css } from 'lit';

export const ticketListStyles = css`
  .tickets {
    display: grid;
    gap: var(--_space-2);
  }
  .tickets button {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: start;
    gap: var(--_space-1) var(--_space-3);
    inline-size: 100%;
    padding: var(--_space-3) var(--_space-4);
    border-color: var(--_line);
    text-align: start;
    font-weight: 400;
  }
  .subject {
    flex: 1 1 140px; /* below that the badge goes under it */
    font-weight: 600;
  }
  .unread .subject::before {
    content: '';
    display: inline-block;
    inline-size: 9px;
    block-size: 9px;
    margin-inline-end: var(--_space-2);
    border-radius: 50%;
    background: var(--_accent);
    forced-color-adjust: none;
  }
  .new {
    color: var(--_accent);
    font-size: var(--_size-small);
    font-weight: 600;
  }
  .foot {
    flex-basis: 100%;
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_space-3);
  }
  .waiting {
    margin-block-end: var(--_space-3);
  }
  .notice + .waiting,
  .notice + .new-ticket {
    margin-block-start: var(--_space-3);
  }
  .new-ticket {
    margin-block-end: var(--_space-4);
  }
  .empty {
    display: grid;
    gap: var(--_space-2);
    justify-items: center;
    padding-block: var(--_space-5);
    text-align: center;
  }
  .empty .new-ticket {
    margin-block-start: var(--_space-2);
  }
  .more {
    margin-block-start: var(--_space-3);
    inline-size: 100%;
  }
`;
