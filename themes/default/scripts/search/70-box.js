if (typeof document !== 'undefined') {
  const { element, button } = Search;

  const HINT = [Search.say('hint'), Search.settings.examples].filter(Boolean).join(', ');

  // Where this tab keeps what was asked last.
  const KEPT = `afterword-search ${Search.settings.home}`;

  /** Keeps what was asked when a result is opened, so that it is at hand again. */
  const keepQuery = (query) => {
    try {
      sessionStorage.setItem(KEPT, query);
    } catch {
      // A browser that keeps nothing offers nothing.
    }
  };

  const keptQuery = () => {
    try {
      return sessionStorage.getItem(KEPT) || '';
    } catch {
      return '';
    }
  };

  /** The box that opens over any page: an input, the first results, and the way to all of them. */
  Search.Box = class {
    constructor() {
      this.active = -1;
      this.query = '';
      // What is shown answers the query.
      this.results = null;
      this.make();
      document.body.append(this.element);
      this.listen();
    }

    make() {
      const combobox = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': '_search_options', 'aria-describedby': '_search_hint' };
      const plain = { autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', maxlength: '1000', enterkeyhint: 'search' };
      this.input = element('input', { class: 'search-input', type: 'search', name: 'q', 'aria-label': Search.say('search'), placeholder: Search.say('search-all-pages'), ...combobox, ...plain });
      this.form = element('form', { class: 'search-box-form', role: 'search', action: Search.settings.page }, this.input, button('search-close', Search.say('close'), () => this.close()));
      this.told = element('p', { class: 'search-status', 'aria-hidden': 'true' });
      this.hint = element('p', { class: 'search-status', id: '_search_hint' }, HINT);
      this.status = element('p', { class: 'visually-hidden', role: 'status' });
      this.remarks = element('div', { class: 'search-remarks' });
      this.list = element('div', { class: 'search-options', id: '_search_options', role: 'listbox', 'aria-label': Search.say('results-label') });
      this.trouble = element('div', { class: 'search-trouble' });
      this.all = element('a', { class: 'search-all' });
      const help = element('a', { href: `${Search.settings.page}#how-to-search` }, Search.say('how'));
      const foot = element('div', { class: 'search-box-foot' }, this.all, help);
      this.inside = element('div', { class: 'search-box-inside' }, this.form, this.hint, this.told, this.status, this.remarks, this.list, this.trouble, foot);
      this.element = element('dialog', { class: 'search-box', 'aria-label': Search.say('search') }, this.inside);
    }

    listen() {
      this.input.addEventListener('input', (event) => !event.isComposing && this.type());
      this.input.addEventListener('compositionend', () => this.type());
      this.input.addEventListener('keydown', (event) => this.press(event));
      this.form.addEventListener('submit', (event) => {
        // Without a word there is nothing to go to.
        if (this.input.value.trim() === '') event.preventDefault();
      });
      this.element.addEventListener('click', (event) => event.target === this.element && this.close());
      this.element.addEventListener('close', () => Search.forget());
      // A link to the page that is open, or to an anchor of it, loads nothing.
      this.inside.addEventListener('click', (event) => {
        if (!event.target.closest('a')) return;
        keepQuery(this.query);
        if (!event.ctrlKey && !event.metaKey && !event.shiftKey) this.close();
      });
    }

    /** Opens the box, with a query or else the last one, which typing replaces. */
    open(query = '') {
      if (this.element.open) {
        this.input.focus();
        this.input.select();
        return;
      }
      Search.open();
      this.element.showModal();
      this.input.value = query || this.query || keptQuery();
      this.input.focus();
      if (query === '') this.input.select();
      this.typed();
    }

    close() {
      this.element.close();
    }

    type() {
      clearTimeout(this.debounce);
      this.debounce = setTimeout(() => this.typed(), Search.DEBOUNCE);
    }

    typed() {
      clearTimeout(this.debounce);
      this.query = this.input.value;
      this.results = null;
      if (this.query.trim() === '') {
        Search.forget();
        this.show([], [], '');
        this.all.hidden = true;
        return;
      }
      const growing = Search.isUnfinished(this.query);
      const question = { query: this.query, filters: {}, sort: 'relevance', offset: 0, limit: Search.STEP, growing, facets: false };
      clearTimeout(this.patience);
      this.patience = setTimeout(() => this.say(Search.say('searching')), 300);
      Search.ask(question, {
        results: (results) => this.answer(results),
        failed: (reason) => this.fail(reason),
        state: (phase) => phase === 'opening' && this.list.childElementCount === 0 && this.say(Search.say('opening')),
      });
    }

    answer(results) {
      this.results = results;
      const count = results.total === 0 ? Search.say('nothing') : Search.say('results', { count: results.total });
      this.show(results.hits, Search.suggested(results, (word, other) => this.take(word, other)), count);
      this.all.hidden = results.total === 0;
      this.all.textContent = Search.say('all', { results: count });
      this.all.href = Search.addressOf({ query: this.query, isGrowing: Search.isUnfinished(this.query) });
    }

    /** What is known of the answer stays; texts that did not come have their summary in their place. */
    fail(reason) {
      const known = this.results;
      if (known) {
        this.answer({ ...known, hits: known.hits.map((hit) => ({ ...hit, pending: false })) });
      } else {
        this.show([], [], '');
        this.all.hidden = false;
        this.all.textContent = Search.say('page');
        this.all.href = Search.addressOf({ query: this.query });
      }
      this.trouble.replaceChildren(...Search.failure(reason, () => this.retry(), false));
    }

    retry() {
      this.input.focus();
      this.say(Search.say('searching'));
      Search.retry();
    }

    take(word, other) {
      this.input.value = Search.replaceWord(this.query, word, other);
      this.input.focus();
      this.typed();
    }

    /** Shows results; the one that was active stays so if it is still there. */
    show(hits, remarks, count) {
      clearTimeout(this.patience);
      const active = this.options()[this.active];
      this.remarks.replaceChildren(...remarks);
      this.trouble.replaceChildren();
      this.list.replaceChildren(...hits.map(Search.option));
      this.input.setAttribute('aria-expanded', String(hits.length > 0));
      this.list.hidden = hits.length === 0;
      this.say(count, Search.spoken(count, remarks));
      this.activate(active ? this.options().findIndex((option) => option.dataset.id === active.dataset.id) : -1);
    }

    /** Shows a text in the place of the hint, and tells screen readers once it has stood for a while. */
    say(text, spoken = text) {
      this.told.textContent = text;
      this.told.hidden = text === '';
      this.hint.hidden = text !== '';
      clearTimeout(this.lull);
      this.lull = setTimeout(() => {
        this.status.textContent = spoken;
      }, Search.LULL);
    }

    options() {
      return [...this.list.children];
    }

    /** Makes an option the one that Enter opens; none below zero. */
    activate(place) {
      const options = this.options();
      options.forEach((option, its) => option.setAttribute('aria-selected', String(its === place)));
      this.active = place;
      if (place < 0) {
        this.input.removeAttribute('aria-activedescendant');
      } else {
        this.input.setAttribute('aria-activedescendant', options[place].id);
        options[place].scrollIntoView({ block: 'nearest', behavior: 'instant' });
      }
    }

    press(event) {
      if (event.isComposing) return;
      const last = this.list.childElementCount - 1;
      const { active } = this;
      // Home and End move in the text as long as no result is active.
      const moves = {
        ArrowDown: () => this.activate(active >= last ? 0 : active + 1),
        ArrowUp: () => this.activate(active < 0 ? last : active - 1),
        Home: active >= 0 && (() => this.activate(0)),
        End: active >= 0 && (() => this.activate(last)),
      };
      if (event.key === 'Escape') this.close();
      else if (event.key === 'Enter') return this.enter(event);
      else if (moves[event.key] && last >= 0 && !event.altKey && !event.shiftKey) moves[event.key]();
      else return undefined;
      event.preventDefault();
      return undefined;
    }

    /** Opens the active result, or the search page; in a tab of its own with Ctrl or Cmd. */
    enter(event) {
      const option = this.options()[this.active];
      const isApart = event.ctrlKey || event.metaKey;
      if (!option && !isApart) return;
      event.preventDefault();
      keepQuery(this.input.value);
      const href = option ? option.href : Search.addressOf({ query: this.input.value });
      if (isApart) {
        window.open(href, '_blank', 'noopener');
      } else {
        this.close();
        location.assign(href);
      }
    }
  };
}
