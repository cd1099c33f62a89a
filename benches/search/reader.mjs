// A reader in a real Chromium: what a search page transfers and how long its worker takes.

import { join } from 'node:path';

import { serve } from '../../tests/browser/server.mjs';
import { isPageAnswered, watchWorker } from '../../tests/browser/support/watch.mjs';

/** What is transferred for the search alone: its script, the engine, the index. */
const OF_THE_SEARCH = /^search\/data\/|^assets\/search\..*\.(js|wasm)$|^assets\/.*\.wasm$/;

/** The first query of a session, and those that follow it. */
export const FIRST = 'database latency';
export const FURTHER = ['cache eviction', 'replication lag', '"connection pool"', 'certificate expiry', 'deadlock', 'dns resolver',
  'factor:clock-skew severity:SEV1', 'rollback migration -canary', 'year:2023 timeout retry', 'checkout payment'];

/** What the first result is made of. */
const PARTS = [
  ['engine', /^assets\/search\..*\.wasm$/],
  ['script', /^assets\/search\..*\.js$/],
  ['index.bin', /^search\/data\/index\.bin$/],
  ['chunks', /^search\/data\/[0-9a-f]{12}\.bin$/],
  ['the page itself, not counted', /^search\/$|\.css$|\.svg$|^sw\.js$/],
];

/** Sums of what was requested. */
function sum(requests) {
  return {
    requests: requests.length,
    bytes: requests.reduce((total, { body }) => total + body, 0),
    wire: requests.reduce((total, { wire }) => total + wire, 0),
  };
}

/** What the first result and ten further queries transfer, with a host that compresses with `encoding`. */
export async function transferred(browser, site, encoding) {
  const server = await serve(site, { encodings: [encoding], quality: encoding === 'br' ? 11 : 9 });
  // What is compressed for the first time takes long; a host has done it before.
  const warm = await visit(browser, server);
  await warm.close();
  server.forget();
  const context = await visit(browser, server);
  const [page] = context.pages();
  const first = sum(server.requested(OF_THE_SEARCH));
  const parts = Object.fromEntries(PARTS.map(([name, pattern]) => [name, sum(server.requested(pattern))]));
  const further = [];
  for (const query of FURTHER) {
    server.forget();
    await page.locator('main input[type="search"]').fill(query);
    await page.waitForFunction(isPageAnswered);
    further.push({ query, ...sum(server.requested(OF_THE_SEARCH)) });
  }
  await context.close();
  await server.stop();
  return { first, parts, further };
}

async function visit(browser, server) {
  const context = await browser.newContext();
  await context.addInitScript(watchWorker);
  const page = await context.newPage();
  await page.goto(server.url(`search/?q=${encodeURIComponent(FIRST)}`));
  await page.waitForFunction(isPageAnswered);
  return context;
}

/** A page that asks the worker as the site's own script does. */
export async function asking(browser, site) {
  const server = await serve(site);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(server.url('search/'));
  await page.evaluate(openWorker);
  return {
    ask: (question) => page.evaluate((asked) => globalThis.ask(asked), question),
    close: () => context.close().then(() => server.stop()),
  };
}

/** Runs in the page. */
function openWorker() {
  const script = document.querySelector('script[data-engine]');
  const absolute = (address) => new URL(address, document.baseURI).href;
  const worker = new Worker(script.src);
  worker.postMessage({ type: 'open', engine: absolute(script.dataset.engine), index: absolute(script.dataset.index) });
  let lastId = 0;
  globalThis.ask = (question) => new Promise((resolve, reject) => {
    lastId += 1;
    const began = performance.now();
    worker.onmessage = ({ data }) => {
      if (data.type === 'failed') reject(new Error(`${data.reason}: ${data.detail}`));
      if (data.type !== 'results' || data.id !== lastId || !data.complete) return;
      resolve({ milliseconds: performance.now() - began, results: data.results });
    };
    const usual = { filters: {}, sort: 'relevance', offset: 0, limit: 8, growing: false, facets: false };
    worker.postMessage({ type: 'search', id: lastId, ...usual, ...question });
  });
}

/** What the first result and further queries transfer with Pagefind's own interface, and whether known items are found. */
export async function transferredByPagefind(browser, site, encoding, questions) {
  const policy = "default-src 'self' 'wasm-unsafe-eval' blob: data:";
  const server = await serve(site, { encodings: [encoding], quality: encoding === 'br' ? 11 : 9, policy });
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(server.url('404.html'));
  server.forget();
  const module = server.url('pagefind/pagefind.js');
  const search = (query, count) => page.evaluate(searchWithPagefind, { module, query, count });
  await search(FIRST, 8);
  const first = sum(server.requested(/^pagefind\//));
  const further = [];
  for (const query of FURTHER) {
    server.forget();
    const { milliseconds } = await search(query, 8);
    const cost = sum(server.requested(/^pagefind\//));
    further.push({ query, ...cost, milliseconds: (await search(query, 8)).milliseconds, cold: milliseconds });
  }
  const ranks = [];
  for (const { query, id, kind } of questions) {
    const { addresses } = await search(query, 3);
    ranks.push({ kind, rank: addresses.findIndex((address) => address.includes(`/${id}/`)) });
  }
  await context.close();
  await server.stop();
  return { first, further, ranks };
}

/** Runs in the page. */
async function searchWithPagefind({ module, query, count }) {
  const pagefind = await import(module);
  const began = performance.now();
  const { results } = await pagefind.search(query);
  const shown = await Promise.all(results.slice(0, count).map((result) => result.data()));
  return { milliseconds: performance.now() - began, addresses: shown.map(({ url }) => url) };
}

/** The folder of a base's documents. */
export const documentsOf = (base) => join(base, 'postmortems');
