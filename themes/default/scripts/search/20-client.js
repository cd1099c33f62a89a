if (typeof document !== 'undefined') {
  const { settings } = Search;
  let worker = null;
  let lastId = 0;
  // The question that is waited for, and who asked it.
  let current = null;

  const isUnsupported = () => typeof WebAssembly !== 'object' || typeof Worker !== 'function';

  function failed(reason, detail = '') {
    if (current) current.listener.failed(reason, String(detail));
  }

  function receive({ data }) {
    if (data.type === 'state') {
      if (current) current.listener.state(data.state);
      return;
    }
    const isOld = data.id !== null && data.id !== undefined && current && data.id !== current.question.id;
    if (!current || isOld) return;
    if (data.type === 'results') {
      current.listener.results(data.results, data.complete);
      // Nothing else is loaded before the reader has an answer.
      if (data.complete) Search.keepForReadingOffline();
    }
    if (data.type === 'failed') failed(data.reason, data.detail);
  }

  /** Why the script did not come: a site that was published anew has another one. */
  async function absence() {
    try {
      const { status } = await fetch(settings.script, { cache: 'no-store' });
      return status === 404 || status === 410 ? 'version' : 'network';
    } catch {
      return 'network';
    }
  }

  /** A worker that could not be loaded or fell over; the next question begins with another one. */
  async function lose(event) {
    event.preventDefault();
    worker.terminate();
    worker = null;
    const lost = current;
    // An event without a message comes of a script that could not be fetched.
    const reason = event.message ? 'engine' : await absence();
    if (current === lost) failed(reason, event.message);
  }

  function begin() {
    try {
      worker = new Worker(settings.script, { name: 'search' });
    } catch (error) {
      return failed('unsupported', error);
    }
    worker.addEventListener('message', receive);
    worker.addEventListener('error', lose);
    worker.postMessage({ type: 'open', engine: settings.engine, index: settings.index });
    return undefined;
  }

  /** Begins to fetch the engine and the index, once. */
  Search.open = () => {
    if (!worker && !isUnsupported()) begin();
  };

  /**
   * Asks the worker. A newer question makes older ones obsolete.
   * @param {{query: string, filters: Object, sort: string, offset: number, limit: number, growing: boolean, facets: boolean}} question
   * @param {{results: function(Object, boolean), failed: function(string, string), state: function(string)}} listener
   */
  Search.ask = (question, listener) => {
    lastId += 1;
    current = { question: { ...question, type: 'search', id: lastId }, listener };
    if (isUnsupported()) return failed('unsupported');
    Search.open();
    if (worker) worker.postMessage(current.question);
    return undefined;
  };

  /** Forgets what was asked last, so that no answer comes. */
  Search.forget = () => {
    current = null;
  };

  /** Tries again what failed. */
  Search.retry = () => {
    if (worker) {
      worker.postMessage({ type: 'retry' });
    } else if (current) {
      Search.ask(current.question, current.listener);
    }
  };
}
