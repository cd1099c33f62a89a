// Measures bases: builds each, searches its site in Chromium, and prints a table.

import { execFileSync, spawnSync } from 'node:child_process';
import { cp, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { chromium } from '../../tests/browser/node_modules/playwright-core/index.mjs';
import { FLAGS } from '../../tests/browser/support/flags.mjs';
import { knownItems } from './known-items.mjs';
import { asking, documentsOf, FURTHER, transferred, transferredByPagefind } from './reader.mjs';

const QUESTIONS = 200;
const REPEATS = 30;

const { values: options, positionals: bases } = parseArgs({
  allowPositionals: true,
  options: { output: { type: 'string' }, pagefind: { type: 'boolean', default: false } },
});

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });
const columns = [];
for (const base of bases) columns.push(await measured(base));
await browser.close();
print(columns);

async function measured(base) {
  const site = join(options.output, basename(base));
  await rm(site, { recursive: true, force: true });
  say(`${base}: building`);
  const build = processorSeconds(process.env.AFTERWORD, ['build', base, '--quiet', '--output', site, '--base-url', '/']);
  say(`${base}: reading`);
  const known = await knownItems(documentsOf(base), QUESTIONS);
  const index = await folderSize(join(site, 'search', 'data'));
  say(`${base}: searching`);
  const brotli = await transferred(browser, site, 'br');
  const gzip = await transferred(browser, site, 'gzip');
  const { warm, ranks } = await asked(site, known.questions);
  const column = { known, build, index, brotli, gzip, warm, ranks, indexing: indexing(base, known.documents) };
  if (options.pagefind) column.pagefind = await pagefind(site, known);
  return column;
}

/** Seconds of processor time of a command and its children; exit code 1 means that there were findings. */
function processorSeconds(command, parameters) {
  const timed = ['-c', 'TIMEFORMAT="%U %S"; time "$@" >/dev/null 2>&1', 'bash', command, ...parameters];
  const { status, stderr } = spawnSync('bash', timed, { encoding: 'utf8' });
  if (status > 1) throw new Error(`${command} ${parameters.join(' ')}: exit code ${status}`);
  const [user, system] = stderr.trim().split(' ').map(Number);
  return user + system;
}

/** Processor seconds that indexing alone takes for each 1,000 documents, by the crate's own example. */
function indexing(base, documents) {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const parameters = ['run', '--release', '--locked', '--quiet', '-p', 'afterword-search', '--example', 'measure', '--', documentsOf(base)];
  const printed = process.env.MEASURE
    ? execFileSync(process.env.MEASURE, [documentsOf(base)], { encoding: 'utf8' })
    : execFileSync('cargo', parameters, { cwd: root, encoding: 'utf8' });
  return (Number(/([\d.]+) CPU-s/.exec(printed)[1]) * 1000) / documents;
}

async function folderSize(folder) {
  const size = { files: 0, bytes: 0 };
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    size.files += 1;
    size.bytes += (await stat(join(entry.parentPath ?? entry.path, entry.name))).size;
  }
  return size;
}

async function asked(site, questions) {
  const reader = await asking(browser, site);
  const warm = [];
  for (const query of FURTHER) await reader.ask({ query, facets: true });
  for (let repeat = 0; repeat < REPEATS; repeat += 1) {
    warm.push((await reader.ask({ query: FURTHER[repeat % FURTHER.length], facets: true })).milliseconds);
  }
  const ranks = [];
  for (const { kind, query, id } of questions) {
    const { results } = await reader.ask({ query, limit: 3 });
    ranks.push({ kind, query, rank: results.hits.findIndex((hit) => hit.id === id) });
  }
  await reader.close();
  return { warm, ranks };
}

async function pagefind(site, known) {
  const copy = `${site}-pagefind`;
  await rm(copy, { recursive: true, force: true });
  await cp(site, copy, { recursive: true });
  say(`${copy}: Pagefind`);
  const binary = join(dirname(fileURLToPath(import.meta.url)), 'node_modules/.bin/pagefind');
  const seconds = processorSeconds(binary, ['--site', copy, '--glob', 'postmortems/*/index.html', '--quiet']);
  const index = await folderSize(join(copy, 'pagefind'));
  const brotli = await transferredByPagefind(browser, copy, 'br', known.questions);
  const gzip = await transferredByPagefind(browser, copy, 'gzip', []);
  return { seconds: (seconds * 1000) / known.documents, index, brotli, gzip };
}

