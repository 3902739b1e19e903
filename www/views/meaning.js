// @ts-check
// Meaning: what each column is, proposed by the engine and corrected here.

import { visible } from '../cells.js';
import { $, byTest, fillSelect, make, own, send, slot, stamp } from '../dom.js';
import { keyOf, placed } from '../plan.js';
import { ends, picture, table } from '../spread.js';
import { columns, onChange } from '../state.js';

/** @typedef {import('../state.js').State} State */
/** @typedef {import('../state.js').ColumnInspection} ColumnInspection */

/** Rows drawn before the reader asks for more. */
const PAGE = 200;

/** Rows drawn at once, so that a table of many columns never stalls. */
const BATCH = 40;

/** So many columns that are left out stand among the others. */
const FEW = 6;

/** Examples that are shown. */
const EXAMPLES = 3;

/** Characters of an example that are shown. */
const EXAMPLE = 80;

export function createMeaning() {
  const element = $('#meaning');
  const body = byTest('column-table', element);
  /** Cards that the reader opened. @type {Set<string>} */
  const opened = new Set();
  const more = slot(element, 'more');
  const unused = byTest('unused', element);
  const rest = slot(unused, 'unused');
  /** Those in use, and then those that are left out. @type {Placed[]} */
  let all = [];
  let nUsed = 0;
  let shown = PAGE;
  /** @type {State | null} */
  let last = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let later;

  /** Rows from a place on, a batch now and the rest later.
   * @param {number} from */
  function drawBatch(from) {
    const state = last;
    if (!state) return;
    const to = Math.min(from + BATCH, shown);
    const rows = all.slice(from, to).map(({ column, place }) => card(state, column, place, opened));
    drawRoles(rows, state);
    body.append(...rows.slice(0, Math.max(0, nUsed - from)));
    rest.append(...rows.slice(Math.max(0, nUsed - from)));
    if (to < Math.min(shown, all.length)) later = setTimeout(drawBatch, 0, to);
  }

  /** @param {State} state */
  function drawHeads(state) {
    more.hidden = all.length <= shown;
    const { count } = state.format;
    const least = Math.min(shown, all.length);
    more.textContent = state.text.meaning.more(count(least), count(all.length));
    $('h2', element).textContent = state.text.meaning.title(count(all.length));
  }

  /** How many of those below are not used: a role may have been given.
   * @param {State} state */
  function drawUnused({ plan, text, format }) {
    unused.hidden = all.length === nUsed;
    const n = plan ? all.slice(nUsed).filter(({ column }) => isLeftOut(plan, column)).length : 0;
    $('summary', unused).textContent = text.meaning.unused(format.count(n), n !== 1);
  }

  more.addEventListener('click', () => {
    const from = shown;
    shown += PAGE;
    if (last) drawHeads(last);
    drawBatch(from);
  });
  element.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLSelectElement)) return;
    const { source, column, field } = target.dataset;
    const { value } = target;
    const place = { source: Number(source), column };
    if (field) send(element, 'decided', { ...place, field, value });
    else send(element, 'role', { ...place, role: value });
  });
  listenForFields(element);

  const drawNew = onChange(
    (s) => [s.inspection, s.text],
    (state) => {
      if (state.inspection !== last?.inspection) shown = PAGE;
      last = state;
      ({ all, nUsed } = arranged(state));
      drawHeads(state);
      clearTimeout(later);
      body.replaceChildren();
      rest.replaceChildren();
      drawBatch(0);
    },
  );
  const drawPlan = onChange(
    (s) => [s.inspection, s.plan, s.given, s.text],
    (state) => {
      drawRoles([...body.children, ...rest.children], state);
      drawUnused(state);
      drawFields(element, state);
    },
  );
  return {
    element,
    /** @param {State} state */
    update(state) {
      drawNew(state);
      last = state;
      drawPlan(state);
    },
  };
}

/** @typedef {ColumnInspection & {source: number}} Column */
/** @typedef {{column: Column, place: number}} Placed */

/** Those that are left out stand last, where they are many.
 * @param {State} state */
function arranged(state) {
  const all = columns(state).map((column, place) => ({ column, place }));
  const { plan } = state;
  const isUnused = (/** @type {Placed} */ { column }) =>
    plan !== null && !column.date_order_ambiguous && isLeftOut(plan, column);
  const unused = all.filter(isUnused);
  if (unused.length <= FEW) return { all, nUsed: all.length };
  const used = all.filter((it) => !isUnused(it));
  return { all: [...used, ...unused], nUsed: used.length };
}

/** @param {import('../state.js').Plan} plan @param {Column} column */
const isLeftOut = (plan, { source, name }) =>
  plan.sources[source]?.roles.some((it) => it.column === name && it.role === 'ignore') ?? false;

/** @param {State} state @param {Column} column @param {number} place
 * @param {Set<string>} opened */
