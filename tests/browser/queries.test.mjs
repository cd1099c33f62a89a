// What queries find on the search page, and that the terminal finds the same.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { documentOf, documents, RARE } from './support/base.mjs';
import { browserTest } from './support/harness.mjs';
import { BASES } from './support/places.mjs';
import { idOf } from './support/search-page.mjs';

const idsOf = (chosen) => documents.filter(chosen).map(({ id }) => id);
const hostile = documentOf('wolverine');
hostile.id = '2025-02-02-quoted-img-src-x-onerror-window-pwned-1-it-script';

browserTest('results come as one types, the last word being a beginning', {}, async ({ search }) => {
  await search.open();
  const word = 'marmalade';
  for (let length = 3; length <= word.length; length += 1) {
    await search.type(word.slice(0, length));
    assert.ok((await search.ids()).includes(documentOf(word).id), word.slice(0, length));
  }
  assert.deepEqual(await search.ids(), [documentOf(word).id]);
  assert.deepEqual(await search.marked(), [word, word]);
});

browserTest('the last word is a beginning only while it is typed', {}, async ({ search }) => {
  await search.open();
  await search.type('counter gondol');
  assert.deepEqual(await search.ids(), [documentOf('gondola').id]);
  await search.type('gondol* counter');
  assert.deepEqual(await search.ids(), [documentOf('gondola').id]);
});

/** Queries, and which documents they find. */
const found = [
  ['trombone', ({ word }) => word === 'trombone'],
  ['trombones', ({ word }) => word === 'trombone'],
  ['TROMBONE counter', ({ word }) => word === 'trombone'],
  ['"velvet hammer"', ({ id }) => id?.endsWith('phrase')],
  ['velvet hammer', ({ word }) => word === 'velvet'],
  ['velvet -loader', ({ id }) => id?.endsWith('apart')],
  ['velvet -"velvet hammer"', ({ id }) => id?.endsWith('apart')],
  ['velvet NOT overnight', ({ id }) => id?.endsWith('apart')],
  ['gondola OR kayak', ({ word }) => ['gondola', 'kayak'].includes(word)],
  ['(gondola OR kayak OR velvet) -hammer', ({ word }) => ['gondola', 'kayak'].includes(word)],
  ['overnight-loader', ({ id }) => id?.endsWith('phrase')],
  ['mar*lade OR marma*', ({ word }) => word === 'marmalade'],
  ['trombone factor:*', ({ word }) => word === 'trombone'],
  ['service:mail severity:SEV1', (it) => it.services.includes('mail') && it.severity === 'SEV1'],
  ['factor:clock-skew year:2024', (it) => it.factors.includes('clock-skew') && it.date.startsWith('2024')],
  ['factor:"Clock skew" year:2024', (it) => it.factors.includes('clock-skew') && it.date.startsWith('2024')],
  ['tag:black-friday', (it) => it.tags.includes('black-friday')],
  ['title:resize service:search author:lin', (it) =>
    it.title.includes('resize') && it.services.includes('search') && it.authors.includes('Lin Berger')],
  ['detected_by:customer year:2023', (it) => it.detected_by === 'customer' && it.date.startsWith('2023')],
  ['kind:premortem', (it) => it.kind === 'premortem'],
  ['started:[2025-02 TO 2025-03]', (it) => it.date >= '2025-02' && it.date < '2025-04'],
  ['started:2025-02', (it) => it.date.startsWith('2025-02')],
  ['duration:>6h', (it) => it.minutes > 360],
  ['duration:[1h TO 90m] year:2026', (it) => it.minutes >= 60 && it.minutes <= 90 && it.date.startsWith('2026')],
  ['集群', ({ word }) => word === '集群'],
  ['"连接池"', ({ word }) => word === '集群'],
];

browserTest('queries find what they say', {}, async ({ search }) => {
  for (const [query, chosen] of found) {
    const expected = idsOf(chosen);
    assert.notEqual(expected.length, 0, `${query} is meant to find something`);
    await search.ask(query);
    assert.equal(await search.total(), expected.length, query);
    const shown = await search.ids();
    assert.ok(shown.length >= Math.min(expected.length, 8), query);
    assert.deepEqual(shown.filter((id) => !expected.includes(id)), [], query);
  }
});

browserTest('drafts are not found', {}, async ({ search }) => {
  await search.ask('hippogriff');
  assert.deepEqual(await search.ids(), []);
  assert.equal(await search.total(), 0);
});

browserTest('pages and factors are found too', {}, async ({ search }) => {
  await search.finds('periwinkle', ['about']);
  await search.ask('kind:factor manual');
  assert.deepEqual(await search.ids(), ['manual-step']);
});

browserTest('a typo is answered with the nearest words', {}, async ({ search }) => {
  await search.ask('marmelade');
  assert.deepEqual(await search.ids(), [documentOf('marmalade').id]);
  assert.equal(await search.remarks.innerText(), 'Nothing here has “marmelade”: searched for marmalade instead.');
  assert.equal(await search.suggestions.first().getAttribute('aria-label'), 'Search for marmalade in place of marmelade');
  await search.status.filter({ hasText: '1 result. Nothing here has “marmelade”: searched for marmalade' }).waitFor({ state: 'attached' });
});

browserTest('a phrase with a typo suggests a word, which searches when it is chosen', {}, async ({ search }) => {
  await search.ask('"velvet hamer"');
  assert.equal(await search.total(), 0);
  assert.match(await search.suggestions.first().innerText(), /hammer/);
  await search.suggestions.first().click();
  await search.answered();
  assert.match(await search.query(), /hammer/);
  assert.notEqual(await search.total(), 0);
});

