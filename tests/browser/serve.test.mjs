// `afterword serve`: pages follow the files while these are written, and say what was found in them.

import assert from 'node:assert/strict';

import { violations } from './support/axe.mjs';
import { browserTest } from './support/harness.mjs';
import { LivePage } from './support/live-page.mjs';
import { COLOUR, FILES, document as written, picture, startLive, style } from './support/live-server.mjs';

const CACHE = 'postmortems/cache/';
const BAD_FRONT_MATTER = '---\ntitle: [Cache\n---\n\n## Summary\n\nWords.\n';
const EDITOR = '\n[serve]\neditor = "vscode://file{path}:{line}:{column}"\n';
const NO_IMPACT = written('Cache', { impact: '' });

function liveTest(name, body, options = {}) {
  browserTest(`serve: ${name}`, { start: () => startLive(), ...options }, async (parts) => {
    await body({ ...parts, live: new LivePage(parts.page, parts.server) });
  });
}

/** Keeps what is changed in the page from now on. */
function watchPage() {
  window.changes = [];
  const observer = new MutationObserver((records) => {
    window.changes.push(...records.map(({ type, target }) => `${type} ${target.nodeName}`));
  });
  observer.observe(document, { attributes: true, characterData: true, childList: true, subtree: true });
}

async function editAbove({ page, server, live }) {
  const more = '<details><summary>More</summary>\n\nHidden words.\n\n</details>';
  await live.open(CACHE);
  await server.write('postmortems/cache.md', written('Cache', { more }));
  await live.says('Hidden words.');
  await page.evaluate(() => {
    document.querySelector('main details').open = true;
    window.wrong = [...document.querySelectorAll('main h2')].find(({ textContent }) => textContent.includes('went wrong'));
    window.scrollTo({ top: window.scrollY + window.wrong.getBoundingClientRect().top - 200, behavior: 'instant' });
    getSelection().selectAllChildren(window.wrong);
    window.before = { top: window.wrong.getBoundingClientRect().top, scroll: window.scrollY, selected: String(getSelection()) };
  });
  await page.evaluate(watchPage);
  const summary = `${'Requests were very slow. '.repeat(30)}\n\nAnd then they were not.`;
  await server.write('postmortems/cache.md', written('Cache', { summary, more: more.replace('Hidden', 'Other') }));
  await live.says('And then they were not.');
  await live.says('Other words.');
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const after = await page.evaluate(() => ({
    top: window.wrong.getBoundingClientRect().top, scroll: window.scrollY, selected: String(getSelection()),
    isOpen: document.querySelector('main details').open,
  }));
  const before = await page.evaluate(() => window.before);
  assert.ok(Math.abs(after.top - before.top) < 2, `what was looked at stays where it was: ${before.top}, ${after.top}`);
  assert.notEqual(after.scroll, before.scroll, 'the text above it grew');
  assert.deepEqual([after.selected, after.isOpen], [before.selected, true]);
  assert.notEqual((await page.evaluate(() => window.changes)).length, 0);
  assert.ok(await live.stayed());
}

liveTest('an edit is shown in its place, and all else stays as it is', editAbove);

liveTest('what is looked at stays where browsers do not see to it', editAbove, {
  start: () => startLive({ files: { 'themes/own/styles/own.css': ':root { overflow-anchor: none }\n' } }),
});

liveTest('what is typed, and where, stays', async ({ page, server, live, box }) => {
  await live.open(CACHE);
  await page.keyboard.press('/');
  await box.keys('mail');
  await server.overwrite('postmortems/cache.md', written('Cache', { summary: 'Written anew.' }));
  await live.says('Written anew.');
  await box.keys('box');
  assert.equal(await box.input.inputValue(), 'mailbox');
  assert.ok(await live.stayed());
});

liveTest('a page that an edit does not meet stays still', async ({ page, server, live }) => {
  await live.open('pages/about/');
  const { generation } = await page.evaluate(async () => (await fetch('/.afterword/state?path=/pages/about/')).json());
  await page.evaluate(watchPage);
  const requests = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  const told = live.told((state) => state.generation > generation);
  await server.write('postmortems/cache.md', written('Cache', { summary: 'Written anew.' }));
  await told;
  await live.word.getByText('Search has caught up').waitFor();
  assert.deepEqual(await page.evaluate(() => window.changes), []);
  assert.deepEqual(requests.filter((path) => !path.startsWith('/.afterword/')), []);
});

