if (typeof document !== 'undefined') {
  const { element, button } = Search;

  /** After how many milliseconds without an answer the reader is told that it is on its way. */
  const PATIENCE = 250;

  const ORDERS = ['relevance', 'newest', 'oldest'];

  /** The results of the search page: how many there are, their order, the list, and what is said where there are none. */
  Search.Answer = class {
    /**
     * @param {{more: function(), order: function(string), take: function(string, string), clearFilters: function()}} actions
     */
    constructor(actions) {
      this.actions = actions;
      this.nodes = new Map();
      this.count = element('h2', { id: '_search_count', class: 'search-count', tabindex: '-1' });
      this.order = element('select', { id: '_search_order' }, ORDERS.map((value) => element('option', { value }, Search.say(`order-${value}`))));
      this.order.addEventListener('change', () => actions.order(this.order.value));
      this.status = element('p', { class: 'visually-hidden', role: 'status' });
      this.asked = element('p', { class: 'search-asked', dir: 'auto' });
      this.remarks = element('div', { class: 'search-remarks' });
      this.list = element('ol', { class: 'rows' });
      this.trouble = element('div', { class: 'search-trouble' });
      this.more = button('search-more', Search.say('more-results'), actions.more);
      this.more.hidden = true;
      const order = element('div', { class: 'search-order' }, element('label', { for: '_search_order' }, Search.say('order')), ' ', this.order);
      const head = element('div', { class: 'search-results-head' }, this.count, order);
      const parts = [this.asked, head, this.status, this.remarks, this.list, this.more, this.trouble];
      this.element = element('section', { class: 'search-results', 'aria-labelledby': '_search_count' }, parts);
    }

    /** Tells the reader that an answer is waited for, if it takes its time. */
    wait() {
      clearTimeout(this.patience);
      this.patience = setTimeout(() => this.progress(this.phase), PATIENCE);
    }

    /** What the worker does: `opening`, `ready` or `fetching`. */
    setPhase(phase) {
      this.phase = phase;
      if (this.element.hasAttribute('aria-busy')) this.progress(phase);
    }

    progress(phase) {
      this.element.setAttribute('aria-busy', 'true');
      this.count.textContent = Search.say(phase === 'ready' || phase === 'fetching' ? 'searching' : 'opening');
    }

    rest() {
      clearTimeout(this.patience);
      this.element.removeAttribute('aria-busy');
    }

    /** Shows all hits that are known. */
    show(state, results, hits) {
      this.rest();
      const isBrowsing = state.query.trim() === '';
      const told = results.total === 0 ? Search.say('nothing') : Search.say(isBrowsing ? 'pages' : 'results', { count: results.total });
      const remarks = Search.remarks(state.query, results, this.actions.take);
      this.count.textContent = told;
      this.asked.textContent = isBrowsing ? '' : Search.say('asked', { query: state.query.trim() });
      this.say(Search.spoken(hits.length < results.total && hits.length > Search.STEP ? Search.say('showing', { shown: hits.length, results: told }) : told, remarks));
      this.order.value = Search.orderOf(state);
      this.order.disabled = results.total === 0;
      const focused = [this.remarks, this.trouble].find((part) => part.contains(document.activeElement));
      const hadHits = this.list.childElementCount > 0;
      this.remarks.replaceChildren(...remarks);
      this.fillList(state, hits);
      this.more.hidden = hits.length >= Math.min(results.total, Search.MOST_SHOWN) || hits.length === 0;
      this.trouble.replaceChildren(...this.end(state, results, hits));
      // What stood below results leaves the focus there.
      const next = focused === this.trouble && hadHits && !this.more.hidden ? this.more : this.count;
      if (focused) next.focus({ preventScroll: true });
    }

    /** What stands below the results. */
    end(state, results, hits) {
      if (results.total === 0) return Search.nothing(state, this.actions.clearFilters);
      if (hits.length < results.total && hits.length >= Search.MOST_SHOWN) {
        return [element('p', { class: 'empty' }, Search.say('first', { count: hits.length }))];
      }
      return [];
    }

    /** Shows the hits, those anew that are not what they were; the focus stays where it was. */
    fillList(state, hits) {
      const { activeElement } = document;
      const address = Search.addressOf(state);
      const known = this.nodes;
      this.nodes = new Map();
      const nodes = hits.map((hit) => {
        const text = address + JSON.stringify({ ...hit, score: 0 });
        const old = known.get(hit.id);
        const node = old && old.text === text ? old.node : Search.result(hit, state);
        this.nodes.set(hit.id, { text, node });
        return node;
      });
      const held = this.list.contains(activeElement) ? activeElement.href : null;
      Search.fill(this.list, nodes);
      if (held === null || this.list.contains(document.activeElement)) return;
      const same = [...this.list.querySelectorAll('a')].find((link) => link.href === held);
      (same || this.count).focus({ preventScroll: true });
    }

    /** Puts the focus on a result. */
    focusOn(place) {
      const link = this.list.children[place] && this.list.children[place].querySelector('a');
      if (link) link.focus();
    }

    /** Shows nothing, since nothing is known. */
    clear() {
      this.rest();
      this.count.textContent = Search.say('no-answer');
      this.remarks.replaceChildren();
      this.list.replaceChildren();
      this.nodes.clear();
    }

    /**
     * Says below what is known why that is not all. The way to try again takes the place, and the focus, of the one to more.
     * @param {string} reason
     * @param {?Array} known what `show` takes, if there is something to show
     */
    fail(reason, known) {
      const hadFocus = document.activeElement === this.more || this.trouble.contains(document.activeElement);
      if (known) this.show(...known);
      else this.clear();
      this.say('');
      this.more.hidden = true;
      this.trouble.replaceChildren(...Search.failure(reason, () => this.retry(), true));
      const again = this.trouble.querySelector('button');
      if (hadFocus && again) again.focus();
    }

    retry() {
      this.wait();
      Search.retry();
    }

    say(text) {
      clearTimeout(this.lull);
      this.lull = setTimeout(() => {
        this.status.textContent = text;
      }, Search.LULL);
    }
  };
}
