// What axe says of every kind of page, by day and by night, and whether anything is lost on the narrowest of phones.

import assert from 'node:assert/strict';

import { violations } from './support/axe.mjs';
import { browserTest } from './support/harness.mjs';
import { pageKinds } from './support/pages.mjs';

/** What sticks out of the page to the side, as far as the reader cannot scroll to it in a box of its own. */
function overflowing() {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > width + 1);
  return wide.slice(0, 5).map((element) => `${element.tagName}.${element.className.baseVal ?? element.className}`);
}

for (const site of ['example', 'worst', 'plain', 'plain-worst']) {
  for (const { kind, path } of pageKinds(site)) {
    browserTest(`${site}/${kind} is accessible`, { site, context: { viewport: { width: 1280, height: 900 } } }, async ({ page, server }) => {
      await page.goto(server.url(path));
      assert.deepEqual(await violations(page), [], 'by day');
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.setViewportSize({ width: 390, height: 844 });
      assert.deepEqual(await violations(page), [], 'by night, on a phone');
      await page.setViewportSize({ width: 320, height: 640 });
      assert.deepEqual(await page.evaluate(overflowing), [], 'at 320 pixels');
    });
  }
}

browserTest('results of a search are accessible', { site: 'example' }, async ({ page, search }) => {
  await search.ask('cache');
  assert.deepEqual(await violations(page), []);
});
