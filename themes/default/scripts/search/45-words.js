if (typeof document !== 'undefined') {
  const { element, hidden, button } = Search;

  // What makes a query more than a row of words.
  const OPERATORS = /["“”():*<>[\]{}]|\.\.|(?:^|\s)-\S|(?:^|\s)(?:OR|AND|NOT|TO)(?:\s|$)/;

  /** Text in which what stands between backticks is code. */
  const withCode = (text) => text.split('`').map((part, place) => (place % 2 === 1 ? element('code', {}, part) : part));

  const asSentence = (note) => note.charAt(0).toUpperCase() + note.slice(1) + (/[.?!]$/.test(note) ? '' : '.');

  /** How the query was understood, where that tells something. */
  function understood(query, { understood: words, notes }) {
    const isTelling = OPERATORS.test(query) || notes.length > 0 || words.includes('common words left out') || words.startsWith('all but one');
    return words && query.trim() !== '' && isTelling ? element('p', { dir: 'auto' }, `Understood as: ${words}`) : null;
  }

  /** The query with a word in place of another; behind it where that is not found. */
  Search.replaceWord = (query, word, other) => {
    const start = query.toLowerCase().indexOf(word.toLowerCase());
    // Lower case may have another length in some scripts; the comparison tells.
    const isThere = start >= 0 && query.slice(start, start + word.length).toLowerCase() === word.toLowerCase();
    return isThere ? query.slice(0, start) + other + query.slice(start + word.length) : `${query.trim()} ${other}`.trim();
  };

  function offers(words, suggestion, take) {
    const all = words.map((word) => {
      const offer = button('search-offer', word, () => take(suggestion.word, word));
      offer.prepend(hidden('Search for '));
      offer.append(hidden(` in place of ${suggestion.word}`));
      return offer;
    });
    return all.flatMap((offer, place) => (place === 0 ? [offer] : [place === all.length - 1 ? ' or ' : ', ', offer]));
  }

  /** What is said of a word that no document has. */
  function suggestion(its, take) {
    const start = `No document has “${its.word}”`;
    const searched = its.nearest.slice(0, its.searched);
    const others = its.nearest.slice(its.searched);
    if (its.nearest.length === 0) return element('p', { dir: 'auto' }, `${start}, nor a word like it.`);
    if (searched.length === 0) return element('p', { dir: 'auto' }, `${start}. Did you mean `, offers(others, its, take), '?');
    const more = others.length > 0 ? [' Or did you mean ', offers(others, its, take), '?'] : [];
    return element('p', { dir: 'auto' }, `${start}: searched for `, offers(searched, its, take), ' instead.', more);
  }

  /**
   * What there is to say about the query: how it was understood, what was passed over, words that may be meant.
   * @param {string} query
   * @param {Object} results
   * @param {boolean} isTyping what is half written need not be mended yet
   * @param {function(string, string)} take takes a word and the one that is to stand in its place
   * @returns {HTMLElement[]}
   */
  Search.remarks = (query, results, isTyping, take) => {
    const notes = isTyping ? [] : results.notes.map((note) => element('p', { dir: 'auto' }, withCode(asSentence(note))));
    const told = isTyping ? null : understood(query, results);
    return [...results.suggestions.map((its) => suggestion(its, take)), ...notes, told].filter(Boolean);
  };

  /** What to try where nothing was found. */
  Search.nothing = ({ query, filters }, clearFilters) => {
    const tries = [];
    if (Object.keys(filters).length > 0) {
      tries.push(element('li', {}, button('search-offer', 'Remove the filters', clearFilters)));
    }
    if (query.trim().split(/\s+/).length > 1) tries.push(element('li', {}, 'Search for fewer words: a document must have all of them.'));
    if (query.trim() !== '') tries.push(element('li', {}, 'Try another word for it, or the beginning of one with a star, such as ', element('code', {}, 'cach*'), '.'));
    const lists = document.querySelector('#_search_lists');
    const links = lists ? [element('p', {}, 'These lists lead to every document:'), lists.content.cloneNode(true)] : [];
    return [element('div', { class: 'empty' }, element('p', {}, element('strong', {}, 'What may help')), element('ul', { class: 'search-tries' }, tries)), ...links];
  };

  const isOffline = () => navigator.onLine === false;

  const REASONS = {
    network: () =>
      isOffline()
        ? 'You are offline, and a part of the search index that this needs was not loaded before.'
        : 'A part of the search index could not be loaded.',
    damaged: () => 'A part of the search index arrived damaged. It may be whole the next time.',
    version: () => 'This site was published anew since you opened the page.',
    unsupported: () => 'This browser does not run the search, for it needs WebAssembly. These lists lead to every document.',
    mismatch: () => 'The search and its index were published at different times. The site has to be published once more, as a whole.',
    blocked: () => "The host of this site forbids WebAssembly, which the search needs. Whoever runs it can allow it by 'wasm-unsafe-eval' in the script-src of its Content-Security-Policy.",
    file: () => 'This page was opened as a file. The search needs a web server.',
    engine: () => 'The search stumbled over this query.',
  };

  /**
   * Says why there is no answer, and what to do.
   * @param {string} reason
   * @param {function()} retry
   * @param {boolean} hasLists whether there is room for the lists of the site
   * @returns {Node[]}
   */
  Search.failure = (reason, retry, hasLists) => {
    const text = (REASONS[reason] || REASONS.engine)();
    const action = reason === 'version' ? button('search-again', 'Reload the page', () => location.reload()) : button('search-again', 'Try again', retry);
    const isFinal = ['unsupported', 'mismatch', 'blocked', 'file'].includes(reason);
    const lists = hasLists && isFinal ? document.querySelector('#_search_lists') : null;
    const message = element('div', { class: 'search-failure', role: 'alert' }, element('p', {}, text), isFinal ? null : action);
    return lists ? [message, lists.content.cloneNode(true)] : [message];
  };
}
