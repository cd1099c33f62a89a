// What `afterword serve` adds to a page, as an author sees it. All that tests know of its elements stands here.

export class LivePage {
  constructor(page, server) {
    Object.assign(this, { page, server });
    this.host = page.locator('afterword-live');
    this.overlay = this.host.getByRole('alertdialog');
    this.message = this.overlay.locator('pre');
    this.toggle = this.host.getByRole('button', { name: /\d+ (error|warning|note)/ });
    this.findings = this.host.getByRole('listitem');
    this.word = this.host.locator('.word');
  }

  /** Opens a page, and marks it so that a navigation would be noticed. Waits until it follows the files. */
  async open(path = '') {
    const asked = this.page.waitForResponse((response) => response.url().includes('/.afterword/state'));
    await this.page.goto(this.server.url(path));
    await asked;
    await this.page.evaluate(() => { window.isMarked = true; });
  }

  /** Waits until the text of the page has these words. */
  async says(words) {
    await this.page.waitForFunction((text) => document.querySelector('main')?.textContent.includes(text), words);
  }

  /** Whether the page is the one that was opened. */
  async stayed() {
    return this.page.evaluate(() => window.isMarked === true);
  }

  /** Waits until the page knows of a later state of the site than `generation`; gives what it is told. */
  async told(predicate) {
    const response = await this.page.waitForResponse(async (answer) =>
      answer.url().includes('/.afterword/state') && predicate(await answer.json()));
    return response.json();
  }

  /** Waits until a title of the page has this colour. */
  async titled(colour) {
    await this.page.waitForFunction((expected) => getComputedStyle(document.querySelector('h1')).color === expected, colour);
  }
}
