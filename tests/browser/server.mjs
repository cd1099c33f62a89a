// A static host as strict as one can be: a folder below any base path, compressed bodies, a Content-Security-Policy that
// allows nothing but the site itself, and no HTTP Range. Counts what goes over the wire, and fails when it is told to.

import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const TYPES = {
  '.bin': 'application/octet-stream',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.xml': 'application/xml',
};

// What hosts compress: text and WebAssembly, not what they know nothing of.
const COMPRESSED = new Set(['.css', '.html', '.js', '.json', '.svg', '.txt', '.wasm', '.webmanifest', '.xml']);

const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Serves a folder.
 *
 * @param {string} folder
 * @param {{base?: string, encodings?: string[], quality?: number, policy?: string}} options `base` begins and ends with a slash;
 *   `encodings` are those that the host knows, the best first; `quality` is brotli's
 * @returns {Promise<Server>}
 */
export async function serve(folder, options = {}) {
  const server = new Server(folder, options);
  await server.start();
  return server;
}

/** A response that is not sent as it should be, until it is lifted. */
class Fault {
  constructor(pattern, change, faults) {
    Object.assign(this, { pattern, change, hits: 0 });
    this.lift = () => faults.delete(this);
    this.matches = (path) => pattern.test(path);
  }
}

class Server {
  #bodies = new Map();
  #faults = new Set();
  #sockets = new Set();

