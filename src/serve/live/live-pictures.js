// Pictures keep their address when their file changes, so that the page's source says nothing of it. The tags that the
// server gives files do.

/** How a picture is asked for again, past what the browser keeps of it. */
const MARK = 'afterword';

export class Pictures {
  /** The tag of what is on the screen, by address. */
  #tags = new Map();
  #count = 0;

  #work = Promise.resolve();

  /** Looks at the pictures of the page, where the site is as it was; shows those anew whose file changed, where it is not. */
  follow(isNew) {
    this.#work = this.#work.then(() => this.#look(isNew)).catch(() => {});
  }

  async #look(isNew) {
    for (const [address, images] of shown()) {
      const before = this.#tags.get(address);
      // A picture that came just now is the newest.
      if (before !== undefined && !isNew) continue;
      const tag = await tagOf(address);
      this.#tags.set(address, tag ?? before ?? null);
      if (tag === null || before === undefined || before === tag) continue;
      this.#count += 1;
      for (const image of images) show(image, address, this.#count);
    }
  }
}

/** The images of the page by the address that their file has, without marks. */
function shown() {
  const images = new Map();
  for (const image of document.images) {
    const address = plain(image.currentSrc || image.src);
    if (address) images.set(address, [...(images.get(address) ?? []), image]);
  }
  return images;
}

/** An address of this site without the mark; none for others. */
function plain(address) {
  const url = new URL(address || 'about:blank', document.baseURI);
  if (url.origin !== location.origin) return null;
  url.searchParams.delete(MARK);
  url.hash = '';
  return url.href;
}

async function tagOf(address) {
  const response = await fetch(address, { method: 'HEAD', cache: 'no-store', priority: 'low' }).catch(() => null);
  return response?.ok ? response.headers.get('etag') : null;
}

/** Gives an image, and the choices around it, a marked address in place of the one whose file changed. */
function show(image, address, count) {
  const marked = new URL(address);
  marked.searchParams.set(MARK, count);
  const choices = image.parentElement?.localName === 'picture' ? image.parentElement.querySelectorAll('source') : [];
  for (const element of [...choices, image]) {
    const srcset = element.getAttribute('srcset');
    if (srcset) element.setAttribute('srcset', srcset.replace(/[^\s,]\S*[^\s,]/g, (word) => (isSame(word, address) ? marked.href : word)));
  }
  if (isSame(image.src, address)) image.src = marked.href;
}

function isSame(word, address) {
  return plain(word) === address;
}
