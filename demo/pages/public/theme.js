// Loaded before the first paint, so that a remembered theme never flashes. pages/shared/theme.ts changes it later.
(function () {
  try {
    const theme = localStorage.getItem('emberlot-theme');
    if (theme === 'light' || theme === 'dark') globalThis.document.documentElement.dataset.theme = theme;
  } catch {
    // Storage is closed to the page: it follows the system.
  }
})();
