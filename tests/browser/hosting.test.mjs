// The search where a host serves it below a path, what goes over the wire, and phones.

import assert from 'node:assert/strict';

import { documentOf } from './support/base.mjs';
import { browserTest } from './support/harness.mjs';

const kayak = documentOf('kayak').id;
const SEARCHED = /search\/data\/|\.wasm$/;
const BELOW = { site: 'below', base: '/docs/kb/' };

browserTest('below a path the page searches, and results lead below it', BELOW, async ({ search, page, server }) => {
  await search.finds('kayak', [kayak]);
  await search.titles.first().click();
  await page.waitForURL((url) => url.pathname === `/docs/kb/postmortems/${kayak}/`);
  assert.deepEqual(server.requests.filter(({ status }) => status >= 400), []);
});

browserTest('below a path the box searches, and Enter leads to the page', BELOW, async ({ box, search, page }) => {
  await box.open('factors/');
  await page.keyboard.press('/');
  await box.keys('kayak');
  await box.answered();
  assert.equal((await box.ids())[0], kayak);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === '/docs/kb/search/' && url.search === '?q=kayak');
  await search.answered();
  assert.deepEqual(await search.ids(), [kayak]);
});

browserTest('a small base needs three requests before the first result', {}, async ({ search, server }) => {
  await search.ask('kayak');
  assert.deepEqual(await search.ids(), [kayak]);
  const paths = server.requested(SEARCHED).map(({ path }) => path);
  assert.ok(paths.length <= 3, paths.join(' '));
});

browserTest('nothing of the search is fetched before somebody means to search', {}, async ({ page, server }) => {
  await page.goto(server.url(), { waitUntil: 'networkidle' });
  assert.deepEqual(server.requested(SEARCHED), []);
});

/** As in a window that keeps nothing of what is visited. */
function withoutServiceWorker() {
  Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined });
}

browserTest('chunks and engine are kept by the browser, whatever the host says of caching', { init: withoutServiceWorker },
  async ({ search, server }) => {
    await search.ask('kayak');
    server.forget();
    await search.ask('kayak');
    assert.deepEqual(await search.ids(), [kayak]);
    assert.deepEqual(server.requested(/search\/data\/[0-9a-f]{12}\.bin$|\.wasm$/).map(({ path }) => path), []);
  });

browserTest('no answer is asked for in ranges, or sent twice', {}, async ({ search, server, page }) => {
  const ranges = [];
  page.on('request', (request) => { if (request.headers().range) ranges.push(request.url()); });
  await search.open();
  for (const query of ['kayak', 'gondola', 'backlog']) await search.type(query);
  assert.deepEqual(ranges, []);
  const sent = server.requested(SEARCHED).filter(({ body }) => body > 0).map(({ path }) => path);
  assert.equal(new Set(sent).size, sent.length, sent.join(' '));
});

const PHONE = { context: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 } };

/** Whether the page is no wider than the screen. */
async function fits(page) {
  return page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
}

browserTest('on a phone the search page fits, and facets and results can be touched', PHONE, async ({ search, page }) => {
  await search.ask('backlog OR pomegranate OR wolverine');
  assert.ok(await fits(page));
  await search.toggle('year', '2026');
  assert.ok(await fits(page));
  const heights = await search.titles.evaluateAll((links) => links.map((link) => link.getBoundingClientRect().height));
  assert.ok(heights.every((height) => height >= 20), String(heights));
  await search.titles.first().tap();
  await page.waitForURL(/postmortems\//);
});

browserTest('on a phone an example of the help shows what it finds', PHONE, async ({ search, page }) => {
  await search.open('#how-to-search');
  await search.answered();
  const example = page.locator('.search-example', { hasText: 'severity:*' });
  await example.scrollIntoViewIfNeeded();
  await example.tap();
  await page.waitForFunction(() => globalThis.heard.asked.query === 'severity:*');
  await search.answered();
  assert.equal(await page.locator('#how-to-search').getAttribute('open'), null);
  assert.match(await search.count.innerText(), /results$/);
  for (const seen of [search.count, search.input]) {
    const { top, bottom } = await seen.evaluate((element) => element.getBoundingClientRect().toJSON());
    assert.ok(top >= 0 && bottom <= 844, `${top} to ${bottom}`);
  }
});

browserTest('on a phone the search is a page of its own, which is reached with a touch', PHONE, async ({ search, page, server }) => {
  await page.goto(server.url('factors/'));
  await page.locator('header').getByRole('button', { name: 'Search' }).tap();
  await page.waitForFunction(() => document.activeElement.matches('input[type="search"]'));
  await page.keyboard.type('kayak');
  await page.keyboard.press('Enter');
  await page.waitForURL(/search\/\?q=kayak/);
  await search.answered();
  assert.deepEqual(await search.ids(), [kayak]);
  assert.ok(await fits(page));
});
