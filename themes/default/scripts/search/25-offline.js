if (typeof document !== 'undefined') {
  const { settings } = Search;
  const isPossible = window.isSecureContext && Boolean(navigator.serviceWorker) && document.currentScript.dataset.offline !== 'off';
  const told = new Set();
  let registration = null;

  /** What this page is made of: it was loaded before the service worker was there. */
  function addresses() {
    const loaded = performance.getEntriesByType('resource').map((resource) => resource.name);
    return [location.href.split('#')[0], settings.script, settings.engine, ...loaded];
  }

  /**
   * Lets the browser keep what is visited, where it can; without that, all works but for reading without a network.
   * @param {string[]} files what the search was answered from: the worker's files are not among those of the page
   */
  Search.keepForReadingOffline = async (files) => {
    if (!isPossible) return;
    try {
      registration ||= navigator.serviceWorker.register(`${settings.home}sw.js`, { scope: settings.home });
      await registration;
      const { active } = await navigator.serviceWorker.ready;
      const untold = [...new Set([...addresses(), ...files])].filter((address) => !told.has(address));
      untold.forEach((address) => told.add(address));
      if (untold.length > 0) active.postMessage({ type: 'keep', addresses: untold });
    } catch {
      // A host or a browser that refuses service workers keeps nobody from searching.
    }
  };
}
