import { css } from 'lit';

export const articleListStyles = css`
  .base,
  article {
    display: grid;
    gap: var(--_space-3);
  }
  ul:not(.body *) {
    border-block-start: 1px solid var(--_line);
  }
  li:not(.body *) {
    border-block-end: 1px solid var(--_line);
  }
  .guide {
    all: unset;
    box-sizing: border-box;
    display: grid;
    gap: 2px;
    inline-size: 100%;
    min-block-size: var(--_control-height);
    align-content: center;
    padding: var(--_space-2) 0;
    cursor: pointer;
  }
  .guide:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .guide strong {
    color: var(--_accent);
    font-weight: 600;
  }
  .guide:hover strong {
    text-decoration: underline;
  }
  .excerpt {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .body {
    white-space: pre-wrap;
  }
  article {
    justify-items: start;
    padding: var(--_space-4);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .back {
    justify-self: start;
    margin-inline-start: calc(var(--_space-2) * -1);
  }
  .back span:dir(rtl) {
    scale: -1 1;
  }
  .ask {
    display: grid;
    gap: var(--_space-2);
  }
  .ask:focus-visible {
    outline: none;
  }
`;
