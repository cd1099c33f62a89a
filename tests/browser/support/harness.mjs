// Runs a test in a fresh profile of a real Chromium, on a server of its own, and holds every page to what must always be
// true: an empty console, no dialog, nothing that the Content-Security-Policy stops, no request to another host.

import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';

import { chromium } from 'playwright-core';

import { serve } from '../server.mjs';
import { FLAGS } from './flags.mjs';
import { SearchBox } from './search-box.mjs';
import { SearchPage } from './search-page.mjs';
import { SCREENSHOTS, SITES } from './places.mjs';
import { watchWorker } from './watch.mjs';

/** How long a state is waited for. Long, since machines may be slow; a test that passes waits for no time at all. */
const PATIENCE = 15_000;

/** Browsers by the flags that they have besides. */
const launched = new Map();

async function browser(flags = []) {
  const key = flags.join(' ');
  if (!launched.has(key)) {
    launched.set(key, chromium.launch({ executablePath: process.env.CHROMIUM, args: [...FLAGS, ...flags] }));
  }
  return launched.get(key);
}

after(async () => {
  for (const opening of launched.values()) await (await opening).close();
});

/**
 * A test in a browser.
 *
 * @param {string} name
 * @param {{site?: string, base?: string, start?: Function, faults?: boolean, flags?: string[], context?: object, init?: Function}}
 *   options the site to serve and the path below which it stands, or what starts another server; `faults` allows the browser's
 *   own words about answers that failed; `flags` are more of Chromium's, `context` is playwright's; `init` runs in each page
 *   before its scripts do
 * @param {(parts: {page, context, server, search: SearchPage, box: SearchBox, troubles: string[]}) => Promise<void>} body
 */
export function browserTest(name, options, body) {
  test(name, { timeout: 4 * PATIENCE }, async () => {
    const start = options.start ?? (() => serve(resolve(SITES, options.site ?? 'known'), { base: options.base }));
    const server = await start();
    const context = await (await browser(options.flags)).newContext(options.context);
    try {
      await run(name, options, body, { server, context });
    } finally {
      await context.close();
      await server.stop();
    }
  });
}

async function run(name, options, body, { server, context }) {
  context.setDefaultTimeout(PATIENCE);
  const troubles = watch(context, server, options);
  await context.addInitScript(watchWorker);
  if (options.init) await context.addInitScript(options.init);
  const page = await context.newPage();
  try {
    await body({ page, context, server, troubles, search: new SearchPage(page, server), box: new SearchBox(page, server) });
    if (options.context?.javaScriptEnabled !== false) await settled(page);
    assert.deepEqual(troubles, [], 'console, dialogs, policy and foreign hosts');
  } catch (error) {
    await keep(page, name, error, troubles);
    throw error;
  }
}

/** Collects what must not happen on any page of the context. */
function watch(context, server, { faults }) {
  const troubles = [];
  const host = new URL(server.url()).host;
  context.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type())) return;
    if (faults && isNetworkMessage(message.text())) return;
    troubles.push(`console ${message.type()}: ${message.text()}`);
  });
  context.on('weberror', (error) => troubles.push(`uncaught: ${error.error().stack ?? error.error()}`));
  context.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (/^(http|ws)s?:$/.test(url.protocol) && url.host !== host) troubles.push(`another host: ${url}`);
  });
  return troubles;
}

/** What Chromium itself says of an answer that failed, whatever the page makes of it. */
function isNetworkMessage(text) {
  return /^Failed to load resource: |^The FetchEvent for "[^"]*" resulted in a network error response/.test(text);
}

/** Lets messages arrive that the page has sent before now. */
async function settled(page) {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))).catch(() => {});
}

async function keep(page, name, error, troubles) {
  const file = join(SCREENSHOTS, name.replace(/[^a-z0-9]+/gi, '-').slice(0, 80));
  await mkdir(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: `${file}.png`, fullPage: true, timeout: 5_000 }).catch(() => {});
  const html = await page.content().catch(() => '');
  const console = troubles.length > 0 ? `\n${troubles.join('\n')}` : '';
  await writeFile(`${file}.txt`, `${page.url()}\n${error.stack}\n${console}\n${html}`);
  error.stack += `\n    a picture is at ${file}.png${console}`;
}
