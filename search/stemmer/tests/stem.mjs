// Asks a stemmer what a browser's worker would ask it: `node stem.mjs MODULE`. Takes words on standard input, one a line; gives
// their stems, one a line.
import { readFileSync } from 'node:fs';

const CAPACITY = 1024;
const module = new WebAssembly.Module(readFileSync(process.argv[2]));
if (WebAssembly.Module.imports(module).length > 0) throw new Error('a stemmer needs nothing from its host');
const { memory, allocate, stem } = new WebAssembly.Instance(module).exports;
const start = allocate(CAPACITY);

/** Hands a word over and gives the stem that stands in its place. */
function stemOf(word) {
  const bytes = Buffer.from(word);
  new Uint8Array(memory.buffer).set(bytes, start);
  const length = stem(start, bytes.length, CAPACITY);
  return Buffer.from(memory.buffer, start, length).toString();
}

const words = readFileSync(0, 'utf8').split('\n');
process.stdout.write(words.map(stemOf).join('\n'));
