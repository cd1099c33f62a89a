// What `afterword serve` has to say on a page: findings of its document, what is broken, and whether all is as the files
// are. It stands in a shadow root, so that neither the page's style nor its scripts' selectors meet it.

import { button, coded, element } from './live-elements.js';
import { MOMENT, row } from './live-finding.js';

const OPEN = 'afterword-findings';
/** What findings of a level are counted as, in their order. */
const NOUNS = { error: 'error', warning: 'warning', info: 'note' };
/** How long the server may be away before it is told: browsers lose their connections now and then. */
const GRACE = 1000;

export class Panel {
  #findings = [];
  #broken = null;
  #putAway = null;
  #isOpen = kept() === 'open';
  #counted = null;
  #isBehind = false;
  #words = { away: null, missing: null, search: null };
  #timers = new Map();

  /** @param {{home: string, style: string}} addresses of the site's first page, and of the style of this */
  constructor({ home, style }) {
    this.home = home;
    this.host = document.createElement('afterword-live');
    this.host.hidden = true;
    const sheet = element('link', { rel: 'stylesheet', href: style });
    for (const event of ['load', 'error']) sheet.addEventListener(event, () => this.host.removeAttribute('hidden'));
    this.frame = element('div', { class: 'frame' }, this.#overlay(), this.#corner());
    this.host.attachShadow({ mode: 'open' }).append(sheet, this.frame);
    document.documentElement.append(this.host);
    this.#followScheme();
    document.addEventListener('keydown', (event) => this.#escape(event));
  }

  /** Shows what the server says of this page, and whether one that was good is below. */
  show({ findings, broken, isThere }) {
    this.below.textContent = `${isThere ? 'Below is the page as it was before. ' : ''}The page follows by itself once this is mended.`;
    this.#break(broken?.text ?? null);
    if (JSON.stringify(findings) === JSON.stringify(this.#findings)) return;
    this.#findings = findings;
    this.#refill();
    this.#announce();
  }

  /** Says that there is no such page any more. */
  miss(isMissing) {
    const link = () => element('a', { href: this.home }, 'Go to the start page');
    this.#say('missing', isMissing ? [element('span', {}, 'There is no page at this address any more.'), ' ', link()] : null);
  }

  /** Says whether the server is away. */
  leave(isAway) {
    if (!isAway) {
      this.#cancel('away');
      this.#say('away', null);
    } else if (!this.#timers.has('away')) {
      this.#later('away', GRACE, () => this.#say('away', 'The server is away. This page follows once it is back.'));
    }
  }

  /** Says whether the search knows what the pages say. */
  search(state) {
    if (state === 'behind') {
      this.#cancel('search');
      this.#say('search', 'Search is catching up…');
    } else if (this.#isBehind) {
      this.#say('search', 'Search has caught up.');
      this.#later('search', MOMENT, () => this.#say('search', null));
    }
    this.#isBehind = state === 'behind';
  }

  // What is broken.

  #overlay() {
    this.heading = element('h2', { id: 'broken-heading' });
    this.message = element('pre', { tabindex: '0', 'aria-label': 'What was found' });
    this.below = element('p', { id: 'broken-below' });
    this.overlay = element('div', {
      class: 'broken', role: 'alertdialog', 'aria-labelledby': 'broken-heading', 'aria-describedby': 'broken-below', hidden: '',
    }, this.heading, this.below, this.message, button('plain', 'Put away', () => this.#hideOverlay()));
    return this.overlay;
  }

  #break(text) {
    const isNew = text !== this.#broken;
    this.#broken = text;
    if (text === null) this.#putAway = null;
    if (!isNew) return;
    this.heading.replaceChildren(...(text === null ? [] : coded(headingOf(text))));
    this.message.textContent = text ?? '';
    this.#showOverlay();
    if (text !== null) this.#tell(headingOf(text).replaceAll('`', ''));
  }

  #showOverlay() {
    const isShown = this.#broken !== null && this.#broken !== this.#putAway;
    this.overlay.hidden = !isShown;
    this.why.hidden = isShown || this.#broken === null;
    this.why.replaceChildren(...(this.#broken === null ? [] : coded(headingOf(this.#broken))));
  }

  #hideOverlay() {
    const hadFocus = this.overlay.contains(this.host.shadowRoot.activeElement);
    this.#putAway = this.#broken;
    this.#showOverlay();
    if (hadFocus) this.why.focus();
  }

  // The corner: words, and the findings.

  #corner() {
    this.list = element('ol', { id: 'findings-list', hidden: '' });
    this.toggle = button('toggle', '', () => this.#open(!this.#isOpen));
    this.toggle.setAttribute('aria-controls', 'findings-list');
    this.why = button('toggle', '', () => {
      this.#putAway = null;
      this.#showOverlay();
      this.message.focus();
    });
    this.why.hidden = true;
    this.word = element('div', { class: 'word', hidden: '' });
    this.status = element('p', { class: 'unseen', role: 'status' });
    this.toggle.hidden = true;
    return element('section', { class: 'corner', 'aria-label': 'Afterword' }, this.toggle, this.list, this.why, this.word, this.status);
  }

  #say(topic, content) {
    if (content === this.#words[topic] || (content !== null && String(content) === String(this.#words[topic]))) return;
    this.#words[topic] = content;
    const said = Object.entries(this.#words).filter(([, words]) => words !== null);
    this.word.replaceChildren(...said.map(([name, words]) => element('p', { 'data-topic': name }, words)));
    this.word.hidden = said.length === 0;
    if (content !== null && topic !== 'search') this.#tell(this.word.querySelector(`[data-topic="${topic}"]`).textContent);
  }

  #open(isOpen) {
    this.#isOpen = isOpen;
    keep(isOpen ? 'open' : 'closed');
    this.#fold();
  }

  #fold() {
    const isOpen = this.#isOpen && this.#findings.length > 0;
    this.toggle.hidden = this.#findings.length === 0;
    this.toggle.setAttribute('aria-expanded', String(isOpen));
    this.list.hidden = !isOpen;
  }

  /** Fills the list anew. Who was in it stays at the same place, or gets back to the button. */
  #refill() {
    const { activeElement } = this.host.shadowRoot;
    const wasInside = this.list.contains(activeElement);
    this.toggle.replaceChildren(...this.#countWords());
    this.list.replaceChildren(...this.#findings.map((finding) => row(finding, (word) => this.#tell(word))));
    this.#fold();
    if (!wasInside) return;
    const again = [...this.list.querySelectorAll('a, button')].find(({ textContent }) => textContent === activeElement.textContent);
    (again ?? this.toggle).focus();
  }

  #countWords() {
    const count = (level) => this.#findings.filter((finding) => finding.level === level).length;
    const parts = Object.entries(NOUNS).map(([level, noun]) => [level, noun, count(level)]).filter(([, , number]) => number > 0);
    return parts.flatMap(([level, noun, number], index) =>
      [index > 0 ? ', ' : '', element('span', { 'data-level': level }, `${number} ${noun}${number === 1 ? '' : 's'}`)]);
  }

  /** Tells of counts that changed, not of those that the page came with. */
  #announce() {
    const words = this.#findings.length === 0 ? 'No findings' : this.toggle.textContent;
    if (this.#counted !== null && this.#counted !== words) this.#tell(words);
    this.#counted = words;
  }

  /** Tells those who do not see it. What was told is not there to be found later, since it is seen elsewhere. */
  #tell(words) {
    this.status.textContent = words;
    this.#later('status', 2 * MOMENT, () => this.status.replaceChildren());
  }

  #escape(event) {
    if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]')) return;
    const isHere = event.target === this.host;
    if (!this.overlay.hidden) {
      this.#hideOverlay();
    } else if (isHere && !this.list.hidden) {
      this.#open(false);
      this.toggle.focus();
    }
  }

  /** Takes the colours that the reader chose on the page. */
  #followScheme() {
    const { documentElement } = document;
    const take = () => this.frame.setAttribute('data-scheme', documentElement.dataset.scheme ?? 'system');
    new MutationObserver(take).observe(documentElement, { attributes: true, attributeFilter: ['data-scheme'] });
    take();
  }

  #later(name, time, action) {
    this.#cancel(name);
    this.#timers.set(name, setTimeout(action, time));
  }

  #cancel(name) {
    clearTimeout(this.#timers.get(name));
    this.#timers.delete(name);
  }
}

/** What a message is about, by the place that it names. */
function headingOf(text) {
  const [, path, line] = /^\s*-->\s+(.+?):(\d+)(?::\d+)?\s*$/m.exec(text) ?? [];
  return path ? `Something to mend in \`${path}\`, line ${line}` : 'Something to mend before this page can follow';
}

function kept() {
  try {
    return sessionStorage.getItem(OPEN);
  } catch {
    return null;
  }
}

function keep(state) {
  try {
    sessionStorage.setItem(OPEN, state);
  } catch {
    // It then holds for this page alone.
  }
}
