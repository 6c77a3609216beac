const storageName = 'emberlot-theme';

/**
 * Makes the page's theme switch work: radio buttons named `theme` with the values `light`, `dark` and `system`. The choice is
 * `color-scheme` on the root, which everything embedded in the page follows, and is remembered on the device.
 */
export function startThemeSwitch(): void {
  const root = document.documentElement;
  const inputs = document.querySelectorAll<HTMLInputElement>('input[name="theme"]');
  for (const input of inputs) {
    input.checked = input.value === (root.dataset.theme ?? 'system');
    input.addEventListener('change', () => {
      if (input.value === 'system') delete root.dataset.theme;
      else root.dataset.theme = input.value;
      remember(input.value);
    });
  }
}

function remember(theme: string): void {
  try {
    if (theme === 'system') localStorage.removeItem(storageName);
    else localStorage.setItem(storageName, theme);
  } catch {
    // Storage is closed to the page: the choice lasts as long as the page does.
  }
}
