if (typeof document !== 'undefined') {
  const { element, hidden, button } = Search;
  const { severities } = Search.settings;

  /** How many values of a facet are shown at first. */
  const FEW = 8;

  /** Severities by how grave they are, those that nothing is known of last; other values as they come. */
  const inOrder = (field, values) => {
    const rank = ({ id }) => Number(severities.get(id)) || Infinity;
    return field === 'severity' ? [...values].sort((one, other) => (rank(one) === rank(other) ? 0 : rank(one) - rank(other))) : values;
  };

  /** The facets beside the results: checkboxes that narrow them. */
  Search.Facets = class {
    /** @param {function(string, string, boolean)} choose takes a field, a value, and whether it is chosen */
    constructor(choose) {
      this.choose = choose;
      this.titles = new Map();
      this.sets = new Map();
      this.summary = element('summary', {}, Search.say('filters'));
      this.body = element('div', { class: 'search-facets-body' });
      this.element = element('details', { class: 'search-facets' }, this.summary, this.body);
      // Beside the results there is nothing to open or close.
      const wide = window.matchMedia('(min-width: 60em)');
      const fit = () => this.element.toggleAttribute('open', wide.matches);
      wide.addEventListener('change', fit);
      fit();
    }

    /** What a value is called. */
    title(field, value) {
      return Search.nameOf(field, value, this.titles.get(`${field} ${value}`) || value);
    }

    /** Shows the values and counts of an answer. */
    show(facets, filters) {
      const fields = Search.FACETS.map(([field, name]) => [field, name, (facets.find((facet) => facet.field === field) || {}).values || []]);
      const isTelling = ([field, , values]) => values.length > (field === 'kind' ? 1 : 0);
      Search.fill(this.body, fields.filter(isTelling).map((facet) => this.set(facet, filters)));
      const chosen = Object.values(filters).flat().length;
      this.summary.textContent = chosen > 0 ? Search.say('filters-chosen', { count: chosen }) : Search.say('filters');
      this.element.hidden = this.body.childElementCount === 0;
    }

    set([field, name, values], filters) {
      const set = this.sets.get(field) || this.newSet(field, name);
      this.sets.set(field, set);
      set.values = inOrder(field, values);
      set.chosen = filters[field] || [];
      values.forEach(({ id, title }) => this.titles.set(`${field} ${id}`, title));
      this.fillSet(set);
      return set.element;
    }

    newSet(field, name) {
      const set = { field, boxes: new Map(), isWhole: false, list: element('ul', {}) };
      set.more = button('search-facet-more', '', () => {
        set.isWhole = !set.isWhole;
        this.fillSet(set);
      });
      set.element = element('fieldset', {}, element('legend', {}, name), set.list, set.more);
      set.name = name;
      return set;
    }

    fillSet(set) {
      const { values, chosen, isWhole } = set;
      const shown = values.filter((value, place) => isWhole || place < FEW || chosen.includes(value.id));
      Search.fill(set.list, shown.map((value) => this.box(set, value)));
      const rest = values.length - FEW;
      set.more.hidden = rest <= 0;
      set.more.setAttribute('aria-expanded', String(isWhole));
      set.more.textContent = isWhole ? Search.say('fewer') : Search.say('more', { count: Math.max(0, rest) });
      set.more.setAttribute('aria-label', `${set.more.textContent}: ${set.name}`);
    }

    box(set, { id, title, count }) {
      if (!set.boxes.has(id)) {
        const input = element('input', { type: 'checkbox', name: set.field, value: id });
        input.addEventListener('change', () => this.choose(set.field, id, input.checked));
        const name = set.field === 'severity' ? Search.severity(id, title) : element('span', { dir: 'auto' }, Search.nameOf(set.field, id, title));
        const number = element('span', { class: 'count' });
        set.boxes.set(id, { input, number, element: element('li', {}, element('label', {}, input, name, ' ', number)) });
      }
      const box = set.boxes.get(id);
      box.input.checked = set.chosen.includes(id);
      box.number.replaceChildren(Search.grouped(count), hidden(` ${Search.say('noun-pages', { count })}`));
      return box.element;
    }
  };

  /** The chosen filters above the results, each with a way to take it back. */
  Search.Chosen = class {
    /**
     * @param {Search.Facets} facets knows what values are called
     * @param {function(?string, ?string)} remove takes a field and a value; without them, all are taken back
     */
    constructor(facets, remove) {
      this.facets = facets;
      this.remove = remove;
      this.element = element('ul', { class: 'search-chosen', 'aria-label': Search.say('chosen') });
    }

    /** Shows the filters; what is removed by its button leaves the focus to its neighbour. */
    show(filters) {
      const focused = [...this.element.children].findIndex((child) => child.contains(document.activeElement));
      const names = new Map(Search.FACETS);
      const chips = Object.entries(filters).flatMap(([field, values]) => values.map((value) => this.chip(field, names.get(field), value)));
      if (chips.length > 1) chips.push(element('li', {}, button('search-clear', Search.say('clear'), () => this.remove(null, null))));
      this.element.replaceChildren(...chips);
      this.element.hidden = chips.length === 0;
      if (focused < 0) return true;
      const next = this.element.children[Math.min(focused, chips.length - 1)];
      if (next) next.firstElementChild.focus();
      return Boolean(next);
    }

    chip(field, name, value) {
      const title = this.facets.title(field, value);
      const chip = button('chip search-chip', element('span', { dir: 'auto' }, `${name}: ${title}`), () => this.remove(field, value));
      chip.prepend(hidden(`${Search.say('remove')} `));
      chip.append(element('span', { class: 'search-chip-cross', 'aria-hidden': 'true' }, '×'));
      return element('li', {}, chip);
    }
  };
}
