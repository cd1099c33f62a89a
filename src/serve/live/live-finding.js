// One finding in the panel: what, why, what to do, and where.

import { button, coded, element } from './live-elements.js';

/** How long a word stays that nobody has to act on. */
export const MOMENT = 2500;
/** Addresses that would run something here rather than open an editor. */
const UNSAFE = ['javascript:', 'data:', 'vbscript:', 'blob:'];

/**
 * A row of the list.
 *
 * @param {{level: string, rule: string, message: string, help: ?string, place: string, editor: ?string}} finding
 * @param {(words: string) => void} tell tells those who do not see it
 */
export function row({ level, rule, message, help, place, editor }, tell) {
  return element('li', { 'data-level': level },
    element('p', { class: 'head' }, element('span', { class: 'level' }, level === 'info' ? 'note' : level), ' ', element('code', {}, rule)),
    element('p', {}, ...coded(message)),
    help ? element('p', { class: 'help' }, ...coded(help)) : null,
    element('p', { class: 'place' }, ...placed(place, editor, tell)));
}

/** The place: a button that copies it, or a link to it in the author's editor and a button beside. */
function placed(place, editor, tell) {
  if (!editor || isUnsafe(editor)) return [copying(place, element('code', {}, place), tell)];
  return [element('a', { href: editor }, element('code', {}, place)), ' ', copying(place, 'Copy', tell, `Copy ${place}`)];
}

function isUnsafe(address) {
  return UNSAFE.includes(new URL(address, document.baseURI).protocol);
}

function copying(place, label, tell, spoken) {
  const copier = button('copy', label, async () => {
    const word = (await copy(place, copier)) ? 'copied' : 'not copied';
    said.textContent = word;
    tell(`${place} ${word}`);
    clearTimeout(copying.timer);
    copying.timer = setTimeout(() => {
      said.textContent = '';
    }, MOMENT);
  });
  const said = element('span', { class: 'said', 'aria-hidden': 'true' });
  copier.title = 'Copy this place';
  if (spoken) copier.setAttribute('aria-label', spoken);
  copier.append(said);
  return copier;
}

/** Copies a text. Pages that come without encryption from another computer have but the old way to do that. */
async function copy(text, near) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = element('textarea', { class: 'unseen', 'aria-hidden': 'true' });
    field.value = text;
    near.after(field);
    field.select();
    const isCopied = document.execCommand('copy');
    field.remove();
    near.focus();
    return isCopied;
  }
}
