// What a browser keeps of a site for when there is no network.

/** Asks the page until it says yes; the time that a test may take ends it. Playwright's own takes a promise for a yes. */
async function until(page, predicate) {
  while (!(await page.evaluate(predicate)));
}

/** Paths of all that is kept. */
export async function kept(page) {
  return page.evaluate(async () => {
    const opened = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const requests = await Promise.all(opened.map((cache) => cache.keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname).sort();
  });
}

/** Waits until something is kept whose path matches, for each of the patterns. */
export async function keeps(page, patterns) {
  const isMissing = (paths) => patterns.some((pattern) => !paths.some((path) => new RegExp(pattern).test(path)));
  while (isMissing(await kept(page)));
}

/** Waits until there is a worker that answers for the page. */
export async function controlled(page) {
  await until(page, () => navigator.serviceWorker.controller?.state === 'activated');
}

/** Waits until nothing is kept any more but files of the theme, which hold nothing of anybody's. */
export async function freed(page) {
  while ((await kept(page)).some((path) => !path.includes('/assets/')));
}

/** Waits until no worker is registered any more. */
export async function unregistered(page) {
  await until(page, async () => (await navigator.serviceWorker.getRegistrations()).length === 0);
}
