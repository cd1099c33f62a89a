if (typeof document !== 'undefined') {
  const { element } = Search;

  /** How long nobody must type before the next word makes a new entry of the history. */
  const SETTLED = 1200;

  /** While somebody types, how long a word must stand before it is searched for. */
  Search.DEBOUNCE = 80;

  /** The search page: its box, facets and results, and its address, which holds all that was asked. */
  Search.Page = class {
    /** @param {HTMLElement} root what the template made */
    constructor(root) {
      this.input = root.querySelector('input[type=search]');
      this.form = this.input.form;
      this.hits = [];
      this.title = document.title;
      this.answer = new Search.Answer({
        more: () => this.more(),
        order: (order) => this.change({ sort: order === Search.orderOf({ ...this.state, sort: '' }) ? '' : order }),
        take: (word, other) => this.write(Search.replaceWord(this.state.query, word, other)),
        clearFilters: () => this.remove(null, null),
      });
      this.facets = new Search.Facets((field, value, isChosen) => this.choose(field, value, isChosen));
      this.chosen = new Search.Chosen(this.facets, (field, value) => this.remove(field, value));
      const columns = element('div', { class: 'search-columns' }, this.facets.element, this.answer.element);
      root.querySelector('#_search_answer').append(this.chosen.element, columns);
      this.listen(root);
      history.scrollRestoration = 'manual';
      this.restore();
    }

    listen(root) {
      this.input.addEventListener('input', (event) => !event.isComposing && this.type());
      this.input.addEventListener('compositionend', () => this.type());
      this.input.addEventListener('blur', () => this.settle());
      this.form.addEventListener('submit', (event) => {
        event.preventDefault();
        this.submit();
      });
      root.querySelectorAll('.search-example').forEach((example) => {
        example.addEventListener('click', () => this.write(example.textContent));
      });
      this.answer.list.addEventListener('click', (event) => this.follow(event));
      window.addEventListener('popstate', () => this.restore());
      window.addEventListener('scroll', () => this.rememberPlace(), { passive: true });
      window.addEventListener('pagehide', () => this.savePlace());
    }

    /** Puts the focus into the box. */
    focus() {
      this.input.focus();
      this.input.select();
    }

    /** Shows what the address asks for. */
    restore() {
      clearTimeout(this.debounce);
      this.isTyping = false;
      const { isGrowing, ...state } = Search.stateOf(location.search);
      this.state = state;
      this.isGrowing = history.state ? Boolean(history.state.isGrowing) : isGrowing;
      this.place = history.state && history.state.place;
      this.input.value = this.state.query;
      if (location.hash === '#how-to-search') document.querySelector('#how-to-search').open = true;
      this.ask();
    }

    type() {
      clearTimeout(this.debounce);
      this.debounce = setTimeout(() => this.typed(), Search.DEBOUNCE);
    }

    typed() {
      const query = this.input.value;
      if (query === this.state.query) return;
      this.isGrowing = Search.isUnfinished(query);
      const kind = this.isTyping ? 'replaceState' : 'pushState';
      this.isTyping = true;
      clearTimeout(this.settling);
      this.settling = setTimeout(() => this.settle(), SETTLED);
      this.go(kind, { ...this.state, query, shown: Search.STEP });
    }

    /** What was typed so far is one entry of the history, and is told what it was understood as. */
    settle() {
      clearTimeout(this.settling);
      if (!this.isTyping) return;
      this.isTyping = false;
      if (this.results) this.answer.show(this.state, this.results, this.hits, false);
    }

    submit() {
      clearTimeout(this.debounce);
      const query = this.input.value;
      const isNew = query !== this.state.query && !this.isTyping;
      this.isGrowing = false;
      this.settle();
      this.go(isNew ? 'pushState' : 'replaceState', { ...this.state, query, shown: query === this.state.query ? this.state.shown : Search.STEP });
      // Where keys are drawn on the screen, they cover the results.
      if (window.matchMedia('(pointer: coarse)').matches) this.input.blur();
    }

    /** Puts a whole query into the box and asks it. */
    write(query) {
      this.input.value = query;
      this.input.focus();
      this.isTyping = false;
      this.submit();
    }

    choose(field, value, isChosen) {
      const change = isChosen ? Search.withFilter : Search.withoutFilter;
      this.change({ filters: change(this.state.filters, field, value) });
    }

    /** Takes a filter back, or all of them. */
    remove(field, value) {
      this.change({ filters: field === null ? {} : Search.withoutFilter(this.state.filters, field, value) });
      if (!this.hasFocus) this.answer.count.focus({ preventScroll: true });
    }

    change(part) {
      clearTimeout(this.debounce);
      this.settle();
      this.go('pushState', { ...this.state, query: this.input.value, shown: Search.STEP, ...part });
    }

    /** A link of a result that narrows the results, if it is to be followed here. */
    follow(event) {
      const link = event.target.closest('a[data-field]');
      if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      this.choose(link.dataset.field, link.dataset.value, true);
      window.scrollTo({ top: 0, behavior: 'instant' });
      this.answer.count.focus({ preventScroll: true });
    }

    /** Moves on to a state, in a new entry of the history or in this one. */
    go(kind, state) {
      if (kind === 'pushState') this.savePlace();
      this.state = state;
      this.place = null;
      const place = kind === 'pushState' ? 0 : window.scrollY;
      history[kind]({ isGrowing: this.isGrowing, place }, '', Search.addressOf(state));
      this.ask();
    }

    ask() {
      const { query, filters, shown } = this.state;
      this.hasFocus = this.chosen.show(filters);
      this.request({ query, filters, offset: 0, limit: shown, facets: true }, (results) => {
        this.hits = results.hits;
        this.results = results;
        this.facets.show(results.facets, filters);
        this.chosen.show(filters);
      });
    }

    more() {
      this.settle();
      const { query, filters } = this.state;
      const before = this.hits;
      let isFirst = true;
      this.request({ query, filters, offset: before.length, limit: Search.STEP, facets: false }, (results) => {
        this.hits = [...before, ...results.hits];
        this.results = { ...this.results, total: results.total };
      }, () => {
        if (isFirst) this.answer.focusOn(before.length);
        isFirst = false;
      });
      this.state = { ...this.state, shown: before.length + Search.STEP };
      history.replaceState({ isGrowing: this.isGrowing, place: window.scrollY }, '', Search.addressOf(this.state));
    }

    request(question, take, then = () => {}) {
      document.title = question.query.trim() === '' ? this.title : `${question.query.trim()} · ${this.title}`;
      this.answer.wait();
      Search.ask({ ...question, sort: Search.orderOf(this.state), growing: this.isGrowing }, {
        results: (results) => {
          take(results);
          this.answer.show(this.state, this.results, this.hits, this.isTyping);
          then();
          this.returnToPlace();
        },
        failed: (reason) => this.answer.fail(reason),
        state: (phase) => this.answer.setPhase(phase),
      });
    }

    /** Scrolls to where the reader was at this entry of the history. */
    returnToPlace() {
      if (this.place) window.scrollTo({ top: this.place, behavior: 'instant' });
      this.place = null;
    }

    rememberPlace() {
      clearTimeout(this.remembering);
      this.remembering = setTimeout(() => this.savePlace(), 200);
    }

    savePlace() {
      clearTimeout(this.remembering);
      // What is about to be returned to is not yet where the page stands.
      if (this.place) return;
      history.replaceState({ ...history.state, isGrowing: this.isGrowing, place: window.scrollY }, '');
    }
  };
}