browserTest('no results is said, with what was understood', {}, async ({ search }) => {
  await search.ask('qqqqqqqqqq -zzzzzzzzzz');
  assert.equal(await search.hits.count(), 0);
  assert.match(await search.count.innerText(), /^Nothing/);
  assert.match(await search.remarks.innerText(), /qqqqqqqqqq/);
});

/** Queries that are not well formed, what they find, and what is said of them. */
const malformed = [
  ['(kayak', 'kayak', /parenthesis/],
  ['kayak)', 'kayak', /parenthesis/],
  ['"kayak', 'kayak', /quote/],
  ['kayak started:soon', 'kayak', /started:soon/],
  ['kayak year:', 'kayak', /year/],
  ['kayak AND', 'kayak', null],
  ['OR kayak', 'kayak', null],
  ['kayak --', 'kayak', null],
  ['+kayak && || ()', 'kayak', null],
  ['kayak started:[2020 TO', 'kayak', /started/],
  ['sevice:checkout', null, /service/],
  ['[kayak}^~*:', null, null],
  ['\\ / ? # % & = + ; \u0000 \u202e', null, null],
];

browserTest('a malformed query is never an error, and says what was understood', {}, async ({ search }) => {
  for (const [query, word, note] of malformed) {
    await search.ask(query);
    assert.equal(await search.alert.count() > 0 && await search.alert.isVisible(), false, query);
    if (word) assert.deepEqual(await search.ids(), [documentOf(word).id], query);
    if (note) assert.match(await search.remarks.innerText(), note, query);
  }
});

browserTest('a very long query is cut and answered', {}, async ({ search, page }) => {
  await search.open();
  await search.input.fill(`kayak ${'gondola '.repeat(100)}`);
  await page.keyboard.press('Enter');
  await search.answered();
  assert.equal(await search.alert.count() > 0 && await search.alert.isVisible(), false);
  assert.match(await search.remarks.innerText(), /long/);
});

browserTest('a result shows its facts, the words that were found, and leads to its section', {}, async ({ search, page }) => {
  const document = documentOf('saffron');
  await search.ask('saffron counter');
  const text = await search.hits.first().innerText();
  assert.match(text, new RegExp(document.severity));
  assert.match(text, new RegExp(document.date.slice(0, 4)));
  for (const service of document.services) assert.match(text.toLowerCase(), new RegExp(service));
  assert.ok((await search.marked()).includes('saffron'));
  assert.ok((await search.marked()).includes('counter'));
  assert.match(await search.sections.first().innerText(), /Detection/);
  await search.sections.first().click();
  await page.waitForURL(/2[^/]*-saffron\/#detection$/);
  assert.equal(await page.locator('#detection').count(), 1);
});

browserTest('more results are shown when they are asked for', {}, async ({ search }) => {
  await search.ask('dashboard kind:postmortem');
  const total = await search.total();
  assert.ok(total > 50);
  const first = await search.ids();
  assert.ok(first.length < total);
  for (let round = 0; (await search.hits.count()) < total && round < total; round += 1) {
    const before = await search.hits.count();
    await search.more.click();
    await search.hits.nth(before).waitFor();
    await search.answered();
  }
  const shown = await search.ids();
  assert.deepEqual(shown.slice(0, first.length), first);
  assert.equal(new Set(shown).size, total);
});

const COMPARED = ['trombone', 'counter', 'latency deploy', 'a backlog', 'checkout errors', '"site search"', 'mail -errors',
  'cache', 'stampede retry', 'gondola OR kayak OR iguana', 'title:pool', 'factor:clock-skew', 'factor:cache latency',
  'service:mail duplicates', 'severity:SEV2 weekend', 'year:2024 migration', 'duration:>5h resize',
  'started:[2025 TO 2026-03] slow', 'marmelade', 'conter', '集群 故障', 'dash*', 'what happened to the mail'];

browserTest('the terminal and the site give the same documents in the same order', {}, async ({ search }) => {
  for (const query of COMPARED) {
    const parameters = ['-C', join(BASES, 'known'), 'search', '--json', '-n', '100', '--', query];
    const results = JSON.parse(execFileSync(process.env.AFTERWORD, parameters, { encoding: 'utf8' }));
    await search.ask(query);
    const shown = await search.ids();
    assert.equal(await search.total(), results.total, query);
    assert.ok(shown.length >= Math.min(results.total, 8), query);
    const expected = results.hits.slice(0, shown.length).map(({ route }) => idOf(new URL(route, 'http://host/').href));
    assert.deepEqual(shown, expected, query);
  }
});

browserTest('each rare word finds its document first', {}, async ({ search }) => {
  await search.open();
  for (const word of RARE.slice(0, 12)) {
    await search.type(word);
    assert.equal((await search.ids())[0], documentOf(word).id, word);
  }
});

browserTest('a site in German finds the forms of German words', { site: 'german' }, async ({ search }) => {
  await search.finds('haus', ['2025-01-01-haus']);
  await search.finds('Bäume', ['2025-01-01-baum']);
});

browserTest('a site in German counts, dates and names in German', { site: 'german' }, async ({ search, page }) => {
  await search.ask('haus');
  assert.equal(await search.count.innerText(), '1 Treffer');
  assert.equal(await page.locator('.search-result time').innerText(), '1. Jan. 2025');
  assert.equal(await page.locator('.search-order').textContent(), 'Sortieren nach RelevanzNeueste zuerstÄlteste zuerst');
  await search.open('');
  await search.answered();
  assert.equal(await search.count.innerText(), '3 Seiten');
  await search.ask('nirgends');
  assert.equal(await search.count.innerText(), 'Nichts gefunden');
  assert.match(await page.locator('.search-remarks').innerText(), /^„nirgends“ kommt hier nicht vor/);
});
