if (typeof document !== 'undefined') {
  const { element, button, namedButton } = Search;

  // What makes a query more than a row of words.
  const OPERATORS = /["“”():*<>[\]{}]|\.\.|(?:^|\s)-\S|(?:^|\s)(?:OR|AND|NOT|TO)(?:\s|$)/;

  /** Text in which what stands between backticks is code. */
  const withCode = (text) => text.split('`').map((part, place) => (place % 2 === 1 ? element('code', {}, part) : part));

  const asSentence = (note) => note.charAt(0).toUpperCase() + note.slice(1) + (/[.?!]$/.test(note) ? '' : '.');

  /** How the query was understood, where that tells something. */
  function understood(query, { understood: words, notes }) {
    const isTelling = OPERATORS.test(query) || notes.length > 0 || words.includes('common words left out') || words.startsWith('all but one');
    return words && query.trim() !== '' && isTelling ? element('span', { dir: 'auto' }, asSentence(`Understood as: ${words}`)) : null;
  }

  /** The query with a word in place of another; behind it where that is not found. */
  Search.replaceWord = (query, word, other) => {
    const start = query.toLowerCase().indexOf(word.toLowerCase());
    // Lower case may have another length in some scripts; the comparison tells.
    const isThere = start >= 0 && query.slice(start, start + word.length).toLowerCase() === word.toLowerCase();
    return isThere ? query.slice(0, start) + other + query.slice(start + word.length) : `${query.trim()} ${other}`.trim();
  };

  function offers(words, suggestion, take) {
    const offer = (word) =>
      namedButton('search-offer', word, `Search for ${word} in place of ${suggestion.word}`, () => take(suggestion.word, word));
    const all = words.map(offer);
    return all.flatMap((its, place) => (place === 0 ? [its] : [place === all.length - 1 ? ' or ' : ', ', its]));
  }

  /** What is said of a word that stands nowhere. */
  function suggestion(its, take) {
    const start = `Nothing here has “${its.word}”`;
    const searched = its.nearest.slice(0, its.searched);
    const others = its.nearest.slice(its.searched);
    if (its.nearest.length === 0) return element('p', { dir: 'auto' }, `${start}, nor a word like it.`);
    if (searched.length === 0) return element('p', { dir: 'auto' }, `${start}. Did you mean `, offers(others, its, take), '?');
    const more = others.length > 0 ? [' Or did you mean ', offers(others, its, take), '?'] : [];
    return element('p', { dir: 'auto' }, `${start}: searched for `, offers(searched, its, take), ' instead.', more);
  }

  /**
   * What there is to say about words that were not found.
   * @param {Object} results
   * @param {function(string, string)} take takes a word and the one that is to stand in its place
   * @returns {HTMLElement[]}
   */
  Search.suggested = (results, take) => results.suggestions.map((its) => suggestion(its, take));

  /**
   * What there is to say about the query: words that may be meant, and in one line how it was understood and what was passed
   * over.
   * @param {string} query
   * @param {Object} results
   * @param {function(string, string)} take takes a word and the one that is to stand in its place
   * @returns {HTMLElement[]}
   */
  Search.remarks = (query, results, take) => {
    const notes = results.notes.map((note) => element('span', { dir: 'auto' }, withCode(asSentence(note))));
    const told = [understood(query, results), ...notes].filter(Boolean).flatMap((part) => [part, ' ']);
    return [...Search.suggested(results, take), ...(told.length > 0 ? [element('p', {}, told)] : [])];
  };

  /** What a screen reader is told: `text`, and what is said about the query. */
  Search.spoken = (text, remarks) => [text, ...remarks.map((remark) => remark.textContent.trim())].join('. ');

  /** The lists of the site, which the page has from the start; taken out of it for when they are needed. */
  Search.takeLists = () => {
    const place = document.querySelector('#_search_lists');
    if (!place) return;
    const lists = place.querySelector('.search-lists');
    place.remove();
    Search.lists = () => (lists ? [lists.cloneNode(true)] : []);
  };

  Search.lists = () => [];

  /** What to try where nothing was found. */
  Search.nothing = ({ query, filters }, clearFilters) => {
    const tries = [];
    if (Object.keys(filters).length > 0) {
      tries.push(element('li', {}, button('search-offer', 'Remove the filters', clearFilters)));
    }
    if (query.trim().split(/\s+/).length > 1) tries.push(element('li', {}, 'Search for fewer words: a page must have all of them.'));
    if (query.trim() !== '') tries.push(element('li', {}, 'Try another word for it, or the beginning of one with a star, such as ', element('code', {}, 'cach*'), '.'));
    const lists = Search.lists();
    const links = lists.length > 0 ? [element('p', {}, 'These lists lead to every document:'), ...lists] : [];
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
    engine: () => 'Something went wrong in the search, not in your query.',
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
    const message = element('div', { class: 'search-failure', role: 'alert' }, element('p', {}, text), isFinal ? null : action);
    return hasLists && isFinal ? [message, ...Search.lists()] : [message];
  };
}
