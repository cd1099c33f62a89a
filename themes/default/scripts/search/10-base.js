// The search, joined from the files of this folder in the order of their names. The joined file is loaded twice: by each
// page, and as a worker, where there is no document. Parts up to 80 are for pages and do nothing in the worker. In front of
// them stands `SEARCH_WORDS`, all that they say, in the language of the site.

/** What the parts share. */
const Search = {};

if (typeof document !== 'undefined') {
  const script = document.currentScript;
  const absolute = (address) => new URL(address, document.baseURI).href;

  /** Where things are, as the page says it. */
  Search.settings = {
    script: script.src,
    engine: absolute(script.dataset.engine),
    index: absolute(script.dataset.index),
    home: script.dataset.home,
    page: script.dataset.page,
    severities: new Map(Object.entries(JSON.parse(script.dataset.severities || '{}'))),
    examples: script.dataset.examples || '',
  };

  /** How many results are shown at a time. */
  Search.STEP = 8;

  /** How long results must stand before a screen reader is told of them, so that it does not talk while one types. */
  Search.LULL = 400;

  /** While somebody types, how long a word must stand before it is searched for. */
  Search.DEBOUNCE = 80;

  /**
   * Makes an element. Children are nodes or texts, which never become markup; what is null is left out.
   * @param {string} name
   * @param {Object<string, ?(string|number|boolean)>} [attributes] null and false leave one out, true gives it no value
   * @param {...?(Node|string|Array)} children
   * @returns {HTMLElement}
   */
  Search.element = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) {
      if (value !== null && value !== false) element.setAttribute(attribute, value === true ? '' : value);
    }
    element.append(...children.flat(3).filter((child) => child !== null && child !== ''));
    return element;
  };

  /** A button that does something. */
  Search.button = (name, label, action) => {
    const button = Search.element('button', { class: name, type: 'button' }, label);
    button.addEventListener('click', action);
    return button;
  };

  /** A button that is called something else where what surrounds it is not seen. */
  Search.namedButton = (name, label, spoken, action) => {
    const button = Search.button(name, label, action);
    button.setAttribute('aria-label', spoken);
    return button;
  };

  /** Text for screen readers alone. */
  Search.hidden = (text) => Search.element('span', { class: 'visually-hidden' }, text);

  /**
   * Makes `nodes` the children of `parent` with as few moves as can be, so that what has the focus keeps it.
   * @param {Element} parent
   * @param {Node[]} nodes
   */
  Search.fill = (parent, nodes) => {
    const wanted = new Set(nodes);
    for (const child of [...parent.childNodes]) {
      if (!wanted.has(child)) child.remove();
    }
    nodes.forEach((node, place) => {
      if (parent.childNodes[place] !== node) parent.insertBefore(node, parent.childNodes[place] || null);
    });
  };

  /**
   * The address of a page of the site, never of anything outside of it.
   * @param {string} route such as `postmortems/x/`
   * @param {string} [anchor]
   */
  Search.address = (route, anchor = '') => {
    const parts = String(route).replace(/^\/+/, '').split('/');
    const path = parts.some((part) => part === '.' || part === '..') ? '' : parts.map(encodeURIComponent).join('/');
    return Search.settings.home + path + (anchor ? `#${encodeURIComponent(anchor)}` : '');
  };

  /** A whole number with its digits in groups of three. */
  Search.grouped = (number) => String(Math.max(0, Math.trunc(number))).replace(/\B(?=(\d{3})+$)/g, SEARCH_WORDS['number-group']);

  const plurals = new Intl.PluralRules(SEARCH_WORDS.language);

  const filled = (text, given) =>
    text.split(/\{(\w+)\}/).map((part, place) => {
      if (place % 2 === 0) return part;
      return typeof given[part] === 'number' ? Search.grouped(given[part]) : given[part];
    });

  /**
   * A message in parts: its texts, and between them what is given to it, such as elements. `count` chooses the plural.
   * @param {string} key
   * @param {Object<string, (string|number|Node|Array)>} given
   */
  Search.parts = (key, given) => {
    const message = SEARCH_WORDS[key];
    return filled(typeof message === 'string' ? message : message[plurals.select(given.count)] || message.other, given);
  };

  /** A message as text. */
  Search.say = (key, given = {}) => Search.parts(key, given).join('');

  /** `2026-03-04` as "4 Mar 2026"; anything else as it is. */
  Search.day = (date) => {
    const parts = /^(-?\d+)-(\d\d)-(\d\d)$/.exec(date);
    const form = parts && SEARCH_WORDS.dates[Number(parts[2]) - 1];
    return form ? filled(form, { day: String(Number(parts[3])), year: parts[1] }).join('') : String(date);
  };

  /** Seconds with their two largest units: "2 h 8 min". */
  Search.duration = (total) => {
    const seconds = Math.max(0, Math.trunc(total));
    const units = [[Math.floor(seconds / 86400), 'days'], [Math.floor(seconds / 3600) % 24, 'hours'], [Math.floor(seconds / 60) % 60, 'minutes']];
    const first = units.findIndex(([count]) => count > 0);
    if (first < 0) return Search.say('seconds', { count: seconds });
    return units.slice(first, first + 2).filter(([count]) => count > 0).map(([count, unit]) => Search.say(unit, { count })).join(' ');
  };

  /** What a value of a field is called: what the site says for it, or a kind as words, `near-miss` as "near miss". */
  Search.nameOf = (field, id, title = id) => {
    const key = `${field}-${id}`;
    if (Object.hasOwn(SEARCH_WORDS, key)) return SEARCH_WORDS[key];
    return field === 'kind' ? String(title).replace(/[-_]+/g, ' ') : title;
  };
}
