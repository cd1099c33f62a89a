// Hands a module files that are cut, flipped, exchanged and made up: `node damage.mjs MODULE INDEX ROUNDS SEED`. Whatever
// comes, it answers with an error and no trap, and goes on answering searches as before. Fails with what it did.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { engine } from './engine.mjs';

const [modulePath, index, rounds, seed] = process.argv.slice(2);
const { call: ask } = engine(modulePath, (start, length) => length);
const names = readdirSync(index).filter((name) => name.endsWith('.bin')).sort();
const files = new Map(names.map((name) => [name, readFileSync(join(index, name))]));
const queries = ['cache', 'cache "connection pool"', 'ca', 'zzz', '-cache year:2025', ''];

/** Numbers that look random, the same for the same seed (xorshift). */
let state = Number(seed) || 1;
function below(limit) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % limit;
}

const call = (name, ...parts) => JSON.parse(ask(name, Buffer.concat(parts)));

const DAMAGES = {
  cut: (bytes) => bytes.subarray(0, below(bytes.length)),
  longer: (bytes) => Buffer.concat([bytes, bytes.subarray(0, 1 + below(40))]),
  flipped: (bytes) => {
    const flipped = Buffer.from(bytes);
    for (let count = 1 + below(8); count > 0; count -= 1) flipped[below(flipped.length)] ^= 1 << below(8);
    return flipped;
  },
  exchanged: () => files.get(names[below(names.length)]),
  shuffled: (bytes) => {
    const at = below(bytes.length);
    return Buffer.concat([bytes.subarray(at), bytes.subarray(0, at)]);
  },
  made: () => Buffer.from(Array.from({ length: below(3000) }, () => below(256))),
};

/** Searches with what is there; puts a part of what is missing, as if the rest could not be had. */
function search(query, share) {
  for (let round = 0; round < 8; round += 1) {
    const answer = call('search', Buffer.from(JSON.stringify({ query, growing: true, facets: true })));
    if (answer.error) throw new Error(`"${query}": ${JSON.stringify(answer.error)}`);
    if (answer.needs.length === 0) return JSON.stringify(answer.results);
    const put = answer.needs.filter(() => below(100) < share);
    for (const name of put) expect(!call('put', Buffer.from(name), files.get(`${name}.bin`)).error, `${name} is whole`);
  }
  return null;
}

function expect(held, what) {
  if (!held) throw new Error(what);
}

const open = () => expect(!call('open', files.get('index.bin')).error, 'the root is whole');
open();
const expected = queries.map((query) => search(query, 100));
for (let round = 0; round < Number(rounds); round += 1) {
  if (round % 50 === 0) open();
  const kinds = Object.keys(DAMAGES);
  const kind = kinds[below(kinds.length)];
  const name = names[below(names.length)];
  const damaged = DAMAGES[kind](files.get(name));
  const answer =
    name === 'index.bin' ? call('open', damaged) : call('put', Buffer.from(name.replace('.bin', '')), damaged);
  expect(damaged.equals(files.get(name)) || answer.error, `round ${round}: ${name}, ${kind}, was taken`);
  const asked = below(queries.length);
  const found = search(queries[asked], 70);
  expect(found === null || found === expected[asked], `round ${round}: "${queries[asked]}" finds something else`);
}
