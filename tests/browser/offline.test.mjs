// What the browser keeps once the search was used: it answers without a network, and stands in nobody's way.

import assert from 'node:assert/strict';
import { join } from 'node:path';

import { documentOf } from './support/base.mjs';
import { browserTest } from './support/harness.mjs';
import { controlled, freed, keeps, kept, unregistered } from './support/kept.mjs';
import { SITES } from './support/places.mjs';

const FAULTY = { faults: true };
const kayak = documentOf('kayak').id;
const STYLES = /assets\/main\..*\.css$/;
const SCRIPT = /assets\/search\..*\.js$/;

/** Searches, and waits until all that it took is kept. */
async function searchAndKeep(search, page, query = 'kayak') {
  await search.ask(query);
  await keeps(page, ['/search/$', 'index\\.bin$', '\\.wasm$', '\\.js$', '\\.css$']);
  await controlled(page);
}

async function isStyled(page) {
  return page.evaluate(() => getComputedStyle(document.querySelector('.visually-hidden')).position === 'absolute');
}

browserTest('what was visited can be searched and read without a network', FAULTY, async ({ search, server, context, page }) => {
  await searchAndKeep(search, page, 'gondola');
  await search.ask('kayak');
  await search.titles.first().click();
  await page.waitForURL(/kayak/);
  await search.ask('kayak');
  await keeps(page, ['/search/$', '[0-9a-f]{12}\\.bin$', 'kayak/$', '\\.css$']);
  await server.stop();
  await context.setOffline(true);
  await search.ask('kayak');
  assert.deepEqual(await search.ids(), [kayak]);
  await search.titles.first().click();
  await page.waitForURL(/kayak/);
  assert.match(await page.locator('h1').innerText(), /kayak/);
  await search.ask('xylophone');
  if (await search.alert.isVisible()) assert.match(await search.alert.innerText(), /offline/);
  else assert.deepEqual(await search.ids(), [documentOf('xylophone').id]);
  await server.start();
});

for (const [site, base] of [['known', '/'], ['below', '/docs/kb/']]) {
  browserTest(`the first search can be asked again without a network, below ${base}`, { faults: true, site, base },
    async ({ search, server, page }) => {
      await search.ask('kayak');
      const chunks = new Set(server.requested(/[0-9a-f]{12}\.bin$/).map(({ path }) => `${base}${path}`));
      assert.ok(chunks.size > 0, 'the search asks for chunks');
      await keeps(page, ['/search/$', 'index\\.bin$', '\\.wasm$', '\\.js$', '\\.css$', ...chunks]);
      await server.stop();
      await search.ask('kayak');
      assert.deepEqual(await search.ids(), [kayak]);
      assert.ok(await isStyled(page));
      await server.start();
    });
}

browserTest('a page in place of a file of the theme harms but once', FAULTY, async ({ search, server, page, troubles }) => {
  await searchAndKeep(search, page);
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  });
  const faults = [STYLES, SCRIPT].map((pattern) => server.fault(pattern, { instead: '<!doctype html><h1>Not here</h1>' }));
  const client = await page.context().newCDPSession(page);
  await client.send('Network.clearBrowserCache');
  await page.goto(server.url('factors/'));
  assert.equal(await isStyled(page), false);
  for (const fault of faults) fault.lift();
  await page.goto(server.url('years/'));
  assert.ok(await isStyled(page));
  await search.finds('gondola', [documentOf('gondola').id]);
  // What Chromium itself says of a page in place of a script or a style sheet.
  troubles.splice(0, troubles.length, ...troubles.filter((trouble) => !/Refused to (?:apply style|execute script)/.test(trouble)));
});

