// What pages cost their readers: bytes over the wire, and what moves while they load.

import assert from 'node:assert/strict';

import { browserTest } from './support/harness.mjs';
import { pageKinds } from './support/pages.mjs';

/** What a page may load without its images, compressed, in bytes. */
const WEIGHT = 60 * 1024;

/** Keeps how far things moved that no input moved. */
function watchShifts() {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shifts.push({ value: entry.value, moved: entry.sources.map(({ node }) => node?.className) });
  }).observe({ type: 'layout-shift', buffered: true });
}

for (const { kind, path } of pageKinds('example').filter(({ path }) => path !== 'search/')) {
  browserTest(`example/${kind} is light, and nothing in it moves`, { site: 'example', init: watchShifts }, async ({ page, server }) => {
    await page.goto(server.url(path), { waitUntil: 'networkidle' });
    const loaded = server.requested().filter(({ path: file }) => !/\.(svg|png|jpe?g|webp|gif)$/.test(file));
    const bytes = loaded.reduce((sum, { body }) => sum + body, 0);
    assert.ok(bytes > 0 && bytes <= WEIGHT, `${bytes} bytes: ${loaded.map(({ path: file, body }) => `${file} ${body}`).join(', ')}`);
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.waitForLoadState('networkidle');
    assert.deepEqual(await page.evaluate(() => window.shifts), []);
  });
}
