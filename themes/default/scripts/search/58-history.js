if (typeof document !== 'undefined') {
  /** How long nobody must type before the next word makes a new entry of the history. */
  const SETTLED = 1200;

  /** How long nobody must scroll before the place is kept. */
  const RESTED = 200;

  /** The entries that the search page makes in the history: what was asked is their address, where the reader stood their state. */
  Search.History = class {
    /** @param {function()} restore shows what the address asks for, when the reader goes back or forth */
    constructor(restore) {
      this.isTyping = false;
      // Where to return to once there is an answer.
      this.place = null;
      history.scrollRestoration = 'manual';
      window.addEventListener('popstate', restore);
      window.addEventListener('scroll', () => this.rememberPlace(), { passive: true });
      window.addEventListener('pagehide', () => this.savePlace());
    }

    /** What the address asks for. */
    read() {
      this.settle();
      this.place = history.state && history.state.place;
      return Search.stateOf(location.search);
    }

    /** A new entry. */
    add(state) {
      this.settle();
      this.savePlace();
      this.write('pushState', state, 0);
    }

    /** Another state in place of this one. */
    replace(state) {
      this.settle();
      this.write('replaceState', state, window.scrollY);
    }

    /** A state while somebody types: all that is typed in one go is one entry. */
    type(state) {
      if (this.isTyping) this.replace(state);
      else this.add(state);
      this.isTyping = true;
      this.settling = setTimeout(() => this.settle(), SETTLED);
    }

    /** What is typed from now on is an entry of its own. */
    settle() {
      clearTimeout(this.settling);
      this.isTyping = false;
    }

    write(kind, state, place) {
      this.place = null;
      this.record(kind, place, Search.addressOf(state));
    }

    record(kind, place, address) {
      try {
        history[kind]({ place }, '', address);
      } catch {
        // Some browsers allow no more than a few entries a second; the next change is written again.
      }
    }

    /** Scrolls to where the reader was at this entry. */
    returnToPlace() {
      if (this.place) window.scrollTo({ top: this.place, behavior: 'instant' });
      this.place = null;
    }

    rememberPlace() {
      clearTimeout(this.remembering);
      this.remembering = setTimeout(() => this.savePlace(), RESTED);
    }

    savePlace() {
      clearTimeout(this.remembering);
      // What is about to be returned to is not yet where the page stands.
      if (!this.place) this.record('replaceState', window.scrollY);
    }
  };
}
