// Facets, their counts, the order of results, and the address that carries all of it.

import assert from 'node:assert/strict';

import { documentOf, documents } from './support/base.mjs';
import { browserTest } from './support/harness.mjs';

const postmortems = documents.filter(({ kind }) => kind === 'postmortem');

/** How many of `chosen` have each value of a field. */
function counted(chosen, valuesOf) {
  const counts = {};
  for (const document of chosen) for (const value of valuesOf(document)) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

const VALUES = {
  factor: (it) => it.factors,
  service: (it) => it.services,
  severity: (it) => [it.severity],
  year: (it) => [it.date.slice(0, 4)],
  detected_by: (it) => [it.detected_by],
};

/** Leaves out values that a facet shows although nothing has them. */
function positive(counts) {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

browserTest('without a word, facets browse the whole base, and their counts agree with it', {}, async ({ search }) => {
  await search.open();
  await search.answered();
  for (const [field, valuesOf] of Object.entries(VALUES)) {
    assert.deepEqual(positive(await search.counts(field)), counted(documents, valuesOf), field);
  }
});

browserTest('a facet narrows to as many documents as its count says', {}, async ({ search }) => {
  const chosen = { factor: 'clock-skew', service: 'storage', severity: 'SEV4', year: '2024', detected_by: 'alert' };
  for (const [field, value] of Object.entries(chosen)) {
    await search.open();
    await search.answered();
    const count = (await search.counts(field))[value];
    await search.toggle(field, value);
    assert.equal(await search.total(), count, field);
    assert.ok(await search.facet(field, value).isChecked());
    assert.equal(new URL(search.page.url()).searchParams.get(field), value);
    await search.toggle(field, value);
    assert.equal(new URL(search.page.url()).searchParams.get(field), null);
  }
});

browserTest('values of one facet are any of them, facets are all of them', {}, async ({ search }) => {
  await search.ask('dashboard kind:postmortem');
  await search.toggle('year', '2024');
  await search.toggle('year', '2025');
  const years = postmortems.filter(({ date, detection }) => /^202[45]/.test(date) && detection.includes('dashboard'));
  assert.equal(await search.total(), years.length);
  await search.toggle('service', 'mail');
  const both = years.filter(({ services }) => services.includes('mail'));
  assert.equal(await search.total(), both.length);
  assert.deepEqual(positive(await search.counts('severity')), counted(both, VALUES.severity));
  const services = positive(await search.counts('service'));
  assert.deepEqual(services, counted(years, VALUES.service), 'a facet disregards its own selection');
});

browserTest('facets count what words find', {}, async ({ search }) => {
  await search.ask('weekend kind:postmortem');
  const expected = postmortems.filter(({ title }) => title.includes('weekend'));
  for (const [field, valuesOf] of Object.entries(VALUES)) {
    assert.deepEqual(positive(await search.counts(field)), counted(expected, valuesOf), field);
  }
});

browserTest('results are sorted by date when asked', {}, async ({ search }) => {
  await search.ask('service:mail');
  const dates = async () => (await search.ids()).map((id) => id.slice(0, 10));
  await search.sort.selectOption('newest');
  await search.answered();
  const newest = await dates();
  assert.deepEqual(newest, [...newest].sort().reverse());
  assert.equal(new URL(search.page.url()).searchParams.get('sort'), 'newest');
  await search.sort.selectOption('oldest');
  await search.answered();
  const oldest = await dates();
  assert.deepEqual(oldest, [...oldest].sort());
  assert.notEqual(oldest[0], newest[0]);
});

/** What a reader sees of the state. */
async function shown(search) {
  const boxes = await search.page.locator('input[type="checkbox"]:checked').evaluateAll((all) =>
    all.map((box) => `${box.name}=${box.value}`).sort());
  const [query, sort] = [await search.input.inputValue(), await search.sort.inputValue()];
  return { query, sort, boxes, total: await search.total(), ids: await search.ids() };
}

browserTest('an address shows the same when it is opened cold', {}, async ({ search, page, context, server }) => {
  await search.open();
  await search.type('latency OR backlog');
  await search.toggle('year', '2025');
  await search.toggle('year', '2026');
  await search.toggle('severity', 'SEV1');
  await search.sort.selectOption('newest');
  await search.answered();
  const before = await shown(search);
  assert.ok(before.ids.length > 1 && before.boxes.length === 3);
  const other = new search.constructor(await context.newPage(), server);
  await other.page.goto(page.url());
  await other.answered();
  assert.deepEqual(await shown(other), before);
});

browserTest('an address of an unfinished word shows the same when it is opened cold, and again', {}, async ({ search, page, context, server }) => {
  await search.open();
  await search.type('counter gondol');
  const before = await shown(search);
  assert.deepEqual(before.ids, [documentOf('gondola').id]);
  assert.equal(new URL(page.url()).searchParams.get('typing'), '1');
  const other = new search.constructor(await context.newPage(), server);
  await other.page.goto(page.url());
  await other.answered();
  assert.deepEqual(await shown(other), before);
  for (const its of [search, other]) {
    await its.page.reload();
    await its.answered();
    assert.deepEqual(await shown(its), before);
  }
  await search.input.press('Enter');
  await search.answered();
  assert.equal(new URL(page.url()).searchParams.get('typing'), null);
});

browserTest('back and forward restore what was shown', {}, async ({ search, page }) => {
  await search.open();
  await search.type('gondola');
  await page.keyboard.press('Enter');
  await search.answered();
  const first = await shown(search);
  await search.type('backlog');
  await page.keyboard.press('Enter');
  await search.answered();
  await search.toggle('year', '2024');
  const second = await shown(search);
  await page.goBack();
  await search.answered();
  assert.deepEqual((await shown(search)).boxes, []);
  assert.equal(await search.query(), 'backlog');
  while ((await search.query()) !== 'gondola') {
    await page.goBack();
    await search.answered();
  }
  assert.deepEqual(await shown(search), first);
  for (let step = 0; step < 8 && new URL(page.url()).searchParams.get('year') === null; step += 1) await page.goForward();
  await search.answered();
  assert.deepEqual(await shown(search), second);
});

browserTest('coming back from a result shows the results again', {}, async ({ search, page }) => {
  await search.ask('backlog', '&year=2024');
  const before = await shown(search);
  await search.titles.nth(1).click();
  await page.waitForURL(/postmortems\//);
  await page.goBack();
  await search.answered();
  assert.deepEqual(await shown(search), before);
});

browserTest('an address that names what there is not is answered all the same', {}, async ({ search }) => {
  await search.ask('kayak', '&factor=nothing-of-the-sort&sort=sideways&year=soon&page=-1&offset=9e9');
  assert.equal(await search.total(), 0);
  await search.ask('kayak', '&sort=sideways&offset=9e9&colour=blue');
  assert.deepEqual(await search.ids(), [documentOf('kayak').id]);
});
