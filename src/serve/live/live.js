'use strict';

// What `afterword serve` adds to each page: it follows the files while they are written. This script runs before all
// others that are deferred, so that it sees the page as the server sent it. It remembers that as the page's source, each
// node with the one on the screen; what differs in a later source is then changed there, and nothing else is.

(() => {
  const script = document.currentScript;
  if (!script || document.contentType !== 'text/html') return;

  /** What the page was made of, and where its nodes are on the screen. */
  let source = document.cloneNode(true);
  const live = new WeakMap();
  /** Which bytes of the page are on the screen. */
  let version = script.dataset.version;
  /** Whether there is, or was, a page at this address: not where the page that is shown says that there is none. */
  let isThere = wasFound();
  /** Whether the page is the server's own, since the site has none. */
  const isMessage = version === '';
  /** Which generation of the site the page is held against. */
  let generation = null;
  /** Whether the server went away since then: another may count its generations anew. */
  let isLost = false;
  let panel;
  let pictures;
  let parts;
  let isAsking = false;
  let isStale = false;

  const beside = (name) => new URL(name, script.src).href;

  function pair(from, to) {
    live.set(from, to);
    for (let a = from.firstChild, b = to.firstChild; a && b; a = a.nextSibling, b = b.nextSibling) pair(a, b);
  }

  /** What browsers show instead of scripts is text to one parser and elements to another. It is not seen here. */
  function withoutNoscript(root) {
    for (const element of root.querySelectorAll('noscript')) element.replaceChildren();
    return root;
  }

  /** Whether scripts of the page ran before this one, so that what this one found is not what the server sent. */
  function hasEarlyScripts() {
    return [...document.scripts].some(({ src, type, defer }) => src && !defer && /^$|javascript/.test(type));
  }

  function wasFound() {
    const status = performance.getEntriesByType('navigation')[0]?.responseStatus;
    return status === undefined || status < 400;
  }

  /** Loads the page anew, once for each of its versions. */
  function reload(next) {
    const reason = `${location.pathname} ${next}`;
    try {
      if (sessionStorage.getItem('afterword-reloaded') === reason) return;
      sessionStorage.setItem('afterword-reloaded', reason);
    } catch {
      // Where nothing can be kept, a page that is never as the server says is loaded with each change.
    }
    location.reload();
  }

  /** Fetches the page as it is now. */
  async function fetchPage() {
    const response = await fetch(location.pathname + location.search, { cache: 'no-store' });
    const fresh = withoutNoscript(new DOMParser().parseFromString(await response.text(), 'text/html'));
    const own = [...fresh.scripts].find((other) => other.dataset.version && other.src === script.src);
    return { fresh, next: own?.dataset.version, isPage: response.status < 400, isElsewhere: response.redirected };
  }

  /** Shows what is new in the page. */
  async function swap() {
    const { fresh, next, isPage, isElsewhere } = await fetchPage();
    if (!next || next === version || (isThere && !isPage)) return;
    if (isPage !== isThere || isElsewhere) return reload(next);
    try {
      parts.patch(source, fresh, live);
    } catch {
      // A part is gone, or scripts changed: what is on the screen cannot become the new page.
      reload(next);
    }
    version = next;
  }

  /** Takes as the source what the server sent, in place of what earlier scripts had made of it. */
  async function recover() {
    const { fresh, next } = await fetchPage();
    if (next !== version) return;
    parts.match(source, fresh, live);
    source = fresh;
  }

  /** Asks what there is to know of this page, and follows it. */
  async function ask() {
    const response = await fetch(`${beside('state')}?path=${encodeURIComponent(location.pathname)}`, { cache: 'no-store' });
    if (!response.ok) {
      // The site stands below another path now.
      panel.miss(response.status === 404);
      return;
    }
    const state = await response.json();
    const isNew = generation !== null && (isLost || state.generation !== generation);
    generation = state.generation;
    isLost = false;
    // A page of the server's own says itself what is broken.
    if (isMessage && state.broken && !document.body.textContent.includes(state.broken.text.trim())) {
      location.reload();
      return;
    }
    panel.show({ ...state, isThere, broken: isMessage ? null : state.broken });
    panel.miss(isThere && state.version === null && !state.broken);
    // The last good page stays, below what is broken and where there is none any more.
    if (state.broken || (isThere && state.version === null)) return;
    if (state.version !== null ? state.version !== version : isNew && !isThere) await swap();
    pictures.follow(isNew);
  }

  /** Asks once at a time, and once more where something changed meanwhile. A page that nobody sees asks when it is seen. */
  async function follow() {
    isStale = true;
    if (isAsking) return;
    isAsking = true;
    while (isStale && document.visibilityState === 'visible') {
      isStale = false;
      // Where the server is away, the stream says so, and asks again when it is back.
      await ask().catch(() => {});
    }
    isAsking = false;
  }

  function hear(news) {
    panel.leave(news.isAway);
    if (news.isAway) {
      isLost = true;
      return;
    }
    panel.search(news.search);
    // Also where the generation is the same: what is broken makes no new one.
    follow();
  }

  /**
   * Hears of changes: by one stream for all tabs, since browsers open few connections to a host, or by one of its own. A
   * page that is left lets go of it, and takes it up when it comes back from the browser's memory.
   */
  function listen(openStream) {
    let close = () => {};
    const listenAlone = () => {
      close = openStream(hear);
    };
    const open = () => {
      try {
        close = openShared(listenAlone);
      } catch {
        listenAlone();
      }
    };
    addEventListener('pagehide', () => close());
    addEventListener('pageshow', (event) => event.persisted && open());
    open();
  }

  function openShared(fail) {
    const worker = new SharedWorker(beside('live-worker.js'), { type: 'module' });
    worker.onerror = fail;
    worker.port.onmessage = ({ data }) => hear(data);
    return () => {
      worker.port.postMessage('leave');
      worker.port.close();
    };
  }

  async function start(isChanged) {
    const names = ['live-panel.js', 'live-patch.js', 'live-pictures.js', 'live-worker.js'];
    const modules = await Promise.all(names.map((name) => import(beside(name))));
    parts = Object.assign({}, ...modules);
    if (isChanged) await recover();
    panel = new parts.Panel({ home: beside('..'), style: beside('live.css') });
    pictures = new parts.Pictures();
    document.addEventListener('visibilitychange', () => isStale && follow());
    listen(parts.openStream);
  }

  pair(source, document);
  withoutNoscript(source);
  // Where a part does not come, the page is as it would be without this script.
  start(hasEarlyScripts()).catch(() => {});
})();
