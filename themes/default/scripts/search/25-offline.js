if (typeof document !== 'undefined') {
  const { settings } = Search;
  let isAsked = false;

  /** What this page is made of: it was loaded before the service worker was there. */
  function addresses() {
    const loaded = performance.getEntriesByType('resource').map((resource) => resource.name);
    return [...new Set([location.href.split('#')[0], settings.script, settings.engine, `${settings.index}index.bin`, ...loaded])];
  }

  /** Lets the browser keep what is visited, where it can; without that, all works but for reading without a network. */
  Search.keepForReadingOffline = async () => {
    if (isAsked || !window.isSecureContext || !navigator.serviceWorker) return;
    isAsked = true;
    try {
      await navigator.serviceWorker.register(`${settings.home}sw.js`, { scope: settings.home });
      const { active } = await navigator.serviceWorker.ready;
      active.postMessage({ type: 'keep', addresses: addresses() });
    } catch {
      // A host or a browser that refuses service workers keeps nobody from searching.
    }
  };
}
