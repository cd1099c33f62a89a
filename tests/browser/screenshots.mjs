// Takes pictures of every kind of page, at 1280 and 390 pixels, by day and by night, into `output/screenshots/`, with an
// `index.html` that shows them beside each other.
//
// usage: CHROMIUM=… node screenshots.mjs [SITE…]
//
// A SITE is one of those that `run` has built, or a folder that `afterword build` has written. By default: the example and the
// worst cases.

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';

import { chromium } from 'playwright-core';

import { serve } from './server.mjs';
import { FLAGS } from './support/flags.mjs';
import { pageKinds } from './support/pages.mjs';
import { OUTPUT, SITES } from './support/places.mjs';

const FOLDER = join(OUTPUT, 'screenshots');
const WIDTHS = [1280, 390];
const SCHEMES = ['light', 'dark'];
/** How much of a long page is shown, in pixels. */
const TALLEST = 4000;

async function takeAll(browser, site) {
  const server = await serve(resolve(SITES, site));
  const rows = [];
  for (const { kind, path } of pageKinds(site)) {
    const files = [];
    for (const width of WIDTHS) for (const colorScheme of SCHEMES) files.push(await take(browser, server, { site, path, width, colorScheme }));
    rows.push({ kind, files });
  }
  await server.stop();
  return rows;
}

async function take(browser, server, { site, path, width, colorScheme }) {
  const name = `${basename(site)}-${path.replace(/\W+$/, '').replace(/\W+/g, '-') || 'home'}-${width}-${colorScheme}.png`;
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(server.url(path), { waitUntil: 'networkidle' });
  const height = Math.min(TALLEST, await page.evaluate(() => document.documentElement.scrollHeight));
  await page.setViewportSize({ width, height: Math.max(900, height) });
  await page.screenshot({ path: join(FOLDER, name) });
  await context.close();
  return name;
}

function sheet(rows) {
  const pictures = ({ kind, files }) => `<h2>${kind}</h2><p>${files.map((file) => `<a href="${file}"><img src="${file}" alt="${file}" height="600"></a>`).join(' ')}</p>`;
  return `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Pages</title>${rows.map(pictures).join('\n')}</html>`;
}

const sites = process.argv.length > 2 ? process.argv.slice(2) : ['example', 'worst'];
await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });
const rows = [];
for (const site of sites) rows.push(...(await takeAll(browser, site)));
await browser.close();
await writeFile(join(FOLDER, 'index.html'), sheet(rows));
console.log(`${rows.length * 4} pictures: ${join(FOLDER, 'index.html')}`);