function print(all) {
  const ours = rows(all, (column) => ({ ...column, milliseconds: column.warm, seconds: column.indexing }));
  const peer = options.pagefind && rows(all, (column) => ({
    ...column, ...column.pagefind, ranks: column.pagefind.brotli.ranks,
    milliseconds: column.pagefind.brotli.further.map(({ milliseconds }) => milliseconds),
  }));
  const sizes = all.map(({ known }) => `${grouped(known.documents)} documents (${megabytes(known.bytes)} of Markdown)`);
  const headings = ['what', 'bar', ...sizes, ...(peer ? sizes.map((size) => `Pagefind, ${size}`) : [])];
  console.log(`\n| ${headings.join(' | ')} |`);
  console.log(`|${' --- |'.repeat(headings.length)}`);
  ours.forEach((cells, row) => console.log(`| ${[...cells, ...(peer ? peer[row].slice(2) : [])].join(' | ')} |`));
  const builds = all.map(({ build }) => `${build.toFixed(1)} CPU-s`).join(', ');
  console.log(`\nBytes are those of bodies, in brackets with headers; of all requests until a page of results has its texts. Brotli 11,
gzip 9; index files as they are. A further query: the median of ${FURTHER.length}. Whole builds: ${builds}.`);
  for (const { known, brotli } of all) {
    const parts = Object.entries(brotli.parts).map(([name, part]) => `${name} ${cost(part)}`);
    console.log(`\n${grouped(known.documents)} documents, before the first result: ${parts.join('; ')}`);
  }
  for (const { ranks } of all) {
    for (const { kind, query, rank } of ranks.filter(({ rank: place }) => place !== 0)) {
      console.log(`not first: ${kind}: ${query} (${rank < 0 ? 'not among three' : `place ${rank + 1}`})`);
    }
  }
  for (const { brotli } of all) {
    for (const { query, bytes, requests } of brotli.further) console.log(`${kilobytes(bytes)}, ${requests} requests: ${query}`);
  }
}

function rows(all, view) {
  const row = (what, bar, cell) => [what, bar, ...all.map((column) => cell(view(column)))];
  return [
    row('before the first result, brotli', '900 KB at 10,000, 750 KB at 1,000', ({ brotli: { first } }) => cost(first)),
    row('the same, gzip', '', ({ gzip: { first } }) => cost(first)),
    row('a further query', '150 KB, fewer than 12 requests', ({ brotli: { further } }) => furtherCost(further)),
    row('a warm query', '30 ms', ({ milliseconds }) => `${medianOf(milliseconds).toFixed(1)} ms`),
    row('index on disk', '1.1 of the Markdown, 4,000 files', ({ index, known }) =>
      `${megabytes(index.bytes)}, ${(index.bytes / known.bytes).toFixed(2)} of the Markdown, ${grouped(index.files)} files`),
    row('indexing 1,000 documents', '0.5 CPU-s', ({ seconds }) => `${seconds.toFixed(2)} CPU-s`),
    row('found first', '95 %', ({ ranks }) => share(ranks, 1)),
    row('found among the first three', '99 %', ({ ranks }) => share(ranks, 3)),
  ];
}

function share(ranks, places) {
  const percent = (some) => `${((100 * some.filter(({ rank }) => rank >= 0 && rank < places).length) / some.length).toFixed(1)} %`;
  const kinds = [...new Set(ranks.map(({ kind }) => kind))];
  return `${percent(ranks)} (${kinds.map((kind) => `${kind} ${percent(ranks.filter((it) => it.kind === kind))}`).join(', ')})`;
}

function furtherCost(further) {
  const most = Math.max(...further.map(({ requests }) => requests));
  const [bytes, wire, requests] = ['bytes', 'wire', 'requests'].map((key) => medianOf(further.map((one) => one[key])));
  return `${cost({ bytes, wire, requests })}, at most ${most}`;
}

function cost({ bytes, wire, requests }) {
  return `${kilobytes(bytes)} (${kilobytes(wire)}), ${requests} requests`;
}

function medianOf(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(0)} KB`;
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function grouped(number) {
  return number.toLocaleString('en');
}

function say(text) {
  console.error(text);
}
