// That the harness notices what the other tests rely on it to notice.

import assert from 'node:assert/strict';

import { browserTest } from './support/harness.mjs';

/** A site of one page, beside a script that throws. */
const WITH_WORKER = new URL('./support/site/', import.meta.url).pathname;

/** A test in which something happens that no page may do, and that passes because it was noticed. */
function noticed(name, pattern, trouble, options = {}) {
  browserTest(`the harness notices ${name}`, options, async (parts) => {
    await parts.page.goto(parts.server.url());
    await trouble(parts);
    await parts.page.waitForFunction(() => document.readyState === 'complete');
    for (let round = 0; parts.troubles.length === 0 && round < 1000; round += 1) await parts.page.evaluate(() => 1);
    assert.match(parts.troubles.splice(0).join('\n'), pattern);
  });
}

noticed('an error on the console', /console error: no/, ({ page }) => page.evaluate(() => console.error('no')));
noticed('a warning on the console', /console warning: hm/, ({ page }) => page.evaluate(() => console.warn('hm')));
noticed('an exception that nobody catches', /uncaught: .*lost/, ({ page }) =>
  page.evaluate(() => { setTimeout(() => { throw new Error('lost'); }); }));
noticed('a rejection that nobody catches', /uncaught: .*lost/, ({ page }) =>
  page.evaluate(() => { Promise.reject(new Error('lost')); }));
noticed('a dialog', /dialog: hello/, ({ page }) => page.evaluate(() => alert('hello')));
noticed('what the policy stops', /Content.Security.Policy/, ({ page }) =>
  page.evaluate(() => { document.body.insertAdjacentHTML('beforeend', '<p style="color: red" onclick="x">'); }));
noticed('what the policy keeps from another host', /Content.Security.Policy/, ({ page, server }) =>
  page.evaluate((port) => fetch(`http://localhost:${port}/`, { mode: 'no-cors' }).catch(() => {}), server.port));
noticed('a way to another host', /another host: http:\/\/localhost/, ({ page, server }) =>
  page.goto(`http://localhost:${server.port}/`));
noticed('a missing file', /console error: Failed to load resource/, ({ page }) =>
  page.evaluate(() => fetch('nothing').then(() => {})));
noticed('a worker that stumbles', /worker stumbled/, ({ page }) =>
  page.evaluate(() => { globalThis.worker = new Worker('worker.js'); }), { site: WITH_WORKER });