browserTest('another application of the host is left alone', FAULTY, async ({ search, server, page }) => {
  let answered = 0;
  server.share('/other/', (request, response) => {
    answered += 1;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ url: request.url }));
  });
  server.share('/assets/report.20240101.txt', (request, response) => {
    answered += 1;
    response.writeHead(200, { 'content-type': 'text/plain' }).end(`version ${answered}`);
  });
  await searchAndKeep(search, page);
  const read = (path) => page.evaluate(async (address) => (await fetch(address, { cache: 'no-store' })).text(), path);
  assert.match(await read('/other/api?user=1'), /user=1/);
  await page.goto(server.url('other/api?user=2'));
  await page.goto(server.url('factors/'));
  assert.notEqual(await read('/assets/report.20240101.txt'), await read('/assets/report.20240101.txt'));
  assert.deepEqual((await kept(page)).filter((path) => /other|report/.test(path)), []);
  await server.stop();
  assert.equal(await read('/other/api?user=1').catch(() => 'nothing'), 'nothing');
  await server.start();
});

for (const [happening, change] of [['401', { status: 401 }], ['sends away to sign in', { location: 'http://localhost:9/sign-in' }],
  ['has a page to sign in', { location: '/sign-in/' }]]) {
  browserTest(`a host that says ${happening} takes away what was kept`, FAULTY, async ({ search, server, context, page, troubles }) => {
    server.share('/sign-in/', (request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><link rel="icon" href="data:,"><h1>Sign in</h1>');
    });
    await searchAndKeep(search, page);
    server.fault(/\/$/, change);
    await page.goto(server.url('factors/')).catch(() => {});
    // The browser may still be showing that the other host is not there.
    const other = await context.newPage();
    await other.goto(server.url('robots.txt'));
    await freed(other);
    // The one request that leads to another host is the test's own.
    troubles.splice(0, troubles.length, ...troubles.filter((trouble) => !trouble.includes('http://localhost:9/sign-in')));
  });
}

browserTest('a page to sign in does not take the place of what was kept', FAULTY, async ({ search, server, page }) => {
  await searchAndKeep(search, page);
  await page.goto(server.url('factors/'));
  await keeps(page, ['/factors/$']);
  const fault = server.fault(/^factors\/$/, { instead: '<!doctype html><h1>Sign in</h1>' });
  await page.goto(server.url('factors/'));
  assert.equal(await page.locator('h1').innerText(), 'Sign in');
  await page.goto(server.url('years/'));
  await keeps(page, ['/years/$']);
  fault.lift();
  await server.stop();
  await page.goto(server.url('factors/'));
  assert.notEqual(await page.locator('h1').innerText(), 'Sign in');
  await server.start();
});

browserTest('a page that ends too early does not take the place of what was kept', FAULTY, async ({ search, server, page }) => {
  await searchAndKeep(search, page);
  await page.goto(server.url('factors/clock-skew/'));
  await keeps(page, ['clock-skew/$']);
  const whole = await page.locator('footer').count();
  server.fault(/clock-skew\/$/, { cut: true });
  await page.goto(server.url('factors/clock-skew/')).catch(() => {});
  await page.goto(server.url('years/'));
  await keeps(page, ['/years/$']);
  await server.stop();
  await page.goto(server.url('factors/clock-skew/'));
  assert.equal(await page.locator('footer').count(), whole);
  await server.start();
});

browserTest('what must not be stored, and what is too large, is not kept', FAULTY, async ({ search, server, page }) => {
  server.fault(/^(?:factors|services)\/$/, { headers: { 'cache-control': 'no-store, private' } });
  server.fault(/^years\/$/, { instead: `<!doctype html><p data-index="/search/data/">${'wide '.repeat(500_000)}` });
  await searchAndKeep(search, page);
  for (const path of ['factors/', 'services/', 'years/', 'tags/']) await page.goto(server.url(path));
  await keeps(page, ['/tags/$']);
  const pages = (await kept(page)).filter((path) => /factors|services|years/.test(path));
  assert.deepEqual(pages, []);
});

browserTest('a site that is to keep nothing keeps nothing, and frees those who came before', {}, async ({ search, server, page }) => {
  await searchAndKeep(search, page);
  server.publish(join(SITES, 'online'));
  await page.goto(server.url());
  // Browsers ask for a new worker some time after a visit; this asks at once.
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update().catch(() => {}));
  await unregistered(page);
  await freed(page);
  await search.finds('kayak', [kayak]);
  assert.deepEqual(await kept(page), []);
  assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
});
