/** The way between a support page and whatever keeps the addresses of the page around it. */
export interface SupportRouter {
  /** The path that is shown now, such as `/dashboard/support/new`. */
  readonly path: string;
  /** Goes to a path, as a step that "back" returns from. */
  navigate(path: string): void;
  /** Calls back when another path is shown, also after `navigate`. Gives what ends it. */
  listen(listener: () => void): () => void;
  /** What a link to a path has as its `href`; the path itself by default. */
  href?(path: string): string;
}

/** Addresses of a support page's views; `:id` stands for a ticket's id. */
export interface SupportRoutes {
  list: string;
  new: string;
  thread: string;
}

/** A view of a support page. */
export type SupportView = { name: 'list' | 'new' } | { name: 'thread'; ticket: string };

/** Where a support page is unless policy or attributes say otherwise. */
export const defaultRoutes: SupportRoutes = {
  list: '/dashboard/support',
  new: '/dashboard/support/new',
  thread: '/dashboard/support/:id',
};

/** The view of a path; the list where it is none of the three. */
export function viewOf(path: string, routes: SupportRoutes): SupportView {
  const plain = withoutEnd(path);
  if (plain === withoutEnd(routes.new)) return { name: 'new' };
  const [before = '', after = ''] = withoutEnd(routes.thread).split(':id');
  const isThread = plain.startsWith(before) && plain.endsWith(after) && plain !== withoutEnd(routes.list);
  const id = isThread ? plain.slice(before.length, plain.length - after.length) : '';
  return id && !id.includes('/') ? { name: 'thread', ticket: decode(id) } : { name: 'list' };
}

/** The path of a view. */
export function pathOf(view: SupportView, routes: SupportRoutes): string {
  return view.name === 'thread' ? routes.thread.replace(':id', encodeURIComponent(view.ticket)) : routes[view.name];
}

/** Addresses as paths of the page, by the browser's history. */
export function historyRouter(): SupportRouter {
  const listeners = new Set<() => void>();
  return {
    get path() {
      return location.pathname;
    },
    navigate(path) {
      history.pushState(null, '', path);
      for (const listener of listeners) listener();
    },
    listen(listener) {
      listeners.add(listener);
      addEventListener('popstate', listener);
      return () => {
        listeners.delete(listener);
        removeEventListener('popstate', listener);
      };
    },
  };
}

/** Addresses behind the `#`, for pages whose server knows one path alone. */
export function hashRouter(): SupportRouter {
  return {
    get path() {
      return location.hash.slice(1);
    },
    navigate(path) {
      location.hash = path;
    },
    listen(listener) {
      addEventListener('hashchange', listener);
      return () => removeEventListener('hashchange', listener);
    },
    href: (path) => `#${path}`,
  };
}

const withoutEnd = (path: string) => path.replace(/(.)\/+$/, '$1');

/** An address that somebody has broken names no ticket that there is. */
function decode(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
