/** Keeps `aria-current` of the product's navigation at the part of the board that is at the top of the window. */
export function markPlaceInNavigation(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('.side nav a')];
  const parts = links.map((link) => document.querySelector(link.hash));
  const mark = () => {
    const atEnd = Math.ceil(scrollY + innerHeight) >= document.documentElement.scrollHeight;
    const line = innerHeight / 3;
    let current = 0;
    parts.forEach((part, at) => {
      if (part && scrollY > 0 && part.getBoundingClientRect().top < line) current = at;
    });
    // The last parts stand side by side and may never reach the line: the one that was chosen wins at the end.
    const chosen = parts.findIndex((part) => part && `#${part.id}` === location.hash);
    if (atEnd && scrollY > 0 && chosen >= 0) current = chosen;
    links.forEach((link, at) => {
      if (at === current) link.setAttribute('aria-current', 'location');
      else link.removeAttribute('aria-current');
    });
  };
  addEventListener('scroll', mark, { passive: true });
  addEventListener('hashchange', mark);
}
