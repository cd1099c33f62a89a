if (typeof document !== 'undefined') {
  const { element, hidden } = Search;

  /** Pieces of text, those that match marked. */
  Search.marked = (parts) => parts.map(({ text, highlighted }) => (highlighted ? element('mark', {}, text) : text));

  /** A severity as the theme shows it. */
  Search.severity = (id, title = id) => {
    const rank = Number(Search.settings.severities.get(id)) || 0;
    return element('span', { class: `badge severity-${rank}` }, hidden(`${Search.say('severity')} `), title);
  };

  /** What kind of document it is, if it is no postmortem. */
  Search.kind = (kind) => (kind === 'postmortem' ? null : element('span', { class: 'badge label' }, Search.nameOf('kind', kind)));

  const time = (date) => element('time', { datetime: date }, Search.day(date));

  /** Day, severity and kind: what stands beside a result. */
  function side(hit) {
    return element('div', { class: 'row-side' }, [
      hit.date ? time(hit.date) : null,
      hit.severity ? Search.severity(hit.severity) : null,
      Search.kind(hit.kind),
    ]);
  }

  function separated(nodes) {
    return nodes.flatMap((node, place) => (place === 0 ? [node] : [element('span', { 'aria-hidden': 'true' }, ' · '), node]));
  }

  /** A link that narrows the results to a value, and says so. */
  function narrowing(state, field, { id, title }) {
    const filters = Search.withFilter(state.filters, field, id);
    const href = Search.addressOf({ ...state, filters, shown: Search.STEP });
    const link = element('a', { class: 'chip', href, dir: 'auto' }, hidden(`${Search.say(field === 'factor' ? 'only-factor' : 'only-service')} `), title);
    link.dataset.field = field;
    link.dataset.value = id;
    return element('li', {}, link);
  }

  function chips(hit, state) {
    // What a factor's own page has for factors are its other names.
    const factors = hit.kind === 'factor' ? [] : hit.factors;
    const links = [
      ...hit.services.map((service) => narrowing(state, 'service', service)),
      ...factors.map((factor) => narrowing(state, 'factor', factor)),
    ];
    return links.length > 0 ? element('ul', { class: 'search-chips', 'aria-label': Search.say('chips') }, links) : null;
  }

  function section(hit) {
    if (!hit.section || !hit.section.heading) return null;
    const { heading, anchor } = hit.section;
    const name = anchor ? element('a', { href: Search.address(hit.route, anchor), dir: 'auto' }, heading) : heading;
    return element('span', {}, Search.parts('in', { section: name }));
  }

  function meta(hit) {
    const parts = [section(hit), hit.duration_seconds === null ? null : element('span', {}, Search.say('lasted', { duration: Search.duration(hit.duration_seconds) }))];
    const known = parts.filter(Boolean);
    return known.length > 0 ? element('p', { class: 'row-meta' }, separated(known)) : null;
  }

  /**
   * The section that a single link leads to: the one with a matching word that the title lacks. Who looks for a title begins
   * at its top.
   */
  function targetOf({ section: its, snippet: text, title_parts: title }) {
    const marksOf = (parts) => parts.filter((part) => part.highlighted).map((part) => part.text.toLowerCase());
    const inTitle = new Set(marksOf(title));
    return its && its.anchor && its.heading && marksOf(text).some((word) => !inTitle.has(word)) ? its : null;
  }

  const titleOf = (hit) => (hit.title_parts.length > 0 ? Search.marked(hit.title_parts) : [hit.title || hit.id]);

  function snippet(hit, name, attributes = {}) {
    const text = hit.snippet.length > 0 ? Search.marked(hit.snippet) : [hit.pending ? '' : hit.summary];
    const isEmpty = text[0] === '' && !hit.pending;
    return isEmpty ? null : element('p', { class: hit.pending ? `${name} search-pending` : name, dir: 'auto', ...attributes }, text);
  }

  /** A result of the search page. */
  Search.result = (hit, state) =>
    element('li', { class: 'row search-result' }, [
      side(hit),
      element('div', { class: 'row-main' }, [
        element('h3', { class: 'row-title' }, element('a', { href: Search.address(hit.route), dir: 'auto' }, titleOf(hit))),
        snippet(hit, 'row-summary'),
        meta(hit),
        chips(hit, state),
      ]),
    ]);

  /** A result in the box, one link as a whole: to the section that matches, where there is one. */
  Search.option = (hit, place) => {
    const target = targetOf(hit);
    const facts = [
      target ? element('span', { class: 'search-option-section', dir: 'auto' }, Search.say('in', { section: target.heading })) : null,
      Search.kind(hit.kind),
      hit.severity ? Search.severity(hit.severity) : null,
      hit.date ? time(hit.date) : null,
      hit.services.length > 0 ? element('span', { dir: 'auto' }, hit.services.slice(0, 2).map((service) => service.title).join(', ')) : null,
    ];
    const attributes = { class: 'search-option', role: 'option', id: `_search_option_${place}`, 'aria-selected': 'false', tabindex: '-1' };
    return element('a', { ...attributes, href: Search.address(hit.route, target ? target.anchor : ''), 'data-id': hit.id }, [
      element('span', { class: 'search-option-title', dir: 'auto' }, titleOf(hit)),
      ' ',
      element('span', { class: 'search-option-facts' }, facts.filter(Boolean).flatMap((fact) => [fact, ' '])),
      // Its name would be too long to listen to.
      snippet(hit, 'search-option-text', { 'aria-hidden': 'true' }),
    ]);
  };
}
