'use strict';

// The service worker: what was once visited can be read again without a network. It is registered when the search is
// first used. It stands at the root of the site, which may be that of a host with other things on it; so it answers for
// nothing but pages of this site, the files of its theme and its search, and leaves all else to the browser. A host that
// does not let the reader in any more takes away what was kept.

const HOME = new URL(self.registration.scope);

// Sites may share a host, each in a folder of its own; so do their caches.
const PREFIX = `afterword ${HOME.pathname} `;

async function forget() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX)).map((name) => caches.delete(name)));
}

self.addEventListener('install', () => self.skipWaiting());

{% if not site.offline -%}
// This site keeps nothing. Whoever came while it did is freed of it.
self.addEventListener('activate', (event) => event.waitUntil(forget().then(() => self.registration.unregister())));
{%- else -%}
const ASSETS = new Set({{ assets }});
const FOLDERS = new Set({{ folders }});
const ROOT = 'search/data/index.bin';
const CHUNK = /^search\/data\/(?:[0-9a-f]{12}\.bin|stem-[\w-]+\.wasm)$/;
// What the theme was made of before, which pages may need that were kept then.
const OLD_ASSET = /^assets\/[^/]+\.[0-9a-f]{8}\.\w+$/;

const MIB = 1024 * 1024;

// How many files each cache keeps, of which the oldest goes first, and how large one may be.
const LIMITS = {
  assets: { files: 60, bytes: 16 * MIB },
  chunks: { files: 600, bytes: 16 * MIB },
  root: { files: 1, bytes: 16 * MIB },
  pages: { files: 300, bytes: 2 * MIB },
};

/** The path of an address below the site's home; none for what is not the site's. */
function pathOf(address) {
  const url = new URL(address);
  const isBelow = url.origin === HOME.origin && url.pathname.startsWith(HOME.pathname);
  const path = isBelow ? url.pathname.slice(HOME.pathname.length) : null;
  // With a query it is another file, but for that of the search, which the page reads by itself.
  return url.search === '' || path === 'search/' ? path : null;
}

/** The cache that a path belongs to; none for what is left alone. */
function kindOf(path) {
  if (path === null) return null;
  if (path === ROOT) return 'root';
  if (CHUNK.test(path)) return 'chunks';
  if (ASSETS.has(path) || OLD_ASSET.test(path)) return 'assets';
  const [folder] = path.split('/');
  const isPage = path === '' || (FOLDERS.has(folder) && /(?:^|\/)[^./]*$/.test(path));
  return isPage ? 'pages' : null;
}

/** What a file is kept under. Some hosts lead from `factors/` to `factors`. */
function keyOf(kind, path) {
  return HOME.href + (kind === 'pages' ? path.replace(/[^/]$/, '$&/') : path);
}

async function kept(kind, path) {
  const cache = await caches.open(PREFIX + kind);
  return cache.match(keyOf(kind, path));
}

/** Whether a page is one of this site: where one is to sign in, the host may answer with something else. */
async function isOurPage(response) {
  const text = await response.clone().text();
  return text.includes('data-index=') && text.includes(`${HOME.pathname}search/data/`);
}

/** Whether a file is what its name says: some hosts have a page for each file that is not there. */
async function isWhatItSays(kind, path, response) {
  const type = response.headers.get('content-type') || '';
  if (kind === 'pages') return type.includes('html') && isOurPage(response);
  if (path.endsWith('.css')) return type.includes('css');
  if (path.endsWith('.js')) return type.includes('javascript');
  return !type.includes('html');
}

/** Keeps a file once it is here as a whole, in place of the one that was kept before. */
async function keep(kind, path, response) {
  const cache = await caches.open(PREFIX + kind);
  if (/no-store|private/i.test(response.headers.get('cache-control') || '')) {
    await cache.delete(keyOf(kind, path));
    return;
  }
  const { files, bytes } = LIMITS[kind];
  if (Number(response.headers.get('content-length')) > bytes) return;
  const whole = await response.clone().arrayBuffer();
  if (whole.byteLength > bytes || !(await isWhatItSays(kind, path, response))) return;
  await cache.put(keyOf(kind, path), response);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - files)).map((old) => cache.delete(old)));
}

/** Whether a page leads away from the site, as where one has to sign in again. */
async function leadsAway(address) {
  try {
    return !(await isOurPage(await fetch(address, { mode: 'same-origin' })));
  } catch {
    return true;
  }
}

/** Does with an answer of the host what is to be done beside handing it on. */
async function learn(kind, path, response) {
  // Some hosts say 403 of a file that is not there.
  const isShut = response.status === 401 || (response.status === 403 && (kind === 'pages' || kind === 'root'));
  if (isShut || (response.type === 'opaqueredirect' && (await leadsAway(HOME.href + path)))) return forget();
  const isFile = response.status === 200 && response.type === 'basic' && !response.redirected;
  return isFile && (kind !== 'assets' || ASSETS.has(path)) ? keep(kind, path, response) : undefined;
}

async function fromNetwork(kind, path, request, event) {
  const response = await fetch(request);
  // A full disk keeps nothing, and spoils nothing.
  event.waitUntil(learn(kind, path, response.clone()).catch(() => {}));
  return response;
}

/** Files whose names tell what is in them come from the cache first; all others from the network while there is one. */
async function answer(kind, path, event) {
  const { request } = event;
  const isFixed = ASSETS.has(path) || kind === 'chunks';
  if (isFixed && !['reload', 'no-store', 'no-cache'].includes(request.cache)) {
    return (await kept(kind, path)) || fromNetwork(kind, path, request, event);
  }
  try {
    return await fromNetwork(kind, path, request, event);
  } catch (failure) {
    // Past the cache is past the cache: what asks for that does not trust what is kept.
    const old = request.cache === 'reload' || request.cache === 'no-store' ? null : await kept(kind, path);
    if (old) return old;
    throw failure;
  }
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const path = pathOf(request.url);
  const kind = kindOf(path);
  const isMeant = kind !== null && (kind !== 'pages' || request.mode === 'navigate');
  if (isMeant && request.method === 'GET' && !request.headers.has('range')) event.respondWith(answer(kind, path, event));
});

// What was loaded before there was a service worker is taken from the browser's own cache, where it is.
self.addEventListener('message', (event) => {
  if (!event.data || event.data.type !== 'keep') return;
  const missing = event.data.addresses.map(async (address) => {
    const path = pathOf(address);
    const kind = kindOf(path);
    if (kind === null || (await kept(kind, path))) return;
    await fromNetwork(kind, path, new Request(address, { cache: 'force-cache' }), event);
  });
  event.waitUntil(Promise.allSettled(missing));
});

self.addEventListener('activate', (event) => {
  const tidy = async () => {
    const known = Object.keys(LIMITS).map((kind) => PREFIX + kind);
    const ours = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && !known.includes(name));
    await Promise.all(ours.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});
{%- endif %}
