// What a reader sees when files are missing, damaged or late, and when the browser lacks what the search needs.

import assert from 'node:assert/strict';
import { join } from 'node:path';

import { documentOf } from './support/base.mjs';
import { browserTest } from './support/harness.mjs';
import { SITES } from './support/places.mjs';

const CHUNK = /search\/data\/[0-9a-f]{12}\.bin$/;
const ROOT = /search\/data\/index\.bin$/;
const ENGINE = /assets\/.*\.wasm$/;
const UNREACHED = /could not be loaded/;
const SCRIPT = /assets\/search\..*\.js$/;
const ANEW = /published anew/;
const FAULTY = { faults: true };
// What browsers do that were told to be safe rather than fast.
const WITHOUT_WASM = { flags: ['--js-flags=--jitless'] };
const kayak = documentOf('kayak').id;

/** Asserts that the page says what is wrong, and that its button mends it once the fault is lifted. */
async function saysAndRetries(search, fault, words, known = []) {
  await search.alert.waitFor({ state: 'visible' });
  assert.match(await search.alert.innerText(), words);
  assert.deepEqual(await search.ids(), known, 'nothing is shown but what is known');
  fault.lift();
  await search.retryButton.first().click();
  await search.alert.waitFor({ state: 'hidden' });
  await search.answered();
  assert.deepEqual(await search.ids(), [kayak]);
}

/** What goes wrong on the way, and how it is told. */
const ON_THE_WAY = [
  ['is missing', { status: 404 }, UNREACHED],
  ['makes the host stumble', { status: 500 }, UNREACHED],
  ['ends too early', { cut: true }, UNREACHED],
  ['is refused', { refuse: true }, UNREACHED],
  ['stays damaged', { flip: true }, /damaged/i],
  ['stays half as long', { short: true }, /damaged/i],
];

// Small as it is, the root of this index knows what is found; only the texts stand in chunks.
for (const [file, pattern, known] of [['a chunk', CHUNK, [kayak]], ['an index', ROOT, []]]) {
  for (const [happening, change, words] of ON_THE_WAY) {
    browserTest(`${file} that ${happening} is told honestly, and can be tried again`, FAULTY, async ({ search, server }) => {
      const fault = server.fault(pattern, change);
      await search.ask('kayak');
      await saysAndRetries(search, fault, words, known);
    });
  }
}

for (const [happening, change] of ON_THE_WAY.slice(1, 4)) {
  browserTest(`an engine that ${happening} is told honestly, and can be tried again`, FAULTY, async ({ search, server }) => {
    const fault = server.fault(ENGINE, change);
    await search.ask('kayak');
    await saysAndRetries(search, fault, UNREACHED);
  });
}

browserTest('a page whose engine is gone asks to be loaded again, since the site was published anew', FAULTY, async ({ search, server }) => {
  const fault = server.fault(ENGINE, { status: 404 });
  await search.ask('kayak');
  assert.match(await search.alert.innerText(), ANEW);
  fault.lift();
  await search.retryButton.click();
  await search.hits.first().waitFor();
  await search.answered();
  assert.deepEqual(await search.ids(), [kayak]);
});

browserTest('a page whose script is gone asks to be loaded again, since the site was published anew', FAULTY, async ({ box, server, page }) => {
  await box.open();
  server.fault(SCRIPT, { status: 404 });
  await page.keyboard.press('/');
  await box.keys('kayak');
  await box.dialog.getByRole('alert').filter({ hasText: ANEW }).waitFor();
  assert.equal(await box.dialog.getByRole('button', { name: 'Reload the page' }).count(), 1);
});

browserTest('a page in place of the engine is told honestly', FAULTY, async ({ search, server }) => {
  const fault = server.fault(ENGINE, { short: true });
  await search.ask('kayak');
  await saysAndRetries(search, fault, /./);
});