liveTest('what is broken is told over the last good page: a template, front matter, a configuration', async ({ page, server, live }) => {
  await live.open(CACHE);
  for (const [path, broken, words] of [
    ['themes/own/templates/partials/footer.html', '{% if %}', /footer\.html/],
    ['postmortems/cache.md', BAD_FRONT_MATTER, /postmortems\/cache\.md/],
    ['afterword.toml', 'title "<b>Live</b>"\n', /afterword\.toml:1[^]*<b>Live<\/b>/],
  ]) {
    await server.write(path, broken);
    await live.overlay.waitFor();
    assert.match(await live.message.innerText(), words);
    assert.equal(await page.locator('main h1').innerText(), 'Cache', path);
    assert.match(await page.locator('main').innerText(), /Requests to the checkout were slow/, path);
    await page.keyboard.press('Escape');
    await live.overlay.waitFor({ state: 'hidden' });
    await live.host.getByRole('button', { name: 'Something to mend' }).click();
    await live.overlay.waitFor();
    if (FILES[path]) await server.write(path, FILES[path]);
    else await server.remove(path);
    await live.overlay.waitFor({ state: 'hidden' });
  }
  assert.ok(await live.stayed());
});

liveTest('a server that began with a broken configuration shows the page that is asked for once it is mended', async ({ server, live }) => {
  await live.open(CACHE);
  await live.says('afterword.toml:1:7');
  assert.equal(await live.overlay.isVisible(), false, 'the page says it itself');
  await server.write('afterword.toml', 'titel = 1\n');
  await live.says('did you mean `title`?');
  await server.write('afterword.toml', FILES['afterword.toml']);
  await live.says('Requests to the checkout were slow');
  assert.equal(await live.overlay.isVisible(), false);
}, { faults: true, start: () => startLive({ files: { 'afterword.toml': 'title "Live"\n' } }) });

liveTest('a style sheet is exchanged without loading the page anew', async ({ page, server, live }) => {
  await live.open(CACHE);
  await live.titled(COLOUR);
  let release;
  const held = new Promise((done) => { release = done; });
  await page.route(/\/assets\/.*\.css$/, async (route) => {
    await held;
    await route.continue();
  });
  const asked = page.waitForRequest(/\/assets\/.*\.css$/);
  await server.write('themes/own/styles/own.css', style('rgb(4, 5, 6)'));
  await asked;
  const meanwhile = await page.evaluate(() => ({
    colour: getComputedStyle(document.querySelector('h1')).color,
    sheets: document.querySelectorAll('link[rel="stylesheet"]').length,
  }));
  assert.deepEqual(meanwhile, { colour: COLOUR, sheets: 2 }, 'the old one stays until the new one is there');
  release();
  await live.titled('rgb(4, 5, 6)');
  await page.waitForFunction(() => document.querySelectorAll('link[rel="stylesheet"]').length === 1);
  assert.ok(await live.stayed());
});

liveTest('a script that changed loads the page anew', async ({ page, server, live }) => {
  await live.open(CACHE);
  await server.write('themes/own/scripts/scheme.js', "'use strict';\ndocument.documentElement.dataset.own = 'script';\n");
  await page.waitForFunction(() => document.documentElement.dataset.own === 'script');
  assert.equal(await live.stayed(), false);
});

liveTest('a picture that changed is shown', async ({ page, server, live }) => {
  const tagged = page.waitForResponse((response) => response.request().method() === 'HEAD');
  await live.open('postmortems/pool/');
  await tagged;
  const isShown = ([red, green, blue]) => {
    const image = document.querySelector('main img');
    const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
    const context = canvas.getContext('2d');
    if (image.complete) context.drawImage(image, 0, 0, 1, 1);
    const { data } = context.getImageData(0, 0, 1, 1);
    return data[0] === red && data[1] === green && data[2] === blue;
  };
  await page.waitForFunction(isShown, [255, 0, 0]);
  await server.overwrite('postmortems/pool/colour.svg', picture('rgb(0, 0, 255)'));
  await page.waitForFunction(isShown, [0, 0, 255]);
  assert.ok(await live.stayed());
});

