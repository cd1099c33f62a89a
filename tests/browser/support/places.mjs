// Where things are.

import { fileURLToPath } from 'node:url';

const place = (path) => fileURLToPath(new URL(path, import.meta.url));

/** What the tests make: ignored by git. */
export const OUTPUT = place('../output');
/** Knowledge bases as Markdown. */
export const BASES = place('../output/bases');
/** The sites that were built of them. */
export const SITES = place('../output/sites');
/** The sites of real documents, where the tests were given some. */
export const CORPORA = place('../output/corpora');
/** Pictures of pages on which a test failed. */
export const SCREENSHOTS = place('../output/failures');
/** The knowledge base of the project. */
export const EXAMPLE = place('../../../example-site');