  constructor(folder, { base = '/', encodings = ['br', 'gzip'], quality = 4, policy = POLICY }) {
    Object.assign(this, { folder, base, encodings, quality, policy, requests: [], neighbours: [] });
    this.http = createServer((request, response) => this.#answer(request, response).catch((error) => {
      response.destroy(error);
    }));
    this.http.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  /** Listens; on the same port as before, if there was one. */
  async start() {
    await new Promise((resolve) => this.http.listen(this.port ?? 0, '127.0.0.1', resolve));
    this.port = this.http.address().port;
  }

  /** Goes away as a host does that lost its network. */
  async stop() {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.http.close(resolve));
  }

  /** The address of a path of the site. */
  url(path = '') {
    return `http://127.0.0.1:${this.port}${this.base}${path}`;
  }

  /** Serves another folder from now on: the site was published anew. */
  publish(folder) {
    this.folder = folder;
  }

  /**
   * Lets the answers to paths that match `pattern` go wrong, until the fault is lifted with `lift()`.
   *
   * @param {RegExp} pattern tried on the path below the base
   * @param {{status?: number, cut?: boolean, short?: boolean, flip?: boolean, format?: number, delay?: number, refuse?: boolean,
   *   type?: string, headers?: object, instead?: string, location?: string, times?: number, hold?: Promise}} change `cut` ends
   *   the connection in the middle of the body, `short` sends half of it as if it were all, `instead` sends this HTML with
   *   status 200, `location` leads elsewhere, `times` lets only so many answers go wrong, `hold` waits for a promise
   */
  fault(pattern, change) {
    const fault = new Fault(pattern, change, this.#faults);
    this.#faults.add(fault);
    return fault;
  }

  /** Lets `answer` take the requests to paths of the host that begin with `prefix`, as another application would. */
  share(prefix, answer) {
    this.neighbours.push({ prefix, answer });
  }

  /** The requests whose path matches, as `{path, status, body, wire, done}` with bytes of the body and in all. */
  requested(pattern = /(?:)/) {
    return this.requests.filter(({ path }) => pattern.test(path));
  }

  /** Forgets what was requested. */
  forget() {
    this.requests = [];
  }

  #change(path) {
    const changes = [];
    for (const fault of this.#faults) {
      if (!fault.matches(path) || fault.hits >= (fault.change.times ?? Infinity)) continue;
      fault.hits += 1;
      changes.push(fault.change);
    }
    return Object.assign({}, ...changes);
  }

  async #answer(request, response) {
    const { pathname } = new URL(request.url, 'http://host');
    const neighbour = this.neighbours.find(({ prefix }) => pathname.startsWith(prefix));
    if (neighbour) return neighbour.answer(request, response);
    const path = pathname.startsWith(this.base) ? decodeURIComponent(pathname.slice(this.base.length)) : null;
    const change = path === null ? {} : this.#change(path);
    this.#count(path ?? pathname, request, response);
    if (change.refuse) return request.socket.destroy();
    if (change.hold) await change.hold;
    if (change.delay) await new Promise((resolve) => setTimeout(resolve, change.delay));
    if (change.location) return response.writeHead(302, { location: change.location }).end();
    const instead = change.instead && { file: 'instead.html', bytes: Buffer.from(change.instead) };
    const found = change.status ? null : instead || (await this.#find(path));
    if (found?.redirect) return response.writeHead(301, { location: this.base + found.redirect }).end();
    if (found) return this.#send(request, response, found, 200, change);
    const missing = change.status >= 500 ? null : await this.#find('404.html');
    const page = missing ?? { file: 'error.txt', bytes: Buffer.from('The host stumbled.') };
    return this.#send(request, response, page, change.status ?? 404, {});
  }

  #count(path, request, response) {
    const record = { path, status: 0, body: 0, wire: 0, done: false };
    const before = request.socket.bytesWritten;
    this.requests.push(record);
    response.on('close', () => {
      record.status = response.statusCode;
      record.wire = request.socket.bytesWritten - before;
      record.body = response.bodyBytes ?? 0;
      record.done = true;
    });
  }

  async #find(path) {
    if (path === null || path.split('/').includes('..')) return null;
    const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
    const full = join(this.folder, file);
    const status = await stat(full).catch(() => null);
    if (status?.isDirectory()) return { redirect: `${path}/` };
    return status && { file, bytes: await readFile(full) };
  }

  #send(request, response, { file, bytes }, status, change) {
    const encoding = this.#encoding(request, file);
    const content = damaged(bytes, change);
    const body = encoding ? this.#compressed(content, encoding) : content;
    const tag = `"${hash(content)}"`;
    const headers = {
      'content-type': change.type ?? TYPES[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': this.policy,
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, max-age=0, must-revalidate',
      etag: tag,
      vary: 'accept-encoding',
      ...change.headers,
    };
    if (status === 200 && request.headers['if-none-match'] === tag) return response.writeHead(304, headers).end();
    if (encoding) headers['content-encoding'] = encoding;
    headers['content-length'] = body.length;
    response.writeHead(status, headers);
    if (request.method === 'HEAD') return response.end();
    response.bodyBytes = body.length;
    if (change.cut) return response.write(body.subarray(0, body.length >> 1), () => response.destroy());
    return response.end(body);
  }

  #encoding(request, file) {
    const accepted = (request.headers['accept-encoding'] ?? '').split(',').map((name) => name.trim());
    return COMPRESSED.has(extname(file)) ? this.encodings.find((encoding) => accepted.includes(encoding)) : undefined;
  }

  #compressed(bytes, encoding) {
    const key = `${encoding} ${hash(bytes)}`;
    if (!this.#bodies.has(key)) this.#bodies.set(key, compress(bytes, encoding, this.quality));
    return this.#bodies.get(key);
  }
}

/** `bytes` as a host sends them that compresses with `encoding`. */
export function compress(bytes, encoding, quality) {
  if (encoding === 'gzip') return gzipSync(bytes, { level: Math.min(quality, 9) });
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params });
}

function damaged(bytes, { flip, short, format }) {
  if (short) return bytes.subarray(0, bytes.length >> 1);
  // The number of an index's format stands behind the four bytes by which it is known.
  if (format) return Buffer.concat([bytes.subarray(0, 4), Buffer.of(format), bytes.subarray(5)]);
  if (!flip) return bytes;
  const flipped = Buffer.from(bytes);
  // Every sixteenth of the file: wherever its reader begins, it comes upon one.
  for (let part = 0; part < 16; part += 1) flipped[Math.floor((part * flipped.length) / 16)] ^= 0x10;
  return flipped;
}

function hash(bytes) {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}
