/** The defaults of the look that the open elements need besides `button-tokens.ts`, which says how they are read. */
export const panelTokens = `
  --_surface-sunken: var(--hm-color-surface-sunken, light-dark(#f4f6f9, #1f222a));
  --_text-muted: var(--hm-color-text-muted, light-dark(#565f6e, #a7b0be));
  --_line: var(--hm-color-line, light-dark(#dde1e8, #323743));
  --_control-line: var(--hm-color-control-line, light-dark(#828b9a, #747e8f));
  --_danger-surface: var(--hm-color-danger-surface, light-dark(#fdf1f0, #35191a));
  --_success: var(--hm-color-success, light-dark(#17714a, #74d5a5));
  --_success-surface: var(--hm-color-success-surface, light-dark(#eef8f2, #14291f));
  --_warning: var(--hm-color-warning, light-dark(#855400, #f1c267));
  --_own: var(--hm-color-own, color-mix(in oklab, var(--_accent) 13%, var(--_surface)));
  --_density: var(--hm-density, 1);
  --_space-1: var(--hm-space-1, calc(4px * var(--_density)));
  --_space-2: var(--hm-space-2, calc(8px * var(--_density)));
  --_space-3: var(--hm-space-3, calc(12px * var(--_density)));
  --_space-4: var(--hm-space-4, calc(16px * var(--_density)));
  --_space-5: var(--hm-space-5, calc(24px * var(--_density)));
  --_radius: var(--hm-radius, 8px);
  --_radius-large: var(--hm-radius-large, calc(var(--_radius) * 1.75));
  --_size: var(--hm-font-size, 15px);
  --_size-small: var(--hm-font-size-small, 13px);
  --_size-large: var(--hm-font-size-large, 19px);
  --_line-height: var(--hm-line-height, 1.5);
  --_control-height: var(--hm-control-height, calc(40px * var(--_density)));
  --_duration: var(--hm-duration, 160ms);
`;
