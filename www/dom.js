// @ts-check
// Small helpers for the document. Text goes in as text, never as markup.

/**
 * The one element below `root` that a selector names.
 * @template {Element} [T=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {T}
 */
export function $(selector, root = document) {
  const found = root.querySelector(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return /** @type {T} */ (/** @type {unknown} */ (found));
}

/**
 * All elements below `root` that a selector names.
 * @template {Element} [T=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {T[]}
 */
export const $$ = (selector, root = document) =>
  /** @type {T[]} */ (/** @type {unknown} */ ([...root.querySelectorAll(selector)]));

/** @param {string} name @param {ParentNode} root */
export const slot = (root, name) => $(`[data-slot="${name}"]`, root);

/**
 * @template {Element} [T=HTMLElement]
 * @param {string} id @param {ParentNode} [root]
 * @returns {T}
 */
export const byTest = (id, root = document) => $(`[data-testid="${id}"]`, root);

/** A copy of a template's one element. @param {string} id */
export function stamp(id) {
  const template = /** @type {HTMLTemplateElement} */ ($(`#${id}`));
  const first = template.content.firstElementChild;
  if (!first) throw new Error(`the template ${id} is empty`);
  return /** @type {HTMLElement} */ (first.cloneNode(true));
}

/**
 * An element with text or children.
 * @param {string} tag
 * @param {string | (Node | string)[]} [content]
 * @param {string} [className]
 */
export function make(tag, content = '', className = '') {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...(typeof content === 'string' ? [content] : content));
  return element;
}

/** The user's own text, in its own direction. @param {string} text */
export const own = (text) => make('bdi', text);

/**
 * Fills the slots of an element with text.
 * @param {ParentNode} root
 * @param {Record<string, string>} texts
 */
export function fill(root, texts) {
  for (const [name, text] of Object.entries(texts)) {
    slot(root, name).textContent = text;
  }
}

/**
 * Fills a select; keeps nothing of what it held.
 * @param {HTMLSelectElement} select
 * @param {[string, string][]} options value and text
 * @param {string} chosen
 */
export function fillSelect(select, options, chosen) {
  const made = options.map(([value, text]) => {
    const option = document.createElement('option');
    option.value = value;
    option.textContent = text;
    return option;
  });
  select.replaceChildren(...made);
  select.value = chosen;
}

/**
 * Fills a table. The first cell of each row names the row.
 * @param {ParentNode} root holds a `thead` and a `tbody`
 * @param {string[]} head
 * @param {(string | Node)[][]} rows
 */
export function fillTable(root, head, rows) {
  const cells = head.map((text, place) => {
    const cell = make('th', text, place ? 'num' : '');
    cell.setAttribute('scope', 'col');
    return cell;
  });
  $('thead', root).replaceChildren(make('tr', cells));
  $('tbody', root).replaceChildren(...rows.map((row) => tableRow(row, head)));
}

/** @param {(string | Node)[]} row @param {string[]} head */
function tableRow(row, head) {
  const cells = row.map((content, place) => {
    const cell = make(place ? 'td' : 'th', [content], place ? 'num' : '');
    if (place) cell.dataset.of = head[place];
    else cell.setAttribute('scope', 'row');
    return cell;
  });
  return make('tr', cells);
}

/**
 * Events go up: views send them, `main.js` hears them.
 * @param {Element} from
 * @param {string} name
 * @param {unknown} [detail]
 */
export function send(from, name, detail) {
  from.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
}

/**
 * A chart as part of the document. It is parsed as XML, so that a name in it
 * can never become markup.
 * @param {string} text a complete `<svg>`
 * @param {(text: string) => string} guard the Trusted Types policy
 */
export function adoptSvg(text, guard) {
  const parsed = new DOMParser().parseFromString(guard(text), 'image/svg+xml');
  const root = parsed.documentElement;
  if (root.localName !== 'svg') throw new Error('the chart is not an SVG');
  return document.importNode(root, true);
}

/**
 * Writes every fixed text of the page in the language chosen.
 * @param {ParentNode} root
 * @param {import('./text/en.js').Text} text
 */
export function translate(root, text) {
  for (const element of $$('[data-text]', root)) {
    element.textContent = textAt(text, element.dataset.text ?? '');
  }
  for (const element of $$('[data-label]', root)) {
    element.setAttribute('aria-label', textAt(text, element.dataset.label ?? ''));
  }
}

/** @param {object} text @param {string} path such as `data.title` */
function textAt(text, path) {
  /** @type {unknown} */
  let found = text;
  for (const name of path.split('.')) found = Reflect.get(Object(found), name);
  if (typeof found !== 'string') throw new Error(`there is no text ${path}`);
  return found;
}

/**
 * Moves the reader to new content.
 * @param {HTMLElement} element with a `tabindex`
 */
export function goTo(element) {
  element.focus({ preventScroll: true });
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const step = element.closest('section') ?? element;
  step.scrollIntoView({ behavior: calm ? 'auto' : 'smooth', block: 'start' });
}
