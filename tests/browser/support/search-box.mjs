// The box on every page, and the list below it. All that tests know of its elements stands here.

import { idOf } from './search-page.mjs';

export class SearchBox {
  constructor(page, server) {
    Object.assign(this, { page, server });
    this.input = page.locator('header input[type="search"][name="q"]');
    this.list = page.getByRole('listbox');
    this.options = this.list.getByRole('option');
    this.selected = this.list.locator('[role="option"][aria-selected="true"]');
  }

  /** Opens a page that has the box. */
  async open(path = '') {
    await this.page.goto(this.server.url(path));
  }

  /** Types key by key into what has the focus. */
  async keys(text) {
    await this.page.keyboard.type(text);
  }

  /** Waits for the list to answer what stands in the field. */
  async answered() {
    await this.page.waitForFunction(() => {
      const field = document.querySelector('header input[type="search"][name="q"]');
      const list = document.querySelector('[role="listbox"]');
      return field && list?.checkVisibility() && list.getAttribute('aria-busy') !== 'true' && list.dataset.query === field.value.trim();
    });
  }

  /** Ids of what the list offers. */
  async ids() {
    const addresses = await this.options.evaluateAll((options) =>
      options.map((option) => (option.matches('a') ? option : option.querySelector('a'))?.href).filter(Boolean));
    return addresses.map(idOf);
  }
}