for (const [happening, change] of [['damaged', { flip: true }], ['half as long', { short: true }]]) {
  browserTest(`a chunk that came ${happening} once is fetched again`, FAULTY, async ({ search, server }) => {
    server.fault(CHUNK, { ...change, times: 1 });
    await search.ask('kayak');
    assert.deepEqual(await search.ids(), [kayak]);
    const paths = server.requested(CHUNK).map(({ path }) => path);
    assert.ok(paths.length > new Set(paths).size, 'a chunk was asked for twice');
    assert.equal(await search.alert.isVisible(), false);
  });
}

browserTest('a fault does not undo what was typed, and typing on works after it', FAULTY, async ({ search, server }) => {
  const fault = server.fault(CHUNK, { status: 404 });
  await search.open();
  await search.input.fill('gondola');
  await search.alert.waitFor({ state: 'visible' });
  assert.equal(await search.input.inputValue(), 'gondola');
  fault.lift();
  await search.type('kayak');
  assert.equal(await search.alert.isVisible(), false);
  assert.deepEqual(await search.ids(), [kayak]);
});

/** Lets every search for more results fail until `isMended`; then its retry is answered. */
function failMore() {
  const { postMessage } = Worker.prototype;
  let held = null;
  Worker.prototype.postMessage = function post(message, ...rest) {
    if (message.offset > 0) held = message;
    if (message.type === 'search' && message.offset === 0) held = null;
    if (!held) return postMessage.call(this, message, ...rest);
    if (globalThis.isMended) return postMessage.call(this, held, ...rest);
    return this.dispatchEvent(new MessageEvent('message', { data: { type: 'failed', id: held.id, reason: 'network' } }));
  };
}

browserTest('what was found stays when more of it cannot be had', { init: failMore }, async ({ search, page }) => {
  await search.ask('dashboard kind:postmortem');
  const [before, count] = [await search.ids(), await search.count.innerText()];
  await search.more.focus();
  for (const key of ['Enter', 'Enter']) {
    await page.keyboard.press(key);
    await search.alert.waitFor({ state: 'visible' });
    assert.deepEqual(await search.ids(), before);
    assert.equal(await search.count.innerText(), count);
    assert.ok(await search.retryButton.evaluate((button) => button === document.activeElement));
    assert.equal(new URL(page.url()).searchParams.get('n'), null, 'the address tells of what is shown');
  }
  await page.evaluate(() => { globalThis.isMended = true; });
  await page.keyboard.press('Enter');
  await search.hits.nth(before.length).waitFor();
  assert.equal(await search.alert.count(), 0);
  assert.deepEqual((await search.ids()).slice(0, before.length), before);
  assert.equal(new URL(page.url()).searchParams.get('n'), String(2 * before.length));
  assert.notEqual(await page.evaluate(() => document.activeElement.tagName), 'BODY');
});

browserTest('texts that cannot be had have a summary in their place', FAULTY, async ({ search, server }) => {
  const fault = server.fault(CHUNK, { status: 503 });
  await search.ask('kayak');
  assert.match(await search.hits.first().innerText(), /people tried again/);
  assert.match(await search.count.innerText(), /^1 result$/);
  fault.lift();
  await search.retryButton.click();
  await search.sections.first().waitFor();
  assert.equal(await search.alert.count(), 0);
});

browserTest('the box tells of a fault too', FAULTY, async ({ box, server, page }) => {
  server.fault(CHUNK, { status: 404 });
  await box.open();
  await page.keyboard.press('/');
  await box.keys('kayak');
  await box.dialog.getByRole('alert').filter({ hasText: UNREACHED }).waitFor();
});

for (const type of ['application/octet-stream', 'text/plain; charset=utf-8']) {
  browserTest(`an engine of the type ${type} works`, {}, async ({ search, server }) => {
    server.fault(ENGINE, { type });
    await search.finds('kayak', [kayak]);
  });
}

/** Collects how many results are spoken of, in their order. */
function recordCounts() {
  globalThis.counts = [];
  const record = () => {
    const count = Number.parseInt(document.querySelector('.search-count')?.textContent, 10);
    if (count && count !== globalThis.counts.at(-1)) globalThis.counts.push(count);
  };
  new MutationObserver(record).observe(document, { subtree: true, childList: true, characterData: true });
}

