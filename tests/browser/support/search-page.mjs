// The search page as a reader sees it. All that tests know of its elements stands here.

import assert from 'node:assert/strict';

import { isPageAnswered } from './watch.mjs';

export class SearchPage {
  constructor(page, server) {
    Object.assign(this, { page, server });
    this.input = page.locator('main input[type="search"]');
    this.list = page.locator('.search-results > ol');
    this.hits = this.list.locator('> li');
    this.titles = this.hits.locator('h3 a');
    this.sections = this.hits.locator('.row-meta a');
    this.count = page.locator('.search-count');
    this.status = page.locator('main [role="status"]');
    this.alert = page.locator('main [role="alert"]');
    this.retryButton = this.alert.getByRole('button');
    this.remarks = page.locator('.search-remarks');
    this.suggestions = this.remarks.getByRole('button');
    this.sort = page.getByLabel('Sort by');
    this.more = page.getByRole('button', { name: 'Show more results' });
  }

  /** Opens the page cold, with the state that an address may carry: `?q=cache`. */
  async open(state = '') {
    await this.page.goto(this.server.url(`search/${state}`));
  }

  /** Opens the page with a query, and waits for the answer. */
  async ask(query, more = '') {
    await this.open(`?q=${encodeURIComponent(query)}${more}`);
    await this.answered();
  }

  /** Types a query key by key in place of what stands in the field, and waits for the answer. */
  async type(text) {
    await this.input.fill('');
    await this.input.pressSequentially(text);
    await this.answered();
  }

  /** Waits until all that the address asks for is shown, or why it is not. */
  async answered() {
    await this.page.waitForFunction(isPageAnswered);
  }

  /** Ids of the documents that are shown, in their order: the last part of each address. */
  async ids() {
    const addresses = await this.titles.evaluateAll((links) => links.map((link) => link.href));
    return addresses.map(idOf);
  }

  /** Asserts which documents a query finds, in any order. */
  async finds(query, ids) {
    await this.ask(query);
    assert.deepEqual((await this.ids()).sort(), [...ids].sort(), query);
  }

  /** How many results the page speaks of. */
  async total() {
    const text = await this.count.innerText();
    const number = /\d+/.exec(text.replace(/[,.\u00a0\u202f ](?=\d{3})/g, ''));
    return number ? Number(number[0]) : 0;
  }

  /** The check box of a facet's value. */
  facet(field, value) {
    return this.page.locator(`input[type="checkbox"][name="${field}"][value=${JSON.stringify(value)}]`);
  }

  /** A facet's values with their counts. */
  async counts(field) {
    const pairs = await this.page.locator(`input[type="checkbox"][name="${field}"]`).evaluateAll((boxes) =>
      boxes.map((box) => [box.value, Number.parseInt(box.closest('label').querySelector('.count').textContent, 10)]));
    return Object.fromEntries(pairs);
  }

  /** Chooses or unchooses a facet's value, and waits for the answer. */
  async toggle(field, value) {
    await this.facet(field, value).evaluate((box) => {
      for (let parent = box.parentElement; parent; parent = parent.parentElement) {
        if (parent.tagName === 'DETAILS') parent.open = true;
      }
    });
    await this.facet(field, value).click();
    await this.answered();
  }

  /** Highlighted words of a result, in lower case. */
  async marked(index = 0) {
    const marks = await this.hits.nth(index).locator('mark').allInnerTexts();
    return marks.map((mark) => mark.toLowerCase());
  }

  async query() {
    return new URL(this.page.url()).searchParams.get('q');
  }
}

/** `2026-03-04-cache` of an address that ends in `postmortems/2026-03-04-cache/#detection`. */
export function idOf(address) {
  return decodeURIComponent(new URL(address).pathname).replace(/\/$/, '').split('/').at(-1);
}
