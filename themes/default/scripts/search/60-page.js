if (typeof document !== 'undefined') {
  const { element } = Search;

  const isTouched = () => window.matchMedia('(pointer: coarse)').matches;

  /** The search page: its box, facets and results, and its state, which is all that was asked. */
  Search.Page = class {
    /** @param {HTMLElement} root what the template made */
    constructor(root) {
      this.input = root.querySelector('input[type=search]');
      this.form = this.input.form;
      this.help = root.querySelector('#how-to-search');
      this.title = document.title;
      // What is shown of the answer, and whether it answers the state.
      this.hits = [];
      this.isAnswered = false;
      this.answer = new Search.Answer({
        more: () => this.more(),
        order: (order) => this.change({ sort: order === Search.orderOf({ ...this.state, sort: '' }) ? '' : order }),
        take: (word, other) => this.write(Search.replaceWord(this.state.query, word, other)),
        clearFilters: () => this.remove(null, null),
      });
      this.facets = new Search.Facets((field, value, isChosen) => this.choose(field, value, isChosen));
      this.chosen = new Search.Chosen(this.facets, (field, value) => this.remove(field, value));
      const columns = element('div', { class: 'search-columns' }, this.facets.element, this.answer.element);
      document.querySelector('#_search_answer').append(this.chosen.element, columns);
      this.history = new Search.History(() => this.restore());
      this.listen(root);
      this.restore();
    }

    listen(root) {
      this.input.addEventListener('input', (event) => !event.isComposing && this.type());
      this.input.addEventListener('compositionend', () => this.type());
      this.input.addEventListener('blur', () => this.history.settle());
      this.form.addEventListener('submit', (event) => {
        event.preventDefault();
        this.submit();
      });
      root.querySelectorAll('.search-example').forEach((example) => {
        example.addEventListener('click', () => this.tryOut(example.textContent));
      });
      this.answer.list.addEventListener('click', (event) => this.follow(event));
    }

    /** Puts the focus into the box. */
    focus() {
      this.input.focus();
      this.input.select();
    }

    /** Shows what the address asks for. */
    restore() {
      clearTimeout(this.debounce);
      this.state = this.history.read();
      this.input.value = this.state.query;
      if (this.help && location.hash === `#${this.help.id}`) this.help.open = true;
      this.ask();
    }

    type() {
      clearTimeout(this.debounce);
      this.debounce = setTimeout(() => this.typed(), Search.DEBOUNCE);
    }

    typed() {
      const query = this.input.value;
      if (query === this.state.query) return;
      this.state = { ...this.state, query, isGrowing: Search.isUnfinished(query), shown: Search.STEP };
      this.history.type(this.state);
      this.ask();
    }

    submit() {
      clearTimeout(this.debounce);
      const query = this.input.value;
      const isNew = query !== this.state.query;
      this.state = { ...this.state, query, isGrowing: false, shown: isNew ? Search.STEP : this.state.shown };
      if (isNew && !this.history.isTyping) this.history.add(this.state);
      else this.history.replace(this.state);
      this.ask();
      // Where keys are drawn on the screen, they cover the results.
      if (isTouched()) this.answer.count.focus({ preventScroll: true });
    }

    /** Puts a whole query into the box and asks it. */
    write(query) {
      this.history.settle();
      this.input.value = query;
      this.input.focus();
      this.submit();
    }

    /** Asks an example of the help, and makes room to see what it finds. */
    tryOut(query) {
      if (this.help) this.help.open = false;
      this.write(query);
      window.scrollTo({ top: 0, behavior: 'instant' });
      this.answer.count.scrollIntoView({ block: 'nearest', behavior: 'instant' });
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

    /** Another part of the state; what was typed just now belongs to it. */
    change(part) {
      clearTimeout(this.debounce);
      const query = this.input.value;
      const isGrowing = query === this.state.query ? this.state.isGrowing : Search.isUnfinished(query);
      this.state = { ...this.state, query, isGrowing, shown: Search.STEP, ...part };
      this.history.add(this.state);
      this.ask();
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

    ask() {
      const { filters, shown } = this.state;
      this.isAnswered = false;
      this.hasFocus = this.chosen.show(filters);
      this.request({ offset: 0, limit: shown, facets: true }, (results) => {
        this.hits = results.hits;
        this.facets.show(results.facets, filters);
        this.chosen.show(filters);
      });
    }

    /** Shows the next results below those that are there. The address tells of them once they are. */
    more() {
      if (!this.isAnswered) return;
      const before = this.hits;
      const shown = before.length + Search.STEP;
      this.request({ offset: before.length, limit: Search.STEP, facets: false }, (results) => {
        this.hits = [...before, ...results.hits];
        if (this.state.shown >= shown) return undefined;
        this.state = { ...this.state, shown };
        this.history.replace(this.state);
        return () => this.answer.focusOn(before.length);
      });
    }

    /** Asks for a part of the results of the state. `take` takes it, and may give what is to be done once it is shown. */
    request(part, take) {
      const { query, filters, isGrowing } = this.state;
      document.title = query.trim() === '' ? this.title : `${query.trim()} · ${this.title}`;
      this.answer.wait();
      Search.ask({ query, filters, sort: Search.orderOf(this.state), growing: isGrowing, ...part }, {
        results: (results) => {
          this.isAnswered = true;
          const then = take(results);
          // Only the whole answer says what there is to say about the query.
          this.results = part.facets ? results : { ...this.results, total: results.total };
          this.answer.show(this.state, this.results, this.hits);
          if (then) then();
          this.history.returnToPlace();
        },
        failed: (reason) => this.fail(reason),
        state: (phase) => this.answer.setPhase(phase),
      });
    }

    /** What is known of the answer stays; texts that did not come have their summary in their place. */
    fail(reason) {
      this.hits = this.isAnswered ? this.hits.map((hit) => ({ ...hit, pending: false })) : [];
      this.answer.fail(reason, this.isAnswered ? [this.state, this.results, this.hits] : null);
    }
  };
}
