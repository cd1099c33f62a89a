// The box on every page, and the list below it. All that tests know of its elements stands here.

import { idOf } from './search-page.mjs';
import { isBoxAnswered } from './watch.mjs';

export class SearchBox {
  constructor(page, server) {
    Object.assign(this, { page, server });
    this.dialog = page.locator('dialog[open]');
    this.input = this.dialog.getByRole('combobox');
    this.list = this.dialog.getByRole('listbox');
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

  /** Waits for the list to answer what stands in the field, or for why it does not. */
  async answered() {
    await this.page.waitForFunction(isBoxAnswered);
  }

  /** Ids of what the list offers. */
  async ids() {
    const addresses = await this.options.evaluateAll((options) =>
      options.map((option) => (option.matches('a') ? option : option.querySelector('a'))?.href).filter(Boolean));
    return addresses.map(idOf);
  }
}