liveTest('lists follow what is written, and the page of what was deleted says so', async ({ page, server, live, context }) => {
  await live.open('postmortems/');
  const other = new LivePage(await context.newPage(), server);
  await server.write('postmortems/night.md', written('A long night'));
  await live.says('A long night');
  await other.open('postmortems/night/');
  await page.bringToFront();
  await server.remove('postmortems/night.md');
  await page.waitForFunction(() => !document.querySelector('main').textContent.includes('A long night'));
  await other.page.bringToFront();
  await other.word.getByText('There is no page at this address any more.').waitFor();
  assert.equal(await other.word.getByRole('link').getAttribute('href'), server.url());
  assert.equal(await other.page.locator('main h1').innerText(), 'A long night');
  assert.ok((await live.stayed()) && (await other.stayed()));
});

liveTest('findings are told on the page, and their places copied', async ({ page, server, live, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await live.open(CACHE);
  assert.equal(await live.toggle.isVisible(), false);
  await server.write('postmortems/cache.md', NO_IMPACT);
  await live.toggle.waitFor();
  assert.equal(await live.toggle.getAttribute('aria-expanded'), 'false');
  await live.toggle.focus();
  await page.keyboard.press('Enter');
  const finding = live.findings.filter({ hasText: 'missing-section' });
  assert.match(await finding.innerText(), /^error\s+missing-section[^]*Impact/);
  const place = finding.getByRole('button');
  const [, text] = /(postmortems\/cache\.md:\d+:\d+)/.exec(await place.innerText());
  await place.click();
  await finding.getByText('copied', { exact: true }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
  await page.reload();
  await finding.waitFor();
  await finding.getByRole('button').focus();
  await page.keyboard.press('Escape');
  assert.deepEqual([await finding.isVisible(), await live.toggle.getAttribute('aria-expanded')], [false, 'false']);
  await server.write('postmortems/cache.md', FILES['postmortems/cache.md']);
  await live.toggle.waitFor({ state: 'hidden' });
});

liveTest('a place opens the editor that is configured', async ({ live }) => {
  await live.open(CACHE);
  await live.toggle.click();
  const finding = live.findings.filter({ hasText: 'missing-section' });
  assert.match(await finding.getByRole('link').getAttribute('href'), /^vscode:\/\/file\/.*postmortems\/cache\.md:\d+:\d+$/);
  await finding.getByRole('button', { name: /^Copy postmortems\/cache\.md/ }).waitFor();
}, { start: () => startLive({ files: { 'afterword.toml': `${FILES['afterword.toml']}${EDITOR}`, 'postmortems/cache.md': NO_IMPACT } }) });

liveTest('eight tabs follow, each when it is seen', async ({ server, context }) => {
  const tabs = [];
  for (let count = 0; count < 8; count += 1) {
    const tab = new LivePage(await context.newPage(), server);
    await tab.open(CACHE);
    tabs.push(tab);
  }
  await server.write('postmortems/cache.md', written('Cache', { summary: 'For all of them.' }));
  for (const tab of tabs) {
    await tab.page.bringToFront();
    await tab.says('For all of them.');
    assert.ok(await tab.stayed());
  }
});

liveTest('a tab that nobody sees asks for nothing until it is seen', async ({ page, server, live, context }) => {
  await live.open(CACHE);
  await page.evaluate(() => window.setVisibility('hidden'));
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  const other = new LivePage(await context.newPage(), server);
  await other.open(CACHE);
  await server.write('postmortems/cache.md', written('Cache', { summary: 'Seen later.' }));
  await other.says('Seen later.');
  assert.deepEqual(requests, []);
  await page.evaluate(() => window.setVisibility('visible'));
  await live.says('Seen later.');
}, { init: () => {
  let state = 'visible';
  Object.defineProperty(document, 'visibilityState', { get: () => state });
  window.setVisibility = (next) => {
    state = next;
    document.dispatchEvent(new Event('visibilitychange'));
  };
} });

liveTest('a page follows by itself where tabs cannot share', async ({ server, live }) => {
  await live.open(CACHE);
  await server.write('postmortems/cache.md', written('Cache', { summary: 'Alone.' }));
  await live.says('Alone.');
}, { init: () => { delete window.SharedWorker; } });

liveTest('a page follows in a folder of its host', async ({ server, live }) => {
  await live.open(CACHE);
  assert.equal(new URL(server.url(CACHE)).pathname, `/kb/${CACHE}`);
  await server.write('postmortems/cache.md', written('Cache', { summary: 'In a folder.', impact: '' }));
  await live.says('In a folder.');
  await live.toggle.waitFor();
  await server.remove('postmortems/cache.md');
  assert.equal(await live.word.getByRole('link').getAttribute('href'), server.url());
}, { start: () => startLive({ options: ['--base-path', '/kb/'] }) });

liveTest('a page of a theme without scripts follows', async ({ server, live }) => {
  await live.open(CACHE);
  await server.write('postmortems/cache.md', written('Cache', { summary: 'As plain as can be.' }));
  await live.says('As plain as can be.');
  assert.ok(await live.stayed());
}, { start: () => startLive({ files: { 'themes/own/theme.toml': 'extends = "plain"\n' } }) });

liveTest('what the scripts of a theme made of a page stays', async ({ page, server, live }) => {
  await live.open(CACHE);
  assert.equal(await page.locator('html').getAttribute('class'), 'marked');
  await page.waitForFunction(() => document.querySelectorAll('main h2 button').length > 3);
  const count = await page.locator('main h2 button').count();
  await server.write('postmortems/cache.md', written('Cache', { impact: 'Marks stay.\n\n## Detection\n\nBy chance.' }));
  await live.says('Marks stay.');
  await live.says('Made by a script.');
  assert.equal(await page.locator('main h2 button').count(), count);
  assert.equal(await page.locator('html').getAttribute('class'), 'marked');
  assert.ok(await live.stayed());
}, { start: () => startLive({ files: {
  'themes/own/theme.toml': 'extends = "plain"\n',
  'themes/own/templates/partials/above.html': '<script src="{{ asset(name="scripts/early.js") }}"></script>',
  'themes/own/scripts/early.js': `document.documentElement.className = 'marked';
    document.currentScript.after(Object.assign(document.createElement('p'), { textContent: 'Made by a script.' }));
    document.addEventListener('DOMContentLoaded', () => {
      for (const heading of document.querySelectorAll('main h2')) heading.append(document.createElement('button'));
    });\n`,
} }) });

liveTest('a page catches up when the server is back', async ({ server, live }) => {
  await live.open(CACHE);
  await server.halt();
  await live.word.getByText('The server is away.').waitFor();
  await server.write('postmortems/cache.md', written('Cache', { summary: 'Written meanwhile.' }));
  await server.start();
  await live.says('Written meanwhile.');
  await live.word.getByText('The server is away.').waitFor({ state: 'hidden' });
  assert.ok(await live.stayed());
}, { faults: true });

liveTest('whatever a page becomes, all of it is shown', async ({ page, live }) => {
  await live.open('404.html');
  const wrong = await page.evaluate(async () => {
    const { patch } = await import('/.afterword/live-patch.js');
    const places = new WeakMap();
    const pair = (from, to) => {
      places.set(from, to);
      for (let a = from.firstChild, b = to.firstChild; a; a = a.nextSibling, b = b.nextSibling) pair(a, b);
    };
    let seed = 7;
    const random = (below) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return Math.floor(seed / 256) % below;
    };
    const SHAPE = '<svg viewBox="0 0 1 1"><title>a</title></svg>';
    const some = () => ['word ', `<!--${random(3)}-->`, `<img alt="${random(3)}">`, SHAPE][random(4)];
    const tree = (depth) => Array.from({ length: random(6) }, () => (depth === 0 || random(3) === 0 ? some() :
      `<div class="c${random(3)}" ${random(2) ? `id="i${random(4)}"` : ''} title="${random(2)}">${tree(depth - 1)}</div>`)).join('');
    document.querySelector('afterword-live').remove();
    const head = document.head.innerHTML;
    const source = document.cloneNode(true);
    pair(source, document);
    const wrong = [];
    for (let round = 0; round < 300; round += 1) {
      const [language, marks] = [['en', 'de'][random(2)], random(2) ? 'class="a"' : ''];
      const text = `<!DOCTYPE html><html lang="${language}"><head>${head}</head><body ${marks}>${tree(4)}`;
      const parse = () => new DOMParser().parseFromString(text, 'text/html');
      patch(source, parse(), places);
      if (!document.documentElement.isEqualNode(parse().documentElement)) wrong.push(round);
    }
    return wrong;
  });
  assert.deepEqual(wrong, []);
}, { faults: true });

liveTest('findings and overlay are accessible', async ({ page, server, live }) => {
  await live.open(CACHE);
  await live.toggle.click();
  await server.write('afterword.toml', `title "${'a long line '.repeat(40)}"\n`);
  await live.overlay.waitFor();
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await violations(page, { preload: false }), [], colorScheme);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), 'at 320 pixels');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await live.host.isVisible(), false, 'on paper');
}, { start: () => startLive({ files: { 'postmortems/cache.md': NO_IMPACT } }) });
