if (typeof document !== 'undefined') {
  const { element, button, namedButton } = Search;

  // What makes a query more than a row of words.
  const OPERATORS = /["“”():*<>[\]{}]|\.\.|(?:^|\s)-\S|(?:^|\s)(?:OR|AND|NOT|TO)(?:\s|$)/;

  /** Text in which what stands between backticks is code. */
  const withCode = (text) => text.split('`').map((part, place) => (place % 2 === 1 ? element('code', {}, part) : part));

  const ended = (text) => text + (/[.?!]$/.test(text) ? '' : '.');

  const asSentence = (note) => note.charAt(0).toUpperCase() + ended(note.slice(1));

  // What the engine itself says is English.
  const ENGINE = SEARCH_WORDS.language.startsWith('en') ? null : 'en';

  /** How the query was understood, where that tells something. */
  function understood(query, { understood: words, notes }) {
    const isTelling = OPERATORS.test(query) || notes.length > 0 || words.includes('common words left out') || words.startsWith('all but one');
    return words && query.trim() !== '' && isTelling ? element('span', { dir: 'auto' }, Search.parts('understood', { query: element('span', { lang: ENGINE }, ended(words)) })) : null;
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
      namedButton('search-offer', word, Search.say('offer', { word, other: suggestion.word }), () => take(suggestion.word, word));
    const all = words.map(offer);
    return all.flatMap((its, place) => (place === 0 ? [its] : [place === all.length - 1 ? Search.say('or') : Search.say('comma'), its]));
  }

  /** What is said of a word that stands nowhere. */
  function suggestion(its, take) {
    const searched = its.nearest.slice(0, its.searched);
    const others = its.nearest.slice(its.searched);
    if (its.nearest.length === 0) return element('p', { dir: 'auto' }, Search.say('no-word', its));
    if (searched.length === 0) return element('p', { dir: 'auto' }, Search.parts('no-word-meant', { word: its.word, words: offers(others, its, take) }));
    const more = others.length > 0 ? [' ', Search.parts('or-meant', { words: offers(others, its, take) })] : [];
    return element('p', { dir: 'auto' }, Search.parts('no-word-instead', { word: its.word, words: offers(searched, its, take) }), more);
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
    const notes = results.notes.map((note) => element('span', { dir: 'auto', lang: ENGINE }, withCode(asSentence(note))));
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
      tries.push(element('li', {}, button('search-offer', Search.say('remove-filters'), clearFilters)));
    }
    if (query.trim().split(/\s+/).length > 1) tries.push(element('li', {}, Search.say('fewer-words')));
    if (query.trim() !== '') tries.push(element('li', {}, Search.parts('other-word', { example: element('code', {}, 'cach*') })));
    const lists = Search.lists();
    const links = lists.length > 0 ? [element('p', {}, Search.say('lists')), ...lists] : [];
    return [element('div', { class: 'empty' }, element('p', {}, element('strong', {}, Search.say('may-help'))), element('ul', { class: 'search-tries' }, tries)), ...links];
  };

  const isOffline = () => navigator.onLine === false;

  const REASONS = ['network', 'damaged', 'version', 'unsupported', 'mismatch', 'blocked', 'file'];

  const because = (reason) => Search.say(reason === 'network' && isOffline() ? 'failed-offline' : `failed-${REASONS.includes(reason) ? reason : 'engine'}`);

  /**
   * Says why there is no answer, and what to do.
   * @param {string} reason
   * @param {function()} retry
   * @param {boolean} hasLists whether there is room for the lists of the site
   * @returns {Node[]}
   */
  Search.failure = (reason, retry, hasLists) => {
    const action = reason === 'version' ? button('search-again', Search.say('reload'), () => location.reload()) : button('search-again', Search.say('again'), retry);
    const isFinal = ['unsupported', 'mismatch', 'blocked', 'file'].includes(reason);
    const message = element('div', { class: 'search-failure', role: 'alert' }, element('p', {}, because(reason)), isFinal ? null : action);
    return hasLists && isFinal ? [message, ...Search.lists()] : [message];
  };
}
