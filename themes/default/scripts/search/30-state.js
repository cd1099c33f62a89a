if (typeof document !== 'undefined') {
  // What an address may hold, so that no link makes a browser work for long.
  const LONGEST_QUERY = 1000;
  const MOST_CHOSEN = 50;

  /** The most results that one page shows, whatever its address says. */
  Search.MOST_SHOWN = 1000;

  /** The facets, in the order in which they are shown. */
  Search.FACETS = [
    ['factor', Search.say('factor')],
    ['service', Search.say('service')],
    ['severity', Search.say('severity')],
    ['year', Search.say('year')],
    ['detected_by', Search.say('detected-by')],
    ['kind', Search.say('kind')],
  ];

  const ORDERS = ['relevance', 'newest', 'oldest'];

  /**
   * What an address asks for.
   * @param {string} search the part of the address from its question mark
   * @returns {{query: string, filters: Object<string, string[]>, sort: string, isGrowing: boolean, shown: number}}
   */
  Search.stateOf = (search) => {
    const asked = new URLSearchParams(search);
    const filters = {};
    for (const [field] of Search.FACETS) {
      const values = [...new Set(asked.getAll(field))].filter((value) => value !== '').slice(0, MOST_CHOSEN);
      if (values.length > 0) filters[field] = values;
    }
    const number = Number.parseInt(asked.get('n') || '', 10) || Search.STEP;
    const sort = asked.get('sort') || '';
    return {
      query: (asked.get('q') || '').slice(0, LONGEST_QUERY),
      filters,
      sort: ORDERS.includes(sort) ? sort : '',
      isGrowing: asked.has('typing'),
      shown: Math.min(Search.MOST_SHOWN, Math.max(Search.STEP, Math.ceil(number / Search.STEP) * Search.STEP)),
    };
  };

  /** Whether the last word of a query may go on. */
  Search.isUnfinished = (query) => /\S$/.test(query);

  /**
   * The address of the search page for a state; what is usual is left out. A query whose last word is still being typed finds
   * more than a finished one, so the page that is to show the same must know of it.
   */
  Search.addressOf = ({ query, filters = {}, sort = '', shown = Search.STEP, isGrowing = false }) => {
    const asked = new URLSearchParams();
    if (query.trim() !== '') asked.set('q', query);
    for (const [field] of Search.FACETS) {
      (filters[field] || []).forEach((value) => asked.append(field, value));
    }
    if (sort !== '') asked.set('sort', sort);
    if (shown > Search.STEP) asked.set('n', shown);
    if (isGrowing) asked.set('typing', 1);
    const text = asked.toString();
    return Search.settings.page + (text ? `?${text}` : '');
  };

  /** The order of results: what matches best, or the newest where there are no words to match. */
  Search.orderOf = ({ query, sort }) => sort || (query.trim() === '' ? 'newest' : 'relevance');

  /** The filters with one value more. */
  Search.withFilter = (filters, field, value) => ({ ...filters, [field]: [...new Set([...(filters[field] || []), value])] });

  /** The filters without one value. */
  Search.withoutFilter = (filters, field, value) => {
    const rest = { ...filters, [field]: (filters[field] || []).filter((its) => its !== value) };
    if (rest[field].length === 0) delete rest[field];
    return rest;
  };
}
