// The worker: runs the engine beside the page, so that typing never waits. Takes messages of the page and gives it answers;
// errors become answers too. The engine says which chunks of the index a search needs; they are fetched in parallel, handed
// over, and the search is asked again. In a page, where there is a document, this part does nothing.
if (typeof document === 'undefined') {
  // A search needs two to four rounds; more than this would be a loop.
  const MOST_ROUNDS = 20;
  // Names tell what is in these files, so that what the browser kept is right, whatever the host said of keeping it.
  const HASHED = { cache: 'force-cache' };
  // After how many milliseconds a host that says nothing is given up.
  const PATIENCE = 30_000;
  const EMPTY_MODULE = new Uint8Array([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);

  /** What went wrong, with a reason that the page knows. */
  class Failure extends Error {
    constructor(reason, detail, isGone = false) {
      super(detail);
      this.reason = reason;
      this.isGone = isGone;
    }
  }

  // Where things are, and what has been fetched of them: kept, so that a new engine can begin where another fell.
  let places = null;
  let module = null;
  let root = null;
  let stemmer = null;
  const chunks = new Map();
  const arriving = new Map();

  let opening = null;
  let latest = null;

  const post = (message) => self.postMessage(message);
  const tell = (state) => post({ type: 'state', state });
  const isLatest = (question) => question === latest;

  /** What arrives may take its time, but it must begin to. */
  async function fetchSoon(url, options) {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(new Error('no answer')), PATIENCE);
    try {
      return await fetch(url, { ...options, signal: abort.signal });
    } finally {
      clearTimeout(timer);
    }
  }

  async function get(url, options) {
    let response;
    try {
      response = await fetchSoon(url, options);
      // What the browser kept may be the host's word that there is no such file.
      if (!response.ok && options.cache === 'force-cache') response = await fetchSoon(url, { cache: 'reload' });
    } catch (error) {
      throw new Failure('network', `${url}: ${error.message}`);
    }
    if (!response.ok) throw new Failure('network', `${url}: ${response.status}`, [404, 410].includes(response.status));
    return response;
  }

  async function getBytes(url, options) {
    const response = await get(url, options);
    try {
      return new Uint8Array(await response.arrayBuffer());
    } catch (error) {
      throw new Failure('network', `${url}: ${error.message}`);
    }
  }

  /** Does `use` with options to fetch by; where that finds damage, once more with what the host has, past all caches. */
  async function fresh(options, use) {
    try {
      return await use(options);
    } catch (error) {
      if (error.reason !== 'damaged') throw error;
      return use({ cache: 'reload' });
    }
  }

  /** Not every host knows the type of modules, without which a browser refuses to compile while it loads. */
  async function compile(url, options) {
    const response = await get(url, options);
    try {
      const isNamed = (response.headers.get('Content-Type') || '').startsWith('application/wasm');
      return await (isNamed ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer()));
    } catch (error) {
      throw new Failure(error instanceof WebAssembly.CompileError ? 'damaged' : 'network', `${url}: ${error.message}`);
    }
  }

  /** Where there is WebAssembly that may not be used, a Content-Security-Policy forbids it. */
  function assertSupported() {
    if (typeof WebAssembly !== 'object') throw new Failure('unsupported', 'no WebAssembly');
    try {
      new WebAssembly.Module(EMPTY_MODULE);
    } catch (error) {
      throw new Failure('blocked', error.message);
    }
  }

  /** A module whose name says what is in it. Where that is gone, the site has been published anew with another one. */
  async function compiled(url) {
    try {
      return await fresh(HASHED, (options) => compile(url, options));
    } catch (error) {
      throw error.isGone ? new Failure('version', error.message) : error;
    }
  }

  const indexUrl = (name) => new URL(name, places.index).href;

  /** What the open index was read from. */
  const files = () => ['index.bin', ...(stemmer ? [stemmer.name] : []), ...[...chunks.keys()].map((name) => `${name}.bin`)].map(indexUrl);

  /** Stems a word in the memory of the engine's exports, which cannot stem words of this language by itself. */
  function stem(engine, start, length, capacity) {
    if (!stemmer) return length;
    const { memory, allocate, stem: stemWord } = stemmer.exports;
    if (!(stemmer.capacity >= capacity)) {
      stemmer.place = allocate(capacity) >>> 0;
      stemmer.capacity = capacity;
    }
    const word = new Uint8Array(engine.memory.buffer, start >>> 0, capacity);
    new Uint8Array(memory.buffer, stemmer.place, capacity).set(word);
    const stemmed = stemWord(stemmer.place, length, capacity) >>> 0;
    word.set(new Uint8Array(memory.buffer, stemmer.place, stemmed));
    return stemmed;
  }

  /** Half a character, as it may be pasted, is none to the engine: JSON with a character in its place. */
  const wellFormed = (key, value) => (typeof value === 'string' ? new TextDecoder().decode(new TextEncoder().encode(value)) : value);

  /** One instance of the engine. Whatever it throws but a failure means that it fell over. */
  class Engine {
    constructor(compiledModule) {
      const env = { stem: (start, length, capacity) => stem(this.exports, start, length, capacity) };
      this.exports = new WebAssembly.Instance(compiledModule, { env }).exports;
    }

    /** Hands `parts` over as one message. Views are made anew after each call, since memory may have grown. */
    call(name, ...parts) {
      const { memory, allocate, release } = this.exports;
      const length = parts.reduce((sum, part) => sum + part.length, 0);
      const start = allocate(length) >>> 0;
      let end = start;
      for (const part of parts) {
        new Uint8Array(memory.buffer).set(part, end);
        end += part.length;
      }
      const answer = this.exports[name](start, length) >>> 0;
      const size = new DataView(memory.buffer).getUint32(answer, true);
      const text = new TextDecoder().decode(new Uint8Array(memory.buffer, answer + 4, size));
      release(answer, size + 4);
      const { error, ...result } = JSON.parse(text);
      if (error) throw new Failure(error.reason, error.message);
      return result;
    }

    open(bytes) {
      return this.call('open', bytes);
    }

    put(name, bytes) {
      this.call('put', new TextEncoder().encode(name), bytes);
    }

    search({ query, filters, sort, offset, limit, growing, facets }) {
      const request = JSON.stringify({ query, filters, sort, offset, limit, growing, facets }, wellFormed);
      return this.call('search', new TextEncoder().encode(request));
    }
  }

  /** Opens the index in a new engine. `options` say how fresh the root must be. */
  async function begin(options) {
    tell('opening');
    assertSupported();
    const fetchedRoot = root || getBytes(indexUrl('index.bin'), options);
    const [engineModule, bytes] = await Promise.all([module || compiled(places.engine), fetchedRoot]);
    const engine = new Engine(engineModule);
    const opened = engine.open(bytes);
    if (opened.stemmer && !stemmer) {
      stemmer = { name: opened.stemmer, exports: new WebAssembly.Instance(await compiled(indexUrl(opened.stemmer))).exports };
    }
    [module, root] = [engineModule, bytes];
    for (const [name, chunk] of chunks) {
      try {
        engine.put(name, chunk);
      } catch (error) {
        chunks.delete(name);
      }
    }
    tell('ready');
    return engine;
  }

  /** The engine with the index open. A failure is forgotten, so that the next call tries again. */
  function opened() {
    if (!opening) {
      const attempt = fresh({ cache: 'no-cache' }, begin);
      attempt.catch(() => {
        if (opening === attempt) opening = null;
      });
      opening = attempt;
    }
    return opening;
  }

  async function fetchChunk(name) {
    const url = indexUrl(`${name}.bin`);
    await fresh(HASHED, async (options) => {
      const bytes = await getBytes(url, options);
      (await opened()).put(name, bytes);
      chunks.set(name, bytes);
    });
  }

  function chunk(name) {
    if (!arriving.has(name)) arriving.set(name, fetchChunk(name).finally(() => arriving.delete(name)));
    return arriving.get(name);
  }

  /** Asks until nothing is missing, or until a newer question makes this one obsolete. */
  async function rounds(question) {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const engine = await opened();
      if (!isLatest(question)) return;
      const { results, needs } = engine.search(question);
      const complete = needs.length === 0;
      if (results) post({ type: 'results', id: question.id, results, complete, files: complete ? files() : [] });
      if (complete) return;
      tell('fetching');
      await Promise.all(needs.map(chunk));
      if (!isLatest(question)) return;
    }
    throw new Failure('engine', 'the search does not end');
  }

  /** Whether the site has another index than the one that is open, as when it was published anew. */
  async function isRepublished() {
    const [before, now] = [root, await getBytes(indexUrl('index.bin'), { cache: 'reload' })];
    if (before && before.length === now.length && before.every((byte, place) => byte === now[place])) return false;
    [root, stemmer, opening] = [now, null, null];
    return true;
  }

  /** Puts right what can be put right: an engine that fell over is started anew, an index that is no more opened anew. */
  async function mend(error) {
    const hasFallen = !(error instanceof Failure);
    if (hasFallen) opening = null;
    return hasFallen || ((error.isGone || error.reason === 'damaged') && root !== null && isRepublished());
  }

  async function answer(question) {
    try {
      try {
        await rounds(question);
      } catch (error) {
        if (!isLatest(question) || !(await mend(error))) throw error;
        await rounds(question);
      }
    } catch (error) {
      if (!(error instanceof Failure)) opening = null;
      if (isLatest(question)) post({ type: 'failed', id: question.id, reason: error.reason || 'engine', detail: error.message });
    }
  }

  const receive = {
    open({ engine, index }) {
      places = { engine, index };
      opened().catch(() => {});
    },
    search(question) {
      latest = question;
      answer(question);
    },
    ping() {
      post({ type: 'pong' });
    },
    retry() {
      if (latest) receive.search({ ...latest });
    },
  };

  self.addEventListener('message', ({ data }) => receive[data.type](data));
}
