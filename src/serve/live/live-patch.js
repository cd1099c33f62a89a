// Shows a new source of a page: what differs between the old source and the new one is changed on the screen, node by node.
// What scripts and readers made of the page meanwhile is in neither source, and so it stays.

/** Only loading the page anew can show what is new. */
class Unlike extends Error {}

/** Up to how many pairs are weighed to find which of some children became which; beyond, they are taken in order. */
const WEIGHED = 40_000;

/**
 * Makes the page what `fresh` says, and `source` the same as `fresh`, of which it takes parts. Throws where that cannot be.
 *
 * @param {Document} source what the page was made of
 * @param {Document} fresh
 * @param {WeakMap<Node, Node>} live nodes of the page by those of the source
 */
export function patch(source, fresh, live) {
  if (programs(source) !== programs(fresh)) throw new Unlike('another script');
  keepingPlace(() => new Patch(live).node(source.documentElement, fresh.documentElement));
}

/** What runs, or was read by what ran, when the page was loaded. */
function programs(root) {
  const all = [...root.querySelectorAll('script, template')];
  const running = all.filter(({ localName, type }) => localName === 'template' || !type || /^module$|javascript|^importmap$/.test(type));
  return JSON.stringify(running.map((element) => [element.getAttribute('src'), element.type, element.innerHTML]));
}

/**
 * Tells where the nodes of a source are on the screen, by those of a copy of the page, which scripts may have changed already.
 *
 * @param {Node} copy
 * @param {Node} source
 * @param {WeakMap<Node, Node>} live nodes of the page by those of the copy; those of the source come in addition
 */
export function match(copy, source, live) {
  live.set(source, live.get(copy));
  const partners = align([...copy.childNodes], [...source.childNodes]);
  for (const [child, partner] of partners) match(partner, child, live);
}

/** How long the next state of the files may take to come. */
const PASSING = 1000;

class Patch {
  #live;
  /** Style sheets that stay until the one that comes in their place is there. */
  static #leaving = new WeakMap();

  constructor(live) {
    this.#live = live;
  }

  node(old, fresh) {
    if (old.nodeType !== Node.ELEMENT_NODE) return this.#text(old, fresh);
    if (old.nodeName === 'TITLE') return this.#title(old, fresh);
    if (isOtherStyleSheet(old, fresh)) return this.#exchange(old, fresh);
    this.#attributes(old, fresh);
    return this.#children(old, fresh);
  }

  /** The node on the screen, which must still be there. */
  #on(old) {
    const node = this.#live.get(old);
    if (!node?.isConnected) throw new Unlike('a part is gone');
    return node;
  }

  /** Changes what differs in a text, so that what is selected beside it stays selected. */
  #text(old, fresh) {
    if (old.data === fresh.data) return;
    const node = this.#on(old);
    if (node.data === old.data) replaceMiddle(node, fresh.data);
    else node.data = fresh.data;
    old.data = fresh.data;
  }

  /** The title of the page, whose text scripts exchange when they set another. */
  #title(old, fresh) {
    this.#attributes(old, fresh);
    if (old.textContent === fresh.textContent) return;
    this.#on(old).textContent = fresh.textContent;
    old.textContent = fresh.textContent;
  }

  #attributes(old, fresh) {
    for (const { name } of [...old.attributes]) {
      if (fresh.hasAttribute(name)) continue;
      this.#on(old).removeAttribute(name);
      old.removeAttribute(name);
    }
    for (const { name, value, namespaceURI } of fresh.attributes) {
      if (old.getAttribute(name) === value) continue;
      for (const element of [this.#on(old), old]) {
        if (namespaceURI) element.setAttributeNS(namespaceURI, name, value);
        else element.setAttribute(name, value);
      }
    }
  }

  /** Puts a style sheet beside the old one, which leaves once the new one is there, so that no moment is without style. */
  #exchange(old, fresh) {
    const before = this.#on(old);
    const after = document.importNode(fresh, true);
    const leave = () => {
      before.remove();
      Patch.#leaving.get(before)?.();
    };
    Patch.#leaving.set(after, leave);
    after.addEventListener('load', leave);
    // One that the next state of the files has passed over is not to be had; that state comes at once.
    after.addEventListener('error', () => setTimeout(leave, PASSING));
    before.after(after);
    this.#live.set(old, after);
    for (const { name } of [...old.attributes]) old.removeAttribute(name);
    for (const { name, value } of fresh.attributes) old.setAttribute(name, value);
  }

  #children(old, fresh) {
    const [before, after] = [[...old.childNodes], [...fresh.childNodes]];
    const partners = align(before, after);
    const kept = new Set(partners.values());
    for (const child of before) if (!kept.has(child)) this.#remove(child);
    let last = null;
    for (const child of after) {
      const partner = partners.get(child);
      if (!partner) this.#insert(old, child, last);
      else if (!partner.isEqualNode(child)) this.node(partner, child);
      last = partner ?? child;
    }
  }

  #remove(old) {
    this.#live.get(old)?.remove();
    old.remove();
  }

  /** Puts a new node into the source behind `last`, and on the screen where that is. */
  #insert(parent, child, last) {
    const node = document.importNode(child, true);
    this.#place(parent, last, node);
    parent.insertBefore(child, last ? last.nextSibling : parent.firstChild);
    this.#pair(child, node);
  }

  #place(parent, last, node) {
    const within = this.#on(parent);
    const isHere = (sibling) => this.#live.get(sibling)?.parentNode === within;
    for (let sibling = last; sibling; sibling = sibling.previousSibling) {
      if (isHere(sibling)) return this.#live.get(sibling).after(node);
    }
    for (let sibling = last ? last.nextSibling : parent.firstChild; sibling; sibling = sibling.nextSibling) {
      if (isHere(sibling)) return this.#live.get(sibling).before(node);
    }
    if (parent.hasChildNodes()) throw new Unlike('nothing is where it was');
    return within.append(node);
  }

  #pair(from, to) {
    this.#live.set(from, to);
    for (let a = from.firstChild, b = to.firstChild; a; a = a.nextSibling, b = b.nextSibling) this.#pair(a, b);
  }
}

