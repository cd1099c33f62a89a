// A small knowledge base in a folder of its own, and the real `afterword serve` on it, named by `AFTERWORD`.

import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** How long the server may take to tell its address. */
const PATIENCE = 30_000;

const SECTIONS = ['What went well', 'What went wrong', 'Where we got lucky'];

/** What documents are held against: little, so that those of the base have no findings. */
const TEMPLATE = '---\ntitle: A title\n---\n\n## Summary\n\n<!-- required: What happened. -->\n\n## Impact\n\n<!-- required: Who noticed. -->\n';

const NOTHING = 'Nothing needs to change, since the pool is as large as it should be.';

const SLOW = 'Requests to the checkout were slow for an hour, and people tried again until the pool was larger.';

/** A document; what a section says is in `said`, and a section that is not needed here says little. */
export function document(title, { summary = SLOW, impact = 'Few of those who paid noticed.', more = '' } = {}) {
  const rest = SECTIONS.map((section) => `## ${section}\n\n${'Nothing to tell. '.repeat(40)}\n`).join('\n');
  return `---\ntitle: ${title}\nstatus: published\nseverity: SEV2\nstarted: 2026-03-04T09:00:00Z\nresolved: 2026-03-04T10:00:00Z\n` +
    `services: [checkout]\ncontributing_factors: [cache-stampede, missing-alert]\n---\n\n## Summary\n\n${summary}\n\n` +
    `${impact ? `## Impact\n\n${impact}\n\n` : ''}${rest}\n## Action items\n\n${NOTHING}\n\n${more}\n`;
}

/** A picture of one colour. */
export function picture(colour) {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="${colour}"/></svg>`;
}

/** The style of the theme of the base, which is the built-in one but for the colour of titles. */
export function style(colour) {
  return `@layer components { h1 { color: ${colour} } }\n`;
}

/** The colour of titles, by day and by night. */
export const COLOUR = 'rgb(110, 120, 125)';

export const FILES = {
  'afterword.toml': 'title = "Live"\nbase_url = "/"\ntheme = "own"\n',
  'templates/postmortem.md': TEMPLATE,
  'themes/own/theme.toml': 'extends = "default"\n',
  'themes/own/styles/own.css': style(COLOUR),
  'postmortems/cache.md': document('Cache'),
  'postmortems/mail.md': document('Mail'),
  'postmortems/pool/index.md': document('Pool', { summary: `${SLOW}\n\n![A colour](colour.svg)` }),
  'postmortems/pool/colour.svg': picture('rgb(255, 0, 0)'),
  'pages/about.md': '---\ntitle: About\n---\n\nWhy we write.\n',
};

/**
 * A server on a base of its own.
 *
 * @param {{files?: object, options?: string[]}} of files that differ from those of the base, and parameters of the command
 */
export async function startLive({ files = {}, options = [] } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'afterword-live-'));
  const server = new LiveServer(folder, options);
  for (const [path, text] of Object.entries({ ...FILES, ...files })) await server.write(path, text);
  try {
    await server.start();
  } catch (error) {
    await rm(folder, { recursive: true });
    throw error;
  }
  return server;
}

class LiveServer {
  #port = 0;
  #said = '';

  constructor(folder, options) {
    Object.assign(this, { folder, options });
  }

  /** Starts the server; on the same port as before, if there was one. */
  async start() {
    const parameters = ['serve', this.folder, '--port', String(this.#port), ...this.options];
    this.process = spawn(resolve(process.env.AFTERWORD ?? 'target/debug/afterword'), parameters, { stdio: ['ignore', 'ignore', 'pipe'] });
    this.exited = new Promise((done) => this.process.on('exit', done).on('error', done));
    this.process.stderr.setEncoding('utf8');
    this.address = await this.#addressOf(this.process.stderr);
    this.#port = Number(new URL(this.address).port);
  }

  #addressOf(stream) {
    return new Promise((done, fail) => {
      const missing = () => fail(new Error(`the server told no address: ${this.#said}`));
      const timer = setTimeout(missing, PATIENCE);
      this.exited.then(missing);
      this.#said = '';
      stream.on('data', (text) => {
        this.#said += text;
        const [, address] = /(http:\/\/\S+)\s/.exec(this.#said) ?? [];
        if (!address) return;
        clearTimeout(timer);
        done(address);
      });
    });
  }

  /** Ends the server; the base stays. */
  async halt() {
    this.process.kill('SIGTERM');
    await this.exited;
  }

  /** Ends the server, and takes the base away. */
  async stop() {
    await this.halt();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** The address of a path of the site. */
  url(path = '') {
    return new URL(path, this.address).href;
  }

  /** Writes a file as many editors do: elsewhere, and then in its place, so that nobody sees half of it. */
  async write(path, text) {
    const file = join(this.folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${this.folder}.part`, text);
    await rename(`${this.folder}.part`, file);
  }

  /** Writes into a file that is there, which is empty for a moment. */
  async overwrite(path, text) {
    await writeFile(join(this.folder, path), text);
  }

  async remove(path) {
    await rm(join(this.folder, path), { recursive: true });
  }
}
