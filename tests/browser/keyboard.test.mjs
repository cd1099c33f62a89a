// The box on every page and the search page, with the keyboard alone, and what screen readers are told.

import assert from 'node:assert/strict';

import { documentOf } from './support/base.mjs';
import { browserTest } from './support/harness.mjs';

const PAGES = ['', 'factors/', `postmortems/${documentOf('kayak').id}/`, 'pages/about/', 'search/'];

browserTest('slash and Ctrl-K lead to the box from every page', {}, async ({ page, server }) => {
  for (const path of PAGES) {
    for (const key of ['/', 'Control+k', 'Meta+k']) {
      await page.goto(server.url(path));
      await page.keyboard.press(key);
      await page.waitForFunction(() => document.activeElement.matches('input[type="search"]'));
      await page.keyboard.type('k');
      await page.waitForFunction(() => document.activeElement.value === 'k');
    }
  }
});

browserTest('a slash inside a field is a slash', {}, async ({ box, page }) => {
  await box.open();
  await page.keyboard.press('/');
  await box.keys('a/b');
  assert.equal(await box.input.inputValue(), 'a/b');
});

browserTest('from any page to a result with the keyboard alone', {}, async ({ box, page }) => {
  await box.open('factors/');
  await page.keyboard.press('/');
  await box.keys('kayak');
  await box.answered();
  assert.deepEqual((await box.ids())[0], documentOf('kayak').id);
  await page.keyboard.press('ArrowDown');
  assert.equal(await box.selected.count(), 1);
  const active = await box.input.getAttribute('aria-activedescendant');
  assert.equal(await box.selected.getAttribute('id'), active);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === `/postmortems/${documentOf('kayak').id}/`);
  assert.match(await page.locator('h1').innerText(), /kayak/);
});

browserTest('arrows go through the list', {}, async ({ box, page }) => {
  await box.open();
  await page.keyboard.press('Control+k');
  await box.keys('backlog');
  await box.answered();
  const count = await box.options.count();
  assert.ok(count > 2);
  const at = () => box.options.evaluateAll((all) => all.findIndex((it) => it.getAttribute('aria-selected') === 'true'));
  await page.keyboard.press('ArrowDown');
  const first = await at();
  await page.keyboard.press('ArrowDown');
  assert.equal(await at(), first + 1);
  await page.keyboard.press('ArrowUp');
  assert.equal(await at(), first);
  assert.equal(await box.input.inputValue(), 'backlog');
  assert.equal(await box.selected.count(), 1);
});

browserTest('Enter without a choice opens the search page, Escape closes the box', {}, async ({ box, search, page }) => {
  await box.open();
  await page.keyboard.press('/');
  await box.keys('gondola');
  await box.answered();
  await page.keyboard.press('Escape');
  await box.dialog.waitFor({ state: 'hidden' });
  await page.keyboard.press('/');
  assert.equal(await box.input.inputValue(), 'gondola');
  await page.keyboard.press('Enter');
  await page.waitForURL(/search\/\?q=gondola/);
  await search.answered();
  assert.deepEqual(await search.ids(), [documentOf('gondola').id]);
});

browserTest('an option leads to the section that matches, and to the top where the title matches', {}, async ({ box, page }) => {
  const { id, word } = documentOf('saffron');
  await box.open();
  await page.keyboard.press('/');
  await box.keys(`${word} counter`);
  await box.answered();
  const option = box.options.first();
  assert.match(await option.innerText(), /In: Detection/);
  assert.equal(new URL(await option.evaluate((link) => link.href)).hash, '#detection');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === `/postmortems/${id}/` && url.hash === '#detection');
  await page.goBack();
  await page.keyboard.press('/');
  await box.keys(word);
  await box.answered();
  assert.equal(new URL(await box.options.first().evaluate((link) => link.href)).hash, '');
});

browserTest('what was asked in the box is offered again, and typing replaces it', {}, async ({ box, page }) => {
  const selected = () => box.input.evaluate((input) => input.value.slice(input.selectionStart, input.selectionEnd));
  await box.open();
  await page.keyboard.press('/');
  await box.keys('kayak');
  await box.answered();
  await page.keyboard.press('Control+k');
  assert.equal(await selected(), 'kayak');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(/kayak/);
  await page.keyboard.press('/');
  assert.equal(await selected(), 'kayak');
  await box.answered();
  assert.equal((await box.ids())[0], documentOf('kayak').id);
  await box.keys('gondola');
  assert.equal(await box.input.inputValue(), 'gondola');
});

browserTest('a screen reader hears of the box what replaced a word', {}, async ({ box, page }) => {
  await box.open();
  await page.keyboard.press('/');
  await box.keys('marmelade');
  const status = box.dialog.locator('[role="status"]');
  await status.filter({ hasText: '1 result. Nothing here has “marmelade”: searched for marmalade' }).waitFor({ state: 'attached' });
  const hint = await box.input.getAttribute('aria-describedby');
  assert.match(await page.locator(`#${hint}`).textContent(), /a phrase/);
});

browserTest('on the search page Tab reaches results and facets', {}, async ({ search, page }) => {
  await search.ask('gondola');
  await search.input.focus();
  const reached = new Set();
  for (let step = 0; step < 120 && reached.size < 2; step += 1) {
    await page.keyboard.press('Tab');
    const what = await page.evaluate(() => {
      const active = document.activeElement;
      if (active.matches('.search-results h3 a')) return 'result';
      return active.matches('input[type="checkbox"], summary') ? 'facet' : '';
    });
    if (what) reached.add(what);
  }
  assert.deepEqual([...reached].sort(), ['facet', 'result']);
  await search.titles.first().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(new RegExp(documentOf('gondola').id));
});

browserTest('a screen reader hears how many results there are', {}, async ({ search }) => {
  await search.ask('backlog');
  await search.status.filter({ hasText: `${await search.total()} results` }).waitFor({ state: 'attached' });
  await search.type('gondola');
  await search.status.filter({ hasText: /^1 result$/ }).waitFor({ state: 'attached' });
  await search.type('qqqqqqqqqq');
  await search.status.filter({ hasText: /^Nothing found\. Nothing here has/ }).waitFor({ state: 'attached' });
});

browserTest('what takes the keyboard has a name', {}, async ({ search, page }) => {
  await search.ask('backlog');
  const nameless = await page.locator('input, select, button, a[href], summary').evaluateAll((all) => all.filter((it) => {
    const labels = [...(it.labels ?? [])].map((label) => label.textContent);
    return ![it.textContent, it.getAttribute('aria-label'), it.title, ...labels].some((text) => text?.trim())
      && !document.getElementById(it.getAttribute('aria-labelledby'));
  }).map((it) => it.outerHTML));
  assert.deepEqual(nameless, []);
});