function isOtherStyleSheet(old, fresh) {
  return isStyleSheet(old) && isStyleSheet(fresh) && old.getAttribute('href') !== fresh.getAttribute('href');
}

function isStyleSheet(element) {
  return element.localName === 'link' && (element.getAttribute('rel') ?? '').toLowerCase().split(/\s+/).includes('stylesheet');
}

function replaceMiddle(node, text) {
  const { data } = node;
  const most = Math.min(data.length, text.length);
  let start = 0;
  while (start < most && data[start] === text[start]) start += 1;
  let end = 0;
  while (end < most - start && data.at(-1 - end) === text.at(-1 - end)) end += 1;
  node.replaceData(start, data.length - end - start, text.slice(start, text.length - end));
}

/** Which of the nodes `before` each of those `after` was, by the one after. Their order is the same in both. */
function align(before, after) {
  const partners = new Map();
  alignPart(before, after, partners);
  return partners;
}

function alignPart(before, after, partners) {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start].isEqualNode(after[start])) partners.set(after[start], before[start++]);
  let end = 0;
  while (end < most - start && before.at(-1 - end).isEqualNode(after.at(-1 - end))) {
    end += 1;
    partners.set(after.at(-end), before.at(-end));
  }
  const olds = before.slice(start, before.length - end);
  const news = after.slice(start, after.length - end);
  if (olds.length === 0 || news.length === 0) return;
  const anchors = anchorsOf(olds, news);
  if (anchors.length === 0) return takeKin(olds, news, partners);
  let [i, j] = [0, 0];
  for (const [k, l] of [...anchors, [olds.length, news.length]]) {
    alignPart(olds.slice(i, k), news.slice(j, l), partners);
    if (k < olds.length) partners.set(news[l], olds[k]);
    [i, j] = [k + 1, l + 1];
  }
}

const keyOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node.outerHTML : `${node.nodeType} ${node.data}`);

/** Places of nodes that are on both sides once and equal: the longest row of them that is in the same order on both. */
function anchorsOf(olds, news) {
  const count = (nodes) => {
    const places = new Map();
    nodes.forEach((node, place) => places.set(keyOf(node), places.has(keyOf(node)) ? null : place));
    return places;
  };
  const [here, there] = [count(olds), count(news)];
  const common = [...here].filter(([key, place]) => place !== null && (there.get(key) ?? null) !== null);
  return longestRise(common.map(([key, place]) => [place, there.get(key)]));
}

/** The longest part of the pairs whose second numbers rise, in their order. */
function longestRise(pairs) {
  const ends = [];
  for (const pair of pairs) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle].pair[1] < pair[1]) low = middle + 1;
      else high = middle;
    }
    ends[low] = { pair, before: ends[low - 1] };
  }
  const row = [];
  for (let end = ends.at(-1); end; end = end.before) row.unshift(end.pair);
  return row;
}

/** What must be the same for one node to have become another. */
function kindOf(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return String(node.nodeType);
  const names = ['id', 'name', 'rel', 'property', 'type'].map((name) => node.getAttribute(name));
  return JSON.stringify([node.nodeName, ...names]);
}

/** Takes for each other what is of the same kind: as many as there can be, in the same order. */
function takeKin(olds, news, partners) {
  const [here, there] = [olds.map(kindOf), news.map(kindOf)];
  if (here.length * there.length > WEIGHED) {
    let from = 0;
    news.forEach((node, place) => {
      const found = here.indexOf(there[place], from);
      if (found < 0) return;
      partners.set(node, olds[found]);
      from = found + 1;
    });
    return;
  }
  const most = here.map(() => new Uint32Array(there.length + 1)).concat([new Uint32Array(there.length + 1)]);
  for (let i = here.length - 1; i >= 0; i -= 1) {
    for (let j = there.length - 1; j >= 0; j -= 1) {
      most[i][j] = here[i] === there[j] ? most[i + 1][j + 1] + 1 : Math.max(most[i + 1][j], most[i][j + 1]);
    }
  }
  for (let i = 0, j = 0; i < here.length && j < there.length;) {
    if (here[i] === there[j]) partners.set(news[j++], olds[i++]);
    else if (most[i + 1][j] >= most[i][j + 1]) i += 1;
    else j += 1;
  }
}

/** Keeps what the reader looks at where it is on the screen. Most browsers do that by themselves. */
function keepingPlace(change) {
  const isKept = getComputedStyle(document.documentElement).overflowAnchor === 'auto';
  const anchors = isKept || window.scrollY === 0 ? [] : visibleParts();
  change();
  const anchor = anchors.find(({ part }) => part.isConnected);
  if (!anchor) return;
  const top = window.scrollY + anchor.part.getBoundingClientRect().top - anchor.top;
  window.scrollTo({ top, left: window.scrollX, behavior: 'instant' });
}

/** The first parts of the page that are seen, the smallest first, and where each stands. */
function visibleParts() {
  const parts = [];
  let part = document.querySelector('main') ?? document.body;
  while (part) {
    parts.unshift({ part, top: part.getBoundingClientRect().top });
    part = [...part.children].find((child) => {
      const { bottom, height } = child.getBoundingClientRect();
      return height > 0 && bottom > 0;
    });
  }
  return parts;
}
