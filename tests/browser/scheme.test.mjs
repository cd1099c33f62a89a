// The switch of colours: what is chosen holds on every page, and all of it changes.

import assert from 'node:assert/strict';

import { browserTest } from './support/harness.mjs';

const TRENDS = 'trends/';

/** The colours of the page, of its text and of a shape in a picture. */
function colours() {
  const colour = (selector, name) => getComputedStyle(document.querySelector(selector)).getPropertyValue(name);
  return { paper: colour('html', 'background-color'), ink: colour('h1', 'color'), chart: colour('html', '--chart-1'), line: colour('html', '--line') };
}

async function choose(page, value) {
  await page.locator('.scheme select').selectOption(value);
  return page.evaluate(colours);
}

browserTest('each choice of colours is one of its own, and holds on the next page', { site: 'example' }, async ({ page, server }) => {
  await page.goto(server.url(TRENDS));
  const seen = {};
  for (const value of ['light', 'dark', 'light-more', 'dark-more']) {
    seen[value] = await choose(page, value);
    await page.goto(server.url(TRENDS));
    assert.deepEqual(await page.evaluate(colours), seen[value], value);
    assert.equal(await page.locator('.scheme select').inputValue(), value);
  }
  assert.equal(new Set(Object.values(seen).map((all) => JSON.stringify(all))).size, 4);
  assert.notEqual(seen.dark.chart, seen.light.chart, 'pictures follow');
  assert.deepEqual([seen['light-more'].paper, seen['light-more'].ink], ['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
  assert.deepEqual([seen['dark-more'].paper, seen['dark-more'].ink], ['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
});

browserTest('what the system wishes and what the reader chooses look the same', { site: 'example' }, async ({ page, server }) => {
  for (const [colorScheme, contrast, value] of [['dark', 'no-preference', 'dark'], ['dark', 'more', 'dark-more'], ['light', 'more', 'light-more']]) {
    await page.emulateMedia({ colorScheme, contrast });
    await page.goto(server.url(TRENDS));
    const wished = await choose(page, 'system');
    await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference' });
    assert.deepEqual(await choose(page, value), wished, value);
  }
});
