'use strict';

// The service worker: what was once visited can be read again without a network. It is registered when the search is
// first used. Files whose names carry a fingerprint come from the cache first; all others from the network as long as
// there is one, so that no page is ever staler than the host's.

const HOME = new URL(self.registration.scope);

// Sites may share a host, each in a folder of its own; so do their caches.
const PREFIX = `afterword ${HOME.pathname} `;

// How many files each cache keeps; the oldest goes first.
const LIMITS = { assets: 60, index: 600, pages: 300 };

const ASSET = /^assets\/[^/]+\.[0-9a-f]{8}(?:\.[\w.]+)?$/;
const CHUNK = /^search\/data\/(?:[0-9a-f]{12}\.bin|stem-[\w-]+\.wasm)$/;

/** The path of an address below the site's home; none for what is not the site's. */
function pathOf(address) {
  const url = new URL(address);
  const isOurs = url.origin === HOME.origin && url.pathname.startsWith(HOME.pathname);
  return isOurs ? url.pathname.slice(HOME.pathname.length) : null;
}

/** The cache that a path belongs to. */
function kindOf(path) {
  if (ASSET.test(path)) return 'assets';
  return CHUNK.test(path) ? 'index' : 'pages';
}

/** What a file is kept under: its address without the query, which makes no other page of it. */
function keyOf(address) {
  const url = new URL(address);
  return url.origin + url.pathname;
}

async function keep(kind, key, response) {
  const cache = await caches.open(PREFIX + kind);
  // What is put anew moves to the end.
  await cache.delete(key);
  await cache.put(key, response);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - LIMITS[kind])).map((old) => cache.delete(old)));
}

async function kept(kind, key) {
  const cache = await caches.open(PREFIX + kind);
  return cache.match(key);
}

async function fromNetwork(kind, request, event) {
  const response = await fetch(request);
  if (response.status === 200 && response.type === 'basic' && !response.redirected) {
    // A full disk keeps nothing, and spoils nothing.
    event.waitUntil(keep(kind, keyOf(request.url), response.clone()).catch(() => {}));
  }
  return response;
}

async function answer(kind, event) {
  const { request } = event;
  const mayBeOld = kind !== 'pages' && !['reload', 'no-store', 'no-cache'].includes(request.cache);
  if (mayBeOld) {
    return (await kept(kind, keyOf(request.url))) || fromNetwork(kind, request, event);
  }
  try {
    return await fromNetwork(kind, request, event);
  } catch (failure) {
    // Past the cache is past the cache: what asks for that does not trust what is kept.
    const old = request.cache === 'reload' || request.cache === 'no-store' ? null : await kept(kind, keyOf(request.url));
    if (old) return old;
    throw failure;
  }
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const path = pathOf(request.url);
  if (request.method !== 'GET' || path === null || request.headers.has('range')) return;
  event.respondWith(answer(kindOf(path), event));
});

// What was loaded before there was a service worker is taken from the browser's own cache, where it is.
self.addEventListener('message', (event) => {
  if (!event.data || event.data.type !== 'keep') return;
  const missing = event.data.addresses.filter((address) => pathOf(address) !== null).map(async (address) => {
    const kind = kindOf(pathOf(address));
    if (!(await kept(kind, keyOf(address)))) await fromNetwork(kind, new Request(address, { cache: 'force-cache' }), event);
  });
  event.waitUntil(Promise.allSettled(missing));
});

self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('activate', (event) => {
  const tidy = async () => {
    const known = Object.keys(LIMITS).map((kind) => PREFIX + kind);
    const ours = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && !known.includes(name));
    await Promise.all(ours.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});
