// What axe says of a page.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What is against the rules, a line each.
 *
 * @param {{preload?: boolean}} options `preload: false` where a style sheet stands in a shadow root: axe would copy it in a way
 *   that the policy stops
 */
export async function violations(page, { preload = true } = {}) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((options) => window.axe.run(options), { runOnly: TAGS, preload });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`));
}
