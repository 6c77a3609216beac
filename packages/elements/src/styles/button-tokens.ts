/**
 * The defaults of the look that the closed button needs; `tokens.ts` has the others. Together they are the only place where a
 * default is written. A page's own choice (`--hm-color-accent`) comes first; elements read the private name (`--_accent`).
 * Colours follow the page's `color-scheme`.
 */
export const buttonTokens = `--_accent:var(--hm-color-accent,light-dark(#2a55cf,#9db8ff));--_on-accent:var(--hm-color-on-accent,light-dark(#fff,#0d1733));--_danger:var(--hm-color-danger,light-dark(#b3261e,#ffb4ab));--_surface:var(--hm-color-surface,light-dark(#fff,#17191f));--_text:var(--hm-color-text,light-dark(#1a1e26,#eceef3));--_focus:var(--hm-color-focus,var(--_accent));--_shadow:var(--hm-shadow,0 8px 28px rgb(15 20 35/.25));--_font:var(--hm-font,system-ui,sans-serif);`;
