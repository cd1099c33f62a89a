// Builds the sites that the tests look at, with the afterword binary named by `AFTERWORD`, into `output/`.

import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { writeBase, writeGermanBase } from './support/base.mjs';
import { BASES, EXAMPLE, OUTPUT, SITES } from './support/places.mjs';

const binary = resolve(process.env.AFTERWORD ?? 'target/debug/afterword');

function build(base, site, ...options) {
  // A day, so that no action item of the example becomes overdue.
  const env = { ...process.env, SOURCE_DATE_EPOCH: '1782864000' };
  const parameters = ['build', base, '--quiet', '--output', join(SITES, site), ...options];
  try {
    execFileSync(binary, parameters, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    // Findings are expected: 1 says that there are some.
    if (error.status !== 1) throw new Error(`${binary} ${parameters.join(' ')}: ${error.stderr ?? error.message}`);
  }
}

await rm(OUTPUT, { recursive: true, force: true });
await writeBase(join(BASES, 'known'));
await writeBase(join(BASES, 'later'), { changed: 'An afterthought was added.' });
await writeBase(join(BASES, 'online'), { config: '[site]\noffline = false\n' });
await writeGermanBase(join(BASES, 'german'));
build(join(BASES, 'known'), 'known');
build(join(BASES, 'known'), 'below', '--base-url', '/docs/kb/');
build(join(BASES, 'later'), 'later');
build(join(BASES, 'online'), 'online');
build(join(BASES, 'german'), 'german');
build(EXAMPLE, 'example', '--base-url', '/');
