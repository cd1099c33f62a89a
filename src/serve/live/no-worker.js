'use strict';

// The service worker of a site that is being written: it takes away what a worker has kept of it, and itself, so that
// pages are always the newest.

self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('activate', (event) => {
  const prefix = `afterword ${new URL(self.registration.scope).pathname} `;
  const forget = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith(prefix)).map((name) => caches.delete(name)));
    await self.registration.unregister();
  };
  event.waitUntil(forget());
});