function card(state, column, place, opened) {
  const element = stamp('t-column');
  const t = state.text.meaning;
  slot(element, 'name').textContent = visible(column.name);
  slot(element, 'facts').textContent = facts(state, column);
  slot(element, 'spread').append(picture(column.histogram, state));
  slot(element, 'ends').textContent = ends(column, state);
  const examples = column.examples.slice(0, EXAMPLES).flatMap((example, nth) =>
    [nth ? ' · ' : '', own(visible(example.slice(0, EXAMPLE)))]);
  slot(element, 'examples').append(...(examples.length ? examples : [t.empty]));
  const select = /** @type {HTMLSelectElement} */ ($('select', element));
  fillSelect(select, Object.entries(state.text.roles), column.role);
  select.dataset.testid = `role-${place}`;
  Object.assign(select.dataset, { source: column.source, column: column.name });
  select.setAttribute('aria-label', t.roleOf(column.name));
  drawFold(element, state, column, opened);
  return element;
}

/** @param {State} state @param {Column} column */
function facts({ text, format, inspection }, column) {
  const t = text.meaning;
  const file = inspection?.files[column.source];
  const isOneOf = (inspection?.files.length ?? 0) > 1;
  const records = file?.records ?? 0;
  return [
    isOneOf ? visible(file?.name ?? '') : '',
    text.types[column.type],
    column.missing ? t.missingOf(format.share(column.missing / Math.max(1, records)), format.count(column.missing)) : t.complete,
    t.different(format.count(column.distinct)),
    column.unread ? t.unread(format.count(column.unread)) : '',
  ].filter(Boolean).join(' · ');
}

/** What can be decided of one column, and the table of its values: made when
 * it is opened. @param {HTMLElement} element @param {State} state
 * @param {Column} column @param {Set<string>} opened */
function drawFold(element, state, column, opened) {
  const t = state.text.meaning;
  const fold = /** @type {HTMLDetailsElement} */ ($('details', element));
  const key = keyOf({ source: column.source, column: column.name });
  const isUnsure = column.date_order_ambiguous;
  slot(fold, 'correct').textContent = t.correct;
  slot(fold, 'correct').setAttribute('aria-label', t.correctOf(column.name));
  slot(fold, 'asked').hidden = !isUnsure;
  slot(fold, 'asked').textContent = isUnsure ? t.whichOrder : '';
  const fields = slot(fold, 'fields');
  const fillOpen = () => {
    if (!fold.open || fields.hasChildNodes()) return;
    fields.append(...choices(state, column));
    const twin = slot(fold, 'twin');
    twin.setAttribute('aria-label', t.spreadOf(column.name));
    twin.append(table(column.histogram, state));
  };
  fold.open = isUnsure || opened.has(key);
  fillOpen();
  fold.addEventListener('toggle', () => {
    if (fold.open) opened.add(key);
    else opened.delete(key);
    fillOpen();
  });
}

/** The selects of one column. @param {State} state @param {Column} column */
function choices({ plan, text }, column) {
  const t = text.meaning;
  const reading = plan?.sources[column.source]?.reading;
  const own = reading?.decided.findLast((choice) => choice.column === column.name);
  const order = column.date_order;
  /** @type {[string, string, string, [string, string][], unknown][]} */
  const all = [
    ['as_type', t.readAs, text.data.found(text.types[column.type]), Object.entries(text.types), own?.as_type],
    ['date_order', text.data.dateOrder, order ? text.data.found(text.data.dateOrders[order]) : text.data.automatic, Object.entries(text.data.dateOrders), own?.date_order],
    ['decimal_mark', text.data.decimalMark, text.data.automatic, Object.entries(text.data.marks), own?.decimal_mark],
  ];
  return all.map(([field, label, found, options, chosen]) => {
    const select = document.createElement('select');
    fillSelect(select, [['', found], ...options], String(chosen ?? ''));
    Object.assign(select.dataset, { source: column.source, column: column.name, field });
    return make('label', [make('span', label), select]);
  });
}

/** What the plan says now. @param {Iterable<Element>} rows @param {State} state */
function drawRoles(rows, { plan, given, text, format }) {
  const t = text.meaning;
  const roles = new Map(plan ? placed(plan).map((r) => [keyOf(r), r]) : []);
  for (const row of rows) {
    const select = /** @type {HTMLSelectElement} */ ($('select', row));
    const { source, column = '' } = select.dataset;
    const key = keyOf({ source: Number(source), column });
    const role = roles.get(key);
    if (!role) continue;
    select.value = role.role;
    row.classList.toggle('ignored', role.role === 'ignore');
    const meter = /** @type {HTMLMeterElement} */ ($('meter', row));
    meter.value = role.confidence;
    const isGiven = given.has(key);
    const said = isGiven ? t.given : t.proposed(format.share(role.confidence));
    slot(row, 'sure').textContent = said;
    meter.setAttribute('aria-label', said);
  }
}

/** @param {HTMLElement} element */
function listenForFields(element) {
  for (const name of ['as_of', 'currency']) {
    const input = /** @type {HTMLInputElement} */ ($(`[data-plan="${name}"]`, element));
    input.addEventListener('change', () =>
      send(element, 'plan-field', { field: name, value: input.value.trim() }));
  }
}

/** @param {HTMLElement} element @param {State} state */
function drawFields(element, { plan }) {
  const fields = { as_of: plan?.as_of, currency: plan?.currency };
  for (const [name, value] of Object.entries(fields)) {
    const input = /** @type {HTMLInputElement} */ ($(`[data-plan="${name}"]`, element));
    if (document.activeElement !== input) input.value = value ?? '';
  }
}
