if (typeof document !== 'undefined') {
  const { element, button } = Search;

  const FEW_WORDS = 'Words, "a phrase", -without, factor:dns, year:2026';

  /** The box that opens over any page: an input, the first results, and the way to all of them. */
  Search.Box = class {
    constructor() {
      this.active = -1;
      this.query = '';
      this.make();
      document.body.append(this.element);
      this.listen();
    }

    make() {
      const combobox = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': '_search_options' };
      const plain = { autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', maxlength: '1000', enterkeyhint: 'search' };
      this.input = element('input', { class: 'search-input', type: 'search', name: 'q', 'aria-label': 'Search', placeholder: 'Search all documents', ...combobox, ...plain });
      this.form = element('form', { class: 'search-box-form', role: 'search', action: Search.settings.page }, this.input, button('search-close', 'Close', () => this.close()));
      this.status = element('p', { class: 'search-status', role: 'status' });
      this.list = element('div', { class: 'search-options', id: '_search_options', role: 'listbox', 'aria-label': 'Results' });
      this.trouble = element('div', { class: 'search-trouble' });
      this.all = element('a', { class: 'search-all' });
      const help = element('a', { href: `${Search.settings.page}#how-to-search` }, 'How to search');
      const foot = element('div', { class: 'search-box-foot' }, this.all, help);
      this.inside = element('div', { class: 'search-box-inside' }, this.form, this.status, this.list, this.trouble, foot);
      this.element = element('dialog', { class: 'search-box', 'aria-label': 'Search' }, this.inside);
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
      this.inside.addEventListener('click', (event) => event.target.closest('a') && !event.ctrlKey && !event.metaKey && !event.shiftKey && this.close());
    }

    /** Opens the box, with a query if there is one. */
    open(query = this.input.value) {
      if (this.element.open) return;
      Search.open();
      this.element.showModal();
      this.input.value = query;
      this.input.focus();
      if (query !== '' && query === this.query) this.input.select();
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
      if (this.query.trim() === '') {
        Search.forget();
        this.show([], FEW_WORDS);
        this.all.hidden = true;
        return;
      }
      const growing = Search.isUnfinished(this.query);
      const question = { query: this.query, filters: {}, sort: 'relevance', offset: 0, limit: Search.STEP, growing, facets: false };
      clearTimeout(this.patience);
      this.patience = setTimeout(() => this.say('Searching…'), 300);
      Search.ask(question, {
        results: (results) => this.answer(results),
        failed: (reason) => this.fail(reason),
        state: (phase) => phase === 'opening' && this.list.childElementCount === 0 && this.say('Opening the search…'),
      });
    }

    answer(results) {
      const count = results.total === 0 ? 'Nothing found' : Search.counted(results.total, 'result');
      this.show(results.hits, count);
      this.trouble.replaceChildren(...Search.remarks(this.query, { ...results, notes: [], understood: '' }, true, (word, other) => this.take(word, other)));
      this.all.hidden = results.total === 0;
      this.all.textContent = `See all ${count}`;
      this.all.href = Search.addressOf({ query: this.query, isGrowing: Search.isUnfinished(this.query) });
    }

    fail(reason) {
      this.show([], '');
      this.trouble.replaceChildren(...Search.failure(reason, () => this.retry(), false));
      this.all.hidden = false;
      this.all.textContent = 'Go to the search page';
      this.all.href = Search.addressOf({ query: this.query });
    }

    retry() {
      this.input.focus();
      this.say('Searching…');
      Search.retry();
    }

    take(word, other) {
      this.input.value = Search.replaceWord(this.query, word, other);
      this.input.focus();
      this.typed();
    }

    /** Shows results; the one that was active stays so if it is still there. */
    show(hits, status) {
      clearTimeout(this.patience);
      const active = this.options()[this.active];
      this.trouble.replaceChildren();
      this.list.replaceChildren(...hits.map(Search.option));
      this.input.setAttribute('aria-expanded', String(hits.length > 0));
      this.list.hidden = hits.length === 0;
      this.say(status);
      this.activate(active ? this.options().findIndex((option) => option.href === active.href) : -1);
    }

    say(text) {
      if (this.status.textContent !== text) this.status.textContent = text;
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
