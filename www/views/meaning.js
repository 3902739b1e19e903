// @ts-check
// Meaning: what each column is, proposed by the engine and corrected here.

import { $, byTest, fill, fillSelect, own, send, slot, stamp } from '../dom.js';
import { keyOf, placed } from '../plan.js';
import { columns, onChange } from '../state.js';

/** @typedef {import('../state.js').State} State */
/** @typedef {import('../state.js').ColumnInspection} ColumnInspection */

/** Rows drawn before the reader asks for more. */
const PAGE = 200;

/** Rows drawn at once, so that a table of many columns never stalls. */
const BATCH = 40;

/** Characters of an example that are shown. */
const EXAMPLE = 80;

export function createMeaning() {
  const element = $('#meaning');
  const body = $('tbody', byTest('column-table', element));
  const more = slot(element, 'more');
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
    const all = columns(state);
    const rows = all.slice(from, to).map((c, nth) => row(state, c, from + nth));
    drawRoles(rows, state);
    body.append(...rows);
    if (to < Math.min(shown, all.length)) later = setTimeout(drawBatch, 0, to);
  }

  /** @param {State} state */
  function drawHeads(state) {
    const all = columns(state);
    more.hidden = all.length <= shown;
    const { count } = state.format;
    const least = Math.min(shown, all.length);
    more.textContent = state.text.meaning.more(count(least), count(all.length));
    $('h2', element).textContent = state.text.meaning.title(count(all.length));
  }

  more.addEventListener('click', () => {
    const from = shown;
    shown += PAGE;
    if (last) drawHeads(last);
    drawBatch(from);
  });
  body.addEventListener('change', (event) => {
    const select = /** @type {HTMLSelectElement} */ (event.target);
    const { source, column } = select.dataset;
    send(element, 'role', { source: Number(source), column, role: select.value });
  });
  listenForFields(element);

  const drawNew = onChange(
    (s) => [s.inspection, s.text],
    (state) => {
      if (state.inspection !== last?.inspection) shown = PAGE;
      last = state;
      drawHeads(state);
      clearTimeout(later);
      body.replaceChildren();
      drawBatch(0);
    },
  );
  const drawPlan = onChange(
    (s) => [s.inspection, s.plan, s.given, s.text],
    (state) => {
      drawRoles(body.children, state);
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

/** @param {State} state
 * @param {ColumnInspection & {source: number}} column @param {number} place */
function row({ text, format }, column, place) {
  const element = stamp('t-column');
  const t = text.meaning;
  slot(element, 'name').textContent = column.name;
  fill(element, {
    type: text.types[column.type],
    missing: format.count(column.missing),
    distinct: format.count(column.distinct),
  });
  const examples = column.examples.flatMap((example, nth) =>
    [nth ? ' · ' : '', own(example.slice(0, EXAMPLE))]);
  slot(element, 'examples').append(...(examples.length ? examples : [t.empty]));
  const select = /** @type {HTMLSelectElement} */ ($('select', element));
  fillSelect(select, Object.entries(text.roles), column.role);
  select.dataset.testid = `role-${place}`;
  Object.assign(select.dataset, { source: column.source, column: column.name });
  select.setAttribute('aria-label', t.roleOf(column.name));
  return element;
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
