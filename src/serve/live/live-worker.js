// The stream of news of `afterword serve`. As a shared worker this holds one for all tabs of a browser; where there are no
// such workers, each page opens one by itself, with the same function.

/** How long after a stream ended the next one is tried. */
const PAUSE = 1000;

/**
 * Tells `hear` of each change, and when the server goes away.
 *
 * @param {(news: {isAway: boolean, generation?: number, search?: string}) => void} hear
 * @returns {() => void} what ends it
 */
export function openStream(hear) {
  let stream;
  let timer;
  const open = () => {
    stream = new EventSource(new URL('events', import.meta.url));
    stream.onmessage = ({ data }) => hear({ isAway: false, ...JSON.parse(data) });
    // Some browsers try again by themselves, some give up; so this does it for all of them.
    stream.onerror = () => {
      stream.close();
      hear({ isAway: true });
      timer = setTimeout(open, PAUSE);
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    stream.close();
  };
}

if ('SharedWorkerGlobalScope' in globalThis) {
  const ports = new Set();
  let latest = null;

  self.onconnect = ({ ports: [port] }) => {
    ports.add(port);
    // A tab that is left says so; nothing else would tell of it.
    port.onmessage = () => ports.delete(port);
    if (latest) port.postMessage(latest);
  };

  openStream((news) => {
    latest = news;
    for (const port of ports) port.postMessage(news);
  });
}
