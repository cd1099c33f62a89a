// How the parts of the panel are made: of texts, which never become markup.

/** A text in which what stands between backticks is code. */
export function coded(text) {
  return text.split(/`([^`]+)`/).map((part, index) => (index % 2 === 1 ? element('code', {}, part) : part));
}

/** Makes an element. Children are nodes or texts, which never become markup; what is null is left out. */
export function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children.flat().filter((child) => child !== null && child !== ''));
  return made;
}

export function button(name, label, action) {
  const made = element('button', { class: name, type: 'button' }, label);
  made.addEventListener('click', action);
  return made;
}
