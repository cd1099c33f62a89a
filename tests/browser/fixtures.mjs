// Builds the sites that the tests look at, with the afterword binary named by `AFTERWORD`, into `output/`: those of the tests'
// own knowledge bases, of the example, and of each folder in `AFTERWORD_CORPORA`, if it is set.

import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { writeBase, writeGermanBase } from './support/base.mjs';
import { writeWorstBase } from './support/worst.mjs';
import { BASES, CORPORA, EXAMPLE, OUTPUT, SITES } from './support/places.mjs';

const binary = resolve(process.env.AFTERWORD ?? 'target/debug/afterword');

function build(base, site, ...options) {
  // A day, so that no action item of the example becomes overdue.
  const env = { ...process.env, SOURCE_DATE_EPOCH: '1782864000' };
  const parameters = ['build', base, '--quiet', '--output', resolve(SITES, site), ...options];
  try {
    execFileSync(binary, parameters, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    // Findings are expected: 1 says that there are some.
    if (error.status !== 1) throw new Error(`${binary} ${parameters.join(' ')}: ${error.stderr ?? error.message}`);
  }
}

/** A copy of a knowledge base that is shown by the theme without a script. */
async function copyInPlain(from, base) {
  await cp(from, base, { recursive: true, filter: (path) => !path.endsWith('/public') });
  const configuration = join(base, 'afterword.toml');
  await writeFile(configuration, `theme = "plain"\n${await readFile(configuration, 'utf8')}`);
}

await rm(OUTPUT, { recursive: true, force: true });
await writeBase(join(BASES, 'known'));
await writeBase(join(BASES, 'later'), { changed: 'An afterthought was added.' });
await writeBase(join(BASES, 'online'), { config: '[site]\noffline = false\n' });
await writeGermanBase(join(BASES, 'german'));
await writeWorstBase(join(BASES, 'worst'));
await copyInPlain(EXAMPLE, join(BASES, 'plain'));
await copyInPlain(join(BASES, 'worst'), join(BASES, 'plain-worst'));
build(join(BASES, 'known'), 'known');
build(join(BASES, 'known'), 'below', '--base-url', '/docs/kb/');
build(join(BASES, 'later'), 'later');
build(join(BASES, 'online'), 'online');
build(join(BASES, 'german'), 'german');
build(join(BASES, 'worst'), 'worst');
build(join(BASES, 'plain'), 'plain', '--base-url', '/');
build(join(BASES, 'plain-worst'), 'plain-worst');
build(EXAMPLE, 'example', '--base-url', '/');
build(EXAMPLE, 'published', '--base-url', 'https://knowledge.example/');
if (process.env.AFTERWORD_CORPORA) {
  const folders = readdirSync(process.env.AFTERWORD_CORPORA, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of folders) build(join(process.env.AFTERWORD_CORPORA, name), join(CORPORA, name));
}
