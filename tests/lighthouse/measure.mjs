// Measures pages with Lighthouse and prints a table of its four scores, from 0 to 100, and of what kept them from 100.

import { launch } from 'chrome-launcher';
import lighthouse, { desktopConfig } from 'lighthouse';

import { serve } from '../browser/server.mjs';
import { FLAGS } from '../browser/support/flags.mjs';
import { SITES } from '../browser/support/places.mjs';

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
/** The least that each score is to be. */
const BAR = 98;
const PAGES = ['', 'postmortems/2026-04-28-routing-driver-app-sync/', 'factors/hidden-dependency/', 'trends/', 'search/'];

async function measure(url, form, port) {
  const options = { port, onlyCategories: CATEGORIES, logLevel: 'error' };
  const { lhr } = await lighthouse(url, options, form === 'desktop' ? desktopConfig : undefined);
  const scores = CATEGORIES.map((category) => Math.round(lhr.categories[category].score * 100));
  const counted = CATEGORIES.flatMap((category) => lhr.categories[category].auditRefs).filter(({ weight }) => weight > 0);
  const lost = counted.map(({ id }) => lhr.audits[id]).filter(({ score }) => score !== null && score < 0.9);
  return { scores, lost: [...new Set(lost.map(({ id, displayValue }) => (displayValue ? `${id} (${displayValue})` : id)))] };
}

const paths = process.argv.length > 2 ? process.argv.slice(2) : PAGES;
const server = await serve(`${SITES}/example`);
const browser = await launch({ chromeFlags: ['--headless=new', ...FLAGS] });
let isMet = true;
console.log(`| page | form | ${CATEGORIES.join(' | ')} | below 90 |\n| --- | --- | --- | --- | --- | --- | --- |`);
for (const path of paths) {
  for (const form of ['phone', 'desktop']) {
    const { scores, lost } = await measure(server.url(path), form, browser.port);
    isMet &&= scores.every((score) => score >= BAR);
    console.log(`| ${path || 'home'} | ${form} | ${scores.join(' | ')} | ${lost.join(', ')} |`);
  }
}
await browser.kill();
await server.stop();
process.exit(isMet ? 0 : 1);
