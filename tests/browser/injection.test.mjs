// Whatever a document, a file name or an address holds is text and never becomes markup.

import assert from 'node:assert/strict';

import { browserTest } from './support/harness.mjs';

/** What must not come about of a text that is shown. */
async function assertHarmless(page) {
  assert.equal(await page.evaluate(() => globalThis.pwned), undefined);
  const markup = page.locator('main').locator('script, img, iframe, object, b, i, [onerror], [onload]');
  const strange = await markup.evaluateAll((all) => all.map((element) => element.outerHTML));
  assert.deepEqual(strange, []);
  const links = await page.locator('a').evaluateAll((all) => all.map((link) => link.href));
  assert.deepEqual(links.filter((href) => !href.startsWith(new URL(page.url()).origin)), []);
}

browserTest('a hostile document is shown as the text that it is', {}, async ({ search, page }) => {
  await search.ask('wolverine');
  const text = await search.hits.first().innerText();
  assert.ok(text.includes('Wolverine "quoted" & <b>bold</b> <img src=x onerror=window.pwned=1> <script>window.pwned=1</script>'));
  assert.match(text, /Storage & "backups" <i>/);
  assert.match(text, /"><script>window\.pwned=1<\/script>/);
  await assertHarmless(page);
  await search.titles.first().click();
  await page.waitForURL(/quoted-img/);
  assert.match(await page.locator('h1').innerText(), /<img src=x onerror=window.pwned=1>/);
});

browserTest('a hostile document is text in the list of the box', {}, async ({ box, page }) => {
  await box.open();
  await page.keyboard.press('/');
  await box.keys('wolverine');
  await box.answered();
  assert.match(await box.list.innerText(), /<img src=x onerror=window.pwned=1>/);
  assert.equal(await box.list.locator('img, script, b, i, svg[onload]').count(), 0);
  assert.equal(await page.evaluate(() => globalThis.pwned), undefined);
});

browserTest('a hostile factor and a hostile service are text among the facets', {}, async ({ search, page }) => {
  await search.ask('wolverine');
  const label = search.facet('factor', 'markup').locator('xpath=ancestor::label');
  assert.match(await label.evaluate((element) => element.textContent), /"><script>window\.pwned=1<\/script><img/);
  await search.toggle('factor', 'markup');
  await search.toggle('service', 'storage');
  assert.equal(await search.hits.count(), 1);
  await assertHarmless(page);
});

const HOSTILE = [
  '<img src=x onerror=window.pwned=1>',
  '"><script>window.pwned=1</script>',
  '"><svg/onload=window.pwned=1>',
  "javascript:window.pwned=1//'",
  '{{constructor.constructor("window.pwned=1")()}}',
  '</title></noscript></template><img src=x onerror=window.pwned=1>',
  '\u202e\u0000\ufeff<b>bold</b>',
  '__proto__',
];

browserTest('a hostile address is text wherever it is shown', {}, async ({ search, page }) => {
  for (const text of HOSTILE) {
    const part = encodeURIComponent(text);
    const filters = `factor=${part}&service=${part}&year=${part}&severity=${part}`;
    for (const state of [`q=${part}&${filters}`, `q=kayak&sort=${part}&n=${part}&${part}=${part}`, `q=factor:${part}#${part}`]) {
      await search.open(`?${state}`);
      await search.answered();
      await assertHarmless(page);
    }
  }
});

browserTest('half of a character in an address harms nobody', {}, async ({ search, page }) => {
  const proto = '?q=kayak&__proto__[x]=1&constructor=1&hasOwnProperty=1';
  for (const state of ['?q=%E0%A4%A', '?q=%ff%fe', '?q=%', '?factor=%00', proto]) {
    await search.open(state);
    await search.answered();
    await assertHarmless(page);
  }
  assert.equal(await page.evaluate(() => ({}).x), undefined);
});
