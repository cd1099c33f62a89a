if (typeof document !== 'undefined') {
  /** Whether what is pressed is meant as text. */
  const isWriting = (target) => target instanceof Element && (target.isContentEditable || target.closest('input, textarea, select, [role=textbox]') !== null);

  /** Lets the keys open the search: `/`, and Ctrl-K or Cmd-K. */
  function listenToKeys(open) {
    document.addEventListener('keydown', (event) => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !isWriting(event.target);
      const isK = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.shiftKey;
      if (!isSlash && !isK) return;
      event.preventDefault();
      open();
    });
  }

  /** Joins the field in the head of the page with the box. Focus alone opens nothing, for that would surprise. */
  function joinField(form, open) {
    const input = form.querySelector('input');
    input.setAttribute('aria-keyshortcuts', '/ Control+K');
    input.addEventListener('focus', () => Search.open());
    input.addEventListener('click', () => open(input.value));
    const move = () => {
      open(input.value);
      input.value = '';
    };
    input.addEventListener('input', (event) => !event.isComposing && move());
    input.addEventListener('compositionend', move);
    form.addEventListener('submit', (event) => {
      if (input.value.trim() !== '') return;
      event.preventDefault();
      open('');
    });
  }

  function start() {
    const root = document.querySelector('#_search_page');
    if (root) {
      Search.takeLists();
      const page = new Search.Page(root);
      listenToKeys(() => page.focus());
      return;
    }
    let box = null;
    const open = (query) => {
      box = box || new Search.Box();
      box.open(query);
    };
    listenToKeys(() => open(''));
    const form = document.querySelector('.site-search');
    if (form) joinField(form, open);
  }

  start();
}
