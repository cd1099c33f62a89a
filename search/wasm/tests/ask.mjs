// Asks a module what a browser's worker would ask it: `node ask.mjs MODULE INDEX`, where INDEX is a folder with the root and
// the chunks. Takes searches on standard input, one JSON text a line; gives the last answer to each, one a line.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { engine } from './engine.mjs';

const [modulePath, index] = process.argv.slice(2);
const file = (name) => readFileSync(join(index, name));
const { exports, call } = engine(modulePath, stem);
let stemmer = null;

/** Stems a word in the engine's memory by the stemmer that the index names. */
function stem(start, length, capacity) {
  const place = stemmer.allocate(capacity);
  const word = new Uint8Array(exports.memory.buffer, start, capacity);
  new Uint8Array(stemmer.memory.buffer).set(word, place);
  const stemmed = stemmer.stem(place, length, capacity);
  word.set(new Uint8Array(stemmer.memory.buffer, place, stemmed));
  return stemmed;
}

function expectNoError(text) {
  if (JSON.parse(text).error) throw new Error(text);
}

/** Asks until nothing is missing. */
function search(request) {
  for (;;) {
    const answer = call('search', Buffer.from(request));
    const { needs = [] } = JSON.parse(answer);
    if (needs.length === 0) return answer;
    for (const name of needs) expectNoError(call('put', Buffer.concat([Buffer.from(name), file(`${name}.bin`)])));
  }
}

const opened = call('open', file('index.bin'));
expectNoError(opened);
const { stemmer: stemmerName } = JSON.parse(opened);
if (stemmerName) stemmer = new WebAssembly.Instance(new WebAssembly.Module(file(stemmerName))).exports;
const answers = readFileSync(0, 'utf8').split('\n').filter(Boolean).map(search);
process.stdout.write(answers.map((answer) => `${answer}\n`).join(''));
