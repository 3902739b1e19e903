// @ts-check
// How a file is read: what was found, what the user chose instead. Where a
// file was refused it is about that one, and stands beside the reason.

import { $, $$, byTest, fillSelect, send, slot } from '../dom.js';
import { columns, onChange } from '../state.js';
import { name } from '../told.js';

/** @typedef {import('../state.js').State} State */

const DELIMITERS = [',', ';', '\t', '|', ' '];
const ENCODINGS = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be', 'iso-8859-2', 'shift_jis'];

export function createReading() {
  const element = slot(document, 'reading');
  const found = slot(document, 'found');
  const refused = slot(document, 'refused');
  /** The file it is about. */
  let source = 0;
  const selects = /** @type {HTMLSelectElement[]} */ ($$('[data-read]', element));
  for (const select of selects) {
    select.addEventListener('change', () => {
      const { value } = select;
      send(element, 'reading', { source, field: select.dataset.read, value });
    });
  }
  const ofFile = /** @type {HTMLSelectElement} */ (byTest('reading-file', element));
  ofFile.addEventListener('change', () => {
    source = Number(ofFile.value);
    if (last) drawFields(element, last, source);
  });
  /** @type {State | null} */
  let last = null;
  const keep = byTest('keep-button', element);
  keep.addEventListener('click', () => send(element, 'keep-loaded'));

  const place = onChange(
    (s) => [s.refused],
    (state) => {
      const home = state.refused ? refused : found;
      refused.hidden = !state.refused;
      if (element.parentElement !== home) home.append(element);
      if (state.refused) element.setAttribute('open', '');
    },
  );
  const unsure = onChange(
    (s) => [s.inspection],
    (state) => {
      const isUnsure = columns(state).some((c) => c.date_order_ambiguous);
      if (isUnsure) element.setAttribute('open', '');
    },
  );
  const draw = onChange(
    (s) => [s.inspection, s.plan?.sources, s.refused, s.text, isBusy(s)],
    (state) => {
      const n_files = state.inspection?.files.length ?? 0;
      source = state.refused?.source ?? (source < n_files ? source : 0);
      last = state;
      drawFile(element, ofFile, state, source);
      drawTitle(element, state);
      drawKept(element, state);
      // What was just chosen stays until the answer.
      if (!isBusy(state)) drawFields(element, state, source);
    },
  );
  return {
    element,
    /** @param {State} state */
    update(state) {
      place(state);
      unsure(state);
      draw(state);
      const disabled = isBusy(state);
      for (const control of [...selects, keep]) Object.assign(control, { disabled });
    },
  };
}

/** @param {State} state */
const isBusy = ({ phase }) => phase === 'loading' || phase === 'running';

/** @param {HTMLElement} element @param {State} state */
function drawTitle(element, { refused, text }) {
  const t = text.data;
  const title = refused ? t.readingOf(text.quoted(name(refused.name))) : t.reading;
  slot(element, 'read-title').textContent = title;
}

/** Which of several files it is about.
 * @param {HTMLElement} element @param {HTMLSelectElement} select
 * @param {State} state @param {number} source */
function drawFile(element, select, { refused, inspection }, source) {
  const files = inspection?.files ?? [];
  slot(element, 'of-file').hidden = refused !== null || files.length < 2;
  fillSelect(select, files.map((file, at) => [String(at), name(file.name)]), String(source));
}

/** The way back to what is loaded.
 * @param {HTMLElement} element @param {State} state */
function drawKept(element, { refused, inspection, text }) {
  const [first, ...more] = inspection?.files ?? [];
  slot(element, 'kept').hidden = !refused || !first;
  if (!first) return;
  const file = text.quoted(name(first.name)) + (more.length ? ' …' : '');
  slot(element, 'still').textContent = text.data.stillLoaded(file);
  byTest('keep-button', element).textContent = text.data.keep(file);
}

/** @param {HTMLElement} element @param {State} state @param {number} source */
function drawFields(element, state, source) {
  const { refused, inspection, plan, text } = state;
  const given = refused?.options[source] ?? plan?.sources[source]?.reading;
  if (!given) return;
  const t = text.data;
  // Nothing is known of a file that was refused.
  const file = refused ? undefined : inspection?.files[source];
  const order = file?.columns.find((c) => c.date_order)?.date_order;
  const header = file && (file.reading.has_header ? t.headers.true : t.headers.false);
  /** @param {string} mark */
  const delimiter = (mark) => Reflect.get(t.delimiters, mark) ?? mark;
  /** @type {[string, string | undefined, [string, string][], unknown][]} */
  const fields = [
    ['delimiter', file && delimiter(file.delimiter), DELIMITERS.map((m) => [m, delimiter(m)]), given.delimiter],
    ['encoding', file?.encoding, ENCODINGS.map((label) => [label, label]), given.encoding],
    ['has_header', header, Object.entries(t.headers), given.has_header],
    ['date_order', order && t.dateOrders[order], Object.entries(t.dateOrders), given.date_order],
    ['decimal_mark', undefined, Object.entries(t.marks), given.decimal_mark],
    ['ragged', undefined, [['pad', t.widths.pad]], given.ragged === 'pad' ? 'pad' : null],
    ['tables', undefined, [['first', t.ends.first]], given.tables === 'first' ? 'first' : null],
  ];
  for (const [field, found, options, chosen] of fields) {
    const select = /** @type {HTMLSelectElement} */ ($(`[data-read="${field}"]`, element));
    const usual = { ragged: t.widths['set-aside'], tables: t.ends.all }[field];
    const auto = usual ?? (found ? t.found(found) : t.automatic);
    const value = String(chosen ?? '');
    fillSelect(select, withChosen([['', auto], ...options], value), value);
  }
}

/** A plan may ask for what the page does not offer.
 * @param {[string, string][]} options @param {string} chosen
 * @returns {[string, string][]} */
const withChosen = (options, chosen) =>
  options.some(([value]) => value === chosen) ? options : [...options, [chosen, chosen]];