browserTest('on a slow network one can type on', { init: recordCounts }, async ({ search, server, page }) => {
  server.fault(/./, { delay: 300 });
  await search.open();
  await search.input.pressSequentially('counter kaya');
  await search.input.pressSequentially('k');
  assert.equal(await search.input.inputValue(), 'counter kayak');
  await search.answered();
  assert.deepEqual(await search.ids(), [kayak]);
  const counts = await page.evaluate(() => globalThis.counts);
  assert.deepEqual(counts, [...counts].sort((a, b) => b - a), 'an answer came that was obsolete');
  assert.equal(counts.at(-1), 1);
});

browserTest('what is typed while the engine is on its way is answered when it is there', {}, async ({ search, server, page }) => {
  let arrive;
  server.fault(ENGINE, { hold: new Promise((resolve) => { arrive = resolve; }) });
  await search.open();
  await search.input.pressSequentially('kayak');
  await page.waitForFunction(() => globalThis.heard.asked);
  await search.input.pressSequentially(' OR gondola');
  assert.equal(await search.input.inputValue(), 'kayak OR gondola');
  arrive();
  await search.answered();
  assert.deepEqual((await search.ids()).sort(), [kayak, documentOf('gondola').id].sort());
});

/** Asserts that the page offers the lists of all documents, and that they lead on. */
async function offersLists(page) {
  for (const path of ['factors/clock-skew/', 'services/mail/', 'years/2024/']) {
    const link = page.locator(`main a[href$="/${path}"]`).first();
    await link.waitFor({ state: 'visible' });
  }
  await page.locator('main a[href$="/factors/clock-skew/"]').first().click();
  await page.waitForURL(/factors\/clock-skew\/$/);
}

browserTest('without WebAssembly the page says why it does not search, and offers lists', WITHOUT_WASM,
  async ({ search, page }) => {
    await search.open('?q=kayak');
    await page.waitForFunction(() => document.querySelector('main').innerText.includes('WebAssembly'));
    assert.equal(await page.evaluate(() => typeof WebAssembly), 'undefined');
    assert.equal(await search.hits.count(), 0);
    await offersLists(page);
  });

browserTest('where WebAssembly was taken from the page it says so as well', { init: () => { delete globalThis.WebAssembly; } },
  async ({ search, page }) => {
    await search.open('?q=kayak');
    await page.waitForFunction(() => document.querySelector('main').innerText.includes('WebAssembly'));
    await offersLists(page);
  });

browserTest('where the policy of a host forbids WebAssembly the page says that it cannot search', FAULTY,
  async ({ search, page, server, troubles }) => {
    server.policy = server.policy.replace(" 'wasm-unsafe-eval'", '');
    await search.open('?q=kayak');
    await search.alert.waitFor({ state: 'visible' });
    assert.match(await search.alert.innerText(), /'wasm-unsafe-eval'.*Content-Security-Policy/);
    await offersLists(page);
    // What Chromium itself says of what it stopped.
    assert.deepEqual(troubles.splice(0).filter((trouble) => !/Content.Security.Policy/.test(trouble)), []);
  });

browserTest('without WebAssembly the box still leads to the search page', WITHOUT_WASM, async ({ box, page }) => {
  await box.open();
  await page.keyboard.press('/');
  await box.keys('kayak');
  await page.keyboard.press('Enter');
  await page.waitForURL(/search\/\?q=kayak/);
});

browserTest('without JavaScript the page says why it does not search, and offers lists', { context: { javaScriptEnabled: false } },
  async ({ search, page }) => {
    await search.open('?q=kayak');
    assert.match(await page.locator('main').innerText(), /JavaScript/);
    await offersLists(page);
  });

browserTest('without its script the page offers lists', FAULTY, async ({ search, server, page, troubles }) => {
  server.fault(SCRIPT, { status: 404 });
  await search.open('?q=kayak');
  await offersLists(page);
  // What Chromium itself says of a page in place of a script.
  assert.deepEqual(troubles.splice(0).filter((trouble) => !/Refused to execute script/.test(trouble)), []);
});

