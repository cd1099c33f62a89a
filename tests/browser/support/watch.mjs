// Knows when a page has its answer: by what it asks its worker, and what comes back. Both functions run in the page.

/** Listens to what a page says to its worker. To run before the page's own scripts. */
export function watchWorker() {
  const heard = { asked: null, answered: 0, failed: null, answers: 0 };
  globalThis.heard = heard;
  if (typeof Worker !== 'function') return;
  const { postMessage } = Worker.prototype;
  const listening = new WeakSet();
  // The page listens before it posts, so that what is heard here has been shown.
  const listen = (worker) => worker.addEventListener('message', ({ data }) => {
    if (data.type === 'failed') heard.failed = data.reason;
    if (data.type !== 'results') return;
    heard.failed = null;
    heard.answers += 1;
    if (data.complete) heard.answered = data.id;
  });
  Worker.prototype.postMessage = function post(message, ...rest) {
    if (!listening.has(this)) listen(this);
    listening.add(this);
    if (message?.type === 'search') heard.asked = message;
    if (message?.type === 'search' || message?.type === 'retry') heard.failed = null;
    return postMessage.call(this, message, ...rest);
  };
}

/** Whether the search page shows all that its field and its address ask for, or why it cannot. */
export function isPageAnswered() {
  const { heard } = globalThis;
  const field = document.querySelector('main input[type="search"]');
  const address = new URLSearchParams(location.search);
  const FACETS = ['factor', 'service', 'severity', 'year', 'detected_by', 'kind'];
  const sorted = (values) => JSON.stringify([...new Set(values)].filter(Boolean).sort());
  const isSame = (facet) => sorted(heard.asked.filters[facet] ?? []) === sorted(address.getAll(facet));
  const alerts = document.querySelector('main [role="alert"]')?.checkVisibility() ?? false;
  if (!heard.asked) return alerts;
  if (heard.failed === null ? heard.answered !== heard.asked.id : !alerts) return false;
  const isAsked = [heard.asked.query, address.get('q') ?? ''].every((query) => query.trim() === field.value.trim());
  return isAsked && FACETS.every(isSame);
}

/** Whether the box shows the answer to its field. */
export function isBoxAnswered() {
  const { heard } = globalThis;
  const field = document.querySelector('dialog[open] input[type="search"]');
  if (!field || heard.asked?.query.trim() !== field.value.trim()) return false;
  return heard.failed !== null || heard.answered === heard.asked.id;
}
