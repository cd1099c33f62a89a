'use strict';

// The switch between light and dark, with usual or more contrast. It stands in each page and is shown once this runs; without it, pages follow the
// system. The script is deferred, yet the browser paints nothing before it ran, so that no page flashes in the other
// scheme (`blocking="render"`).

(() => {
  const KEY = 'afterword-scheme';
  const CHOICES = ['light', 'dark', 'light-more', 'dark-more'];
  const root = document.documentElement;

  /** What the reader chose: a scheme, with `-more` for more contrast, or `system`, also where nothing can be kept. */
  function chosen() {
    try {
      const kept = localStorage.getItem(KEY);
      return CHOICES.includes(kept) ? kept : 'system';
    } catch {
      return 'system';
    }
  }

  function keep(choice) {
    try {
      if (choice === 'system') localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, choice);
    } catch {
      // It then holds for this page alone.
    }
  }

  /** Gives the page, and the browser's own frame around it, the colours of a choice. */
  function show(choice) {
    const [scheme, contrast] = choice.split('-');
    if (choice === 'system') delete root.dataset.scheme;
    else root.dataset.scheme = scheme;
    if (contrast) root.dataset.contrast = contrast;
    else delete root.dataset.contrast;
    for (const meta of document.querySelectorAll('meta[name="theme-color"][data-scheme]')) {
      const own = meta.dataset.scheme;
      const fixed = own === scheme ? 'all' : 'not all';
      meta.media = choice === 'system' ? `(prefers-color-scheme: ${own})` : fixed;
    }
    for (const select of document.querySelectorAll('.scheme select')) select.value = choice;
  }

  function start() {
    show(chosen());
    for (const box of document.querySelectorAll('.scheme')) {
      box.hidden = false;
      box.querySelector('select').addEventListener('change', (event) => {
        keep(event.target.value);
        show(event.target.value);
      });
    }
    // Other tabs, and pages that come back from the browser's memory, follow.
    addEventListener('storage', (event) => {
      if (event.key === KEY || event.key === null) show(chosen());
    });
    addEventListener('pageshow', (event) => {
      if (event.persisted) show(chosen());
    });
  }

  start();
})();
