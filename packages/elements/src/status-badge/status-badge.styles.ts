import { css } from 'lit';

export const statusBadgeStyles = css`
  :host {
    display: inline-block;
    vertical-align: middle;
  }
  .base {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    padding: 1px 9px 1px 7px;
    border: 1px solid currentColor;
    border-radius: 13px;
    background: var(--hm-status-badge-fill, transparent);
    color: var(--hm-status-badge-color, var(--_text-muted));
    font-size: var(--_size-small);
    font-weight: 550;
    text-wrap: balance;
  }
  svg {
    inline-size: 12px;
    block-size: 12px;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .active {
    color: var(--hm-status-badge-color, var(--_accent));
  }
  .waiting-requester {
    color: var(--hm-status-badge-color, var(--_warning));
  }
  .resolved {
    color: var(--hm-status-badge-color, var(--_success));
  }
`;
