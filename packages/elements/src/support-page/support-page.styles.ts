import { css } from 'lit';

export const supportPageStyles = css`
  .header {
    display: grid;
    gap: var(--_space-1);
    margin-block-end: var(--_space-4);
    justify-items: start;
  }
  h2 {
    font-size: calc(var(--_size-large) * 1.2);
  }
  a {
    display: inline-flex;
    gap: 0.4em;
    align-items: center;
    min-block-size: 24px;
    font-size: var(--_size-small);
    font-weight: 550;
    text-decoration: none;
  }
  a:hover {
    text-decoration: underline;
  }
  .arrow:dir(rtl) {
    scale: -1 1;
  }
  @media (pointer: coarse) {
    a {
      min-block-size: 44px;
    }
  }
`;
