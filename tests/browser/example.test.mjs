// Questions to the knowledge base of the project.

import assert from 'node:assert/strict';

import { browserTest } from './support/harness.mjs';

const EXAMPLE = { site: 'example' };

const QUESTIONS = [
  ['black friday connection pools', '2024-11-29-black-friday-connection-pools'],
  ['firmware boot loop', '2025-04-22-lockers-firmware-boot-loop'],
  ['hour that happened twice', '2024-10-27-lockers-codes-on-the-hour-that-happened-twice'],
  ['tokens from the future', '2025-06-05-identity-token-clock-skew'],
  ['dns change', '2025-09-02-platform-dns-change'],
  ['consumer stuck one parcel', '2024-11-20-tracking-consumer-stuck-on-one-parcel'],
];

browserTest('questions to the example find its incidents first', EXAMPLE, async ({ search }) => {
  for (const [question, id] of QUESTIONS) {
    await search.ask(question);
    assert.equal((await search.ids())[0], id, question);
  }
});

browserTest('every example of the help finds something', EXAMPLE, async ({ search, page }) => {
  await search.open();
  const examples = await page.locator('.search-example').allTextContents();
  assert.ok(examples.length > 20);
  for (const example of examples) {
    await search.ask(example);
    assert.notEqual(await search.total(), 0, example);
  }
});

browserTest('every document of the example can be browsed to, newest first', EXAMPLE, async ({ search }) => {
  await search.open('?kind=postmortem&n=400');
  await search.answered();
  const ids = await search.ids();
  assert.equal(ids.length, await search.total());
  const days = ids.map((id) => id.slice(0, 7));
  assert.deepEqual(days, [...days].sort().reverse());
});
