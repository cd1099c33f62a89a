// What a validator and a link checker say of every page: of the example, of the worst cases, and of the real documents below
// `AFTERWORD_CORPORA`, if it is set.

import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { LinkChecker } from 'linkinator';

import { allPages } from './support/pages.mjs';
import { CORPORA, SITES } from './support/places.mjs';

const RULES = {
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    'no-inline-style': 'error',
    // The page's own ids begin with `_`, which no heading's does.
    'valid-id': ['error', { relaxed: true }],
    // Titles, and the white space of code, are the authors'.
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
    'aria-label-misuse': ['error', { allowAnyNamable: true }],
  },
};

const validator = new HtmlValidate(new FileSystemConfigLoader(RULES));
const corpora = existsSync(CORPORA) ? readdirSync(CORPORA) : [];
const sites = ['example', 'worst', 'known', 'german', 'plain', 'plain-worst', ...corpora.map((name) => join(CORPORA, name))];

for (const site of sites) {
  test(`the HTML of ${site} is valid`, async () => {
    const found = [];
    for (const path of allPages(site)) {
      const file = resolve(SITES, site, path.endsWith('.html') ? path : `${path}index.html`);
      const report = await validator.validateFile(file);
      for (const { messages } of report.results) {
        for (const { ruleId, line, message } of messages) found.push(`${path}:${line}: ${message} [${ruleId}]`);
      }
    }
    assert.deepEqual(found, []);
  });

  test(`every link of ${site} leads to a page and a place on it`, { timeout: 300_000 }, async () => {
    const folder = resolve(SITES, site);
    const answer = await new LinkChecker().check({
      path: allPages(site).map((path) => `/${path.replace(/\/$/, '/index.html')}`.replace(/^\/$/, '/index.html')),
      serverRoot: folder,
      recurse: false,
      checkFragments: true,
      checkCss: true,
      concurrency: 16,
      linksToSkip: async (url) => !url.startsWith('http://localhost:'),
    });
    // A link of an author to a server of theirs is told with its host, one of the site is not.
    const broken = answer.links.filter(({ state, url }) => state === 'BROKEN' && !URL.canParse(url));
    assert.ok(answer.links.length > allPages(site).length, 'links were followed');
    assert.deepEqual(broken.map(({ url, parent, status }) => `${parent}: ${url} (${status})`), []);
  });
}
