// Pages on paper: what a learning club gets that prints.

import assert from 'node:assert/strict';

import { browserTest } from './support/harness.mjs';

/** With the address that it is published at, which paper names. */
const EXAMPLE = { site: 'published' };
const LONG = 'postmortems/2025-08-11-lockers-sim-vendor/';
/** The sheets of the world, in CSS pixels without their margins. */
const SHEETS = { A4: 672, Letter: 695 };

browserTest('a postmortem prints as several numbered sheets, on A4 and on Letter', EXAMPLE, async ({ page, server }) => {
  await page.goto(server.url(LONG));
  for (const format of Object.keys(SHEETS)) {
    const pdf = (await page.pdf({ format, preferCSSPageSize: false })).toString('latin1');
    const sheets = pdf.match(/\/Type ?\/Page\b/g)?.length ?? 0;
    assert.ok(sheets >= 2 && sheets <= 12, `${format}: ${sheets} sheets`);
  }
});

browserTest('paper has the facts, the picture and the addresses, and nothing to press', EXAMPLE, async ({ page, server }) => {
  await page.goto(server.url(LONG));
  await page.emulateMedia({ media: 'print' });
  for (const shown of ['h1', '.fact-strip', '.incident-picture', '.prose', '.print-address', '.addresses']) {
    assert.ok(await page.locator(shown).first().isVisible(), shown);
  }
  for (const hidden of ['.site-nav', '.site-footer', '.breadcrumbs', '.contents-small', '.scheme', '.heading-anchor']) {
    assert.equal(await page.locator(hidden).first().isVisible(), false, hidden);
  }
});

browserTest('each link has the number of its address', EXAMPLE, async ({ page, server }) => {
  await page.goto(server.url(LONG));
  await page.emulateMedia({ media: 'print' });
  const addresses = await page.locator('.addresses li').allInnerTexts();
  const links = await page.locator('.prose a[data-note]').evaluateAll((all) =>
    all.map((link) => [Number(link.dataset.note), link.href, getComputedStyle(link, '::after').content]),
  );
  assert.ok(links.length > 0);
  for (const [number, address, shown] of links) {
    assert.equal(new URL(addresses[number - 1], page.url()).pathname, new URL(address).pathname);
    assert.match(shown, new RegExp(String(number)));
  }
  await page.emulateMedia({ media: 'screen' });
  assert.equal(await page.locator('.addresses').isVisible(), false);
});

browserTest('nothing is wider than the sheet', EXAMPLE, async ({ page, server }) => {
  for (const [format, width] of Object.entries(SHEETS)) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ media: 'print' });
    for (const path of [LONG, '', 'factors/', 'trends/', 'action-items/']) {
      await page.goto(server.url(path));
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(over <= 0, `${path} on ${format}: ${over} pixels too wide`);
    }
  }
});
