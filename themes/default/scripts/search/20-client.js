if (typeof document !== 'undefined') {
  const { settings } = Search;

  /** After how many milliseconds of silence a worker is asked whether it is there, and after how many more it is not. */
  const SILENCE = 20_000;

  /** Names the engine and the page script that a reload did not bring newer ones of. */
  const RELOADED = 'afterword.reloaded';
  const version = `${settings.script} ${settings.engine}`;

  let worker = null;
  let lastId = 0;
  // The question that is waited for, and who asked it.
  let current = null;
  let isWaiting = false;
  let silence = null;
  let isReplaced = false;

  /** Why nothing can be asked here; none where all is well. */
  function obstacle() {
    if (location.protocol === 'file:') return 'file';
    return typeof WebAssembly !== 'object' || typeof Worker !== 'function' ? 'unsupported' : null;
  }

  /** What the session remembers; some browsers forbid it to remember anything. */
  function remembered() {
    try {
      return sessionStorage.getItem(RELOADED);
    } catch {
      return null;
    }
  }

  const reloaded = remembered();

  /** A page that does not fit its index is reloaded; what a reload did not mend, another will not. */
  function afterReload(reason) {
    if (reason !== 'version') return reason;
    if (reloaded === version) return 'mismatch';
    try {
      sessionStorage.setItem(RELOADED, version);
    } catch {
      // Then the page offers to be reloaded each time.
    }
    return reason;
  }

  function failed(reason, detail = '') {
    isWaiting = false;
    if (current) current.listener.failed(afterReload(reason), String(detail));
  }

  /** While an answer is waited for: the browser may end a worker without a word. */
  function listenForSilence() {
    clearTimeout(silence);
    if (!isWaiting) return;
    silence = setTimeout(() => {
      if (!isWaiting || !worker) return;
      worker.postMessage({ type: 'ping' });
      silence = setTimeout(replace, SILENCE);
    }, SILENCE);
  }

  function replace() {
    if (!isWaiting || !worker) return undefined;
    worker.terminate();
    worker = null;
    if (!current || isReplaced) return failed('engine', 'the worker is gone');
    isReplaced = true;
    return Search.ask(current.question, current.listener);
  }

  function receiveResults({ results, complete, files }) {
    if (complete) {
      isWaiting = false;
      isReplaced = false;
    }
    current.listener.results(results, complete);
    // Nothing else is loaded before the reader has an answer.
    if (complete) Search.keepForReadingOffline(files);
  }

  function receive({ data }) {
    listenForSilence();
    if (data.type === 'state') {
      if (current) current.listener.state(data.state);
      return;
    }
    const isOld = data.id !== null && data.id !== undefined && current && data.id !== current.question.id;
    if (!current || isOld) return;
    if (data.type === 'results') receiveResults(data);
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
    if (!worker && obstacle() === null) begin();
  };

  /**
   * Asks the worker. A newer question makes older ones obsolete.
   * @param {{query: string, filters: Object, sort: string, offset: number, limit: number, growing: boolean, facets: boolean}} question
   * @param {{results: function(Object, boolean), failed: function(string, string), state: function(string)}} listener
   */
  Search.ask = (question, listener) => {
    lastId += 1;
    current = { question: { ...question, type: 'search', id: lastId }, listener };
    const reason = obstacle();
    if (reason !== null) return failed(reason);
    Search.open();
    if (!worker) return undefined;
    worker.postMessage(current.question);
    isWaiting = true;
    return listenForSilence();
  };

  /** Forgets what was asked last, so that no answer comes. */
  Search.forget = () => {
    isWaiting = false;
    current = null;
  };

  /** Tries again what failed. */
  Search.retry = () => {
    if (worker) {
      worker.postMessage({ type: 'retry' });
      isWaiting = true;
      listenForSilence();
    } else if (current) {
      Search.ask(current.question, current.listener);
    }
  };
}
