// Which pages a built site has, and one of each kind.

import { readdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

import { SITES } from './places.mjs';

/** The paths of all pages of a site, relative to it: `factors/retry-storm/`, or `404.html`. */
export function allPages(site) {
  const folder = resolve(SITES, site);
  const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.html'));
  return files.map((file) => file.replaceAll('\\', '/').replace(/(^|\/)index\.html$/, '$1')).sort();
}

/**
 * One page of each kind: of those that differ in their last part alone, the one with the most bytes. Each of the worst cases
 * is of a kind of its own.
 */
export function pageKinds(site) {
  const kinds = new Map();
  for (const path of allPages(site)) {
    const bytes = statSync(resolve(SITES, site, path.endsWith('.html') ? path : `${path}index.html`)).size;
    const isOfItsOwn = site.endsWith('worst') && path.startsWith('postmortems/');
    const kind = isOfItsOwn ? path : kindOf(path);
    if (bytes > (kinds.get(kind)?.bytes ?? 0)) kinds.set(kind, { path, bytes });
  }
  return [...kinds].map(([kind, { path }]) => ({ kind, path }));
}

/** `factors/*` for `factors/retry-storm/`, and a kind of its own for what its list goes on with. */
function kindOf(path) {
  const [first, later] = path.split(/(?<=\/)page\//);
  return first.replace(/\/[^/]+\/$/, '/*') + (later ? ', later pages' : '');
}