browserTest('without workers the page says that it cannot search, and offers lists', { init: () => { delete globalThis.Worker; } },
  async ({ search, page }) => {
    await search.open('?q=kayak');
    await search.page.locator('main a[href$="/factors/clock-skew/"]').first().waitFor({ state: 'visible' });
    await offersLists(page);
  });

browserTest('a page that stays open while the site is published anew goes on', FAULTY, async ({ search, server, page }) => {
  let publish;
  const hold = new Promise((resolve) => { publish = resolve; });
  server.fault(CHUNK, { hold, times: 8 });
  await search.open('?q=kayak');
  await page.waitForFunction(() => globalThis.heard.asked);
  while (server.requested(CHUNK).length === 0) await page.evaluate(() => 1);
  server.publish(join(SITES, 'later'));
  publish();
  await search.answered();
  if (await search.alert.isVisible()) {
    assert.match(await search.alert.innerText(), /anew|again|changed|newer|reload|published/i);
    await search.alert.locator('a, button').first().click();
    await search.alert.waitFor({ state: 'hidden' });
    await search.answered();
  }
  assert.deepEqual(await search.ids(), [kayak]);
  await search.finds('afterthought kayak', [kayak]);
});

browserTest('a site that was published anew is found anew', {}, async ({ search, server }) => {
  await search.ask('afterthought');
  assert.equal(await search.total(), 0);
  server.publish(join(SITES, 'later'));
  await search.ask('afterthought');
  assert.ok((await search.total()) > 50);
});

browserTest('an index that a reload does not make fit is told to whom it concerns', FAULTY, async ({ search, server, page }) => {
  server.fault(ROOT, { format: 99 });
  await search.open('?q=kayak');
  await search.alert.waitFor({ state: 'visible' });
  await page.getByRole('button', { name: 'Reload the page' }).click();
  await search.alert.filter({ hasText: /published once more/ }).waitFor();
  assert.equal(await search.retryButton.count(), 0);
  await offersLists(page);
});

for (const [happening, change] of [['makes the host stumble', { status: 500 }], ['is a page', { instead: '<h1>Not here</h1>' }]]) {
  browserTest(`rules of a language whose file ${happening} are told honestly, and can be tried again`,
    { faults: true, site: 'german' }, async ({ search, server }) => {
      const fault = server.fault(/stem-de.*\.wasm$/, change);
      await search.open('?q=Haus');
      await search.alert.waitFor({ state: 'visible' });
      assert.match(await search.alert.innerText(), /konnte nicht geladen werden|kam beschädigt an/);
      fault.lift();
      await search.retryButton.click();
      await search.answered();
      assert.deepEqual(await search.ids(), ['2025-01-01-haus']);
    });
}

browserTest('half a character in a query does no harm', {}, async ({ search, page }) => {
  await search.ask('gondola');
  await search.input.evaluate((input) => {
    input.value = 'kayak \ud83d';
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  await page.waitForFunction(() => globalThis.heard.asked.query.startsWith('kayak') && globalThis.heard.answered === globalThis.heard.asked.id);
  assert.equal(await search.alert.isVisible(), false);
});

/** Remembers the workers that a page makes. */
function rememberWorkers() {
  globalThis.workers = [];
  const { Worker } = globalThis;
  globalThis.Worker = class extends Worker {
    constructor(...parameters) {
      super(...parameters);
      globalThis.workers.push(this);
    }
  };
}

browserTest('a worker that is gone without a word is replaced', { init: rememberWorkers }, async ({ search, page }) => {
  await page.clock.install();
  await search.ask('gondola');
  await page.evaluate(() => globalThis.workers[0].terminate());
  await search.input.fill('kayak');
  await page.waitForFunction(() => globalThis.heard.asked.query === 'kayak');
  await page.clock.runFor(60_000);
  await search.answered();
  assert.deepEqual(await search.ids(), [kayak]);
  assert.equal(await page.evaluate(() => globalThis.workers.length), 2);
});
