// @ts-check
// The files that are loaded: what each holds, its rows, how they join.

import { visible } from '../cells.js';
import { $, byTest, fillSelect, make, own, send, slot, stamp } from '../dom.js';
import { groups } from '../format.js';
import { createGrid } from '../grid.js';
import { onChange } from '../state.js';
import { name } from '../told.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../protocol').JoinReport} JoinReport
 * @typedef {import('../protocol').MatchSide} MatchSide
 */

/** Lines that can be looked at of a file that is too large to be held. */
const HEAD = 1_000;

export function createFiles() {
  const element = slot(document, 'files-of');
  const joins = byTest('join-report');
  const offer = slot(document, 'offer');
  listen(element);
  listen(joins);
  listenForMore(offer);

  const drawFiles = onChange(
    (s) => [s.inspection, s.text],
    (state) => {
      const all = state.inspection?.files ?? [];
      element.replaceChildren(...all.map((_, at) => fileCard(state, at)));
    },
  );
  const drawPlan = onChange(
    (s) => [s.inspection, s.plan?.sources, s.text],
    (state) => drawKinds(element, state),
  );
  const drawJoins = onChange(
    (s) => [s.inspection, s.joins, s.plan?.sources, s.text],
    (state) => {
      joins.hidden = (state.inspection?.files.length ?? 0) < 2;
      slot(joins, 'joins').replaceChildren(...state.joins.map((join) => joinEntry(state, join)));
    },
  );
  const drawOffer = onChange(
    (s) => [s.offered, s.inspection, s.text],
    (state) => {
      offer.hidden = state.offered === null;
      if (!state.offered) return;
      const names = state.text.quoted(state.offered.map((file) => name(file.name)).join(', '));
      slot(offer, 'offered').textContent = state.text.files.offered(names);
      slot(offer, 'offered').focus();
    },
  );
  return {
    element,
    /** @param {State} state */
    update(state) {
      drawFiles(state);
      drawPlan(state);
      drawJoins(state);
      drawOffer(state);
    },
  };
}

/** @param {HTMLElement} offer */
function listenForMore(offer) {
  for (const how of ['add', 'replace', 'neither']) {
    byTest(`offer-${how}`, offer).addEventListener('click', () => send(offer, 'offer', how));
  }
  const input = /** @type {HTMLInputElement} */ (byTest('add-input'));
  input.addEventListener('change', () => {
    const chosen = [...(input.files ?? [])];
    input.value = '';
    if (chosen.length) send(input, 'add-files', chosen);
  });
}

/** Every control says which file and what of it. @param {HTMLElement} element */
function listen(element) {
  element.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLSelectElement)) return;
    const { source, of = '' } = target.dataset;
    send(element, of, { source: Number(source), field: 'part', value: target.value });
  });
  element.addEventListener('click', ({ target }) => {
    const button = target instanceof HTMLElement && target.closest('button');
    if (button) send(element, 'remove-file', Number(button.dataset.source));
  });
}

/** @param {State} state @param {number} source */
function fileCard(state, source) {
  const { inspection, text, format, isSample } = state;
  const file = inspection?.files[source];
  const element = stamp('t-file');
  element.dataset.testid = `file-card-${source}`;
  if (!file) return element;
  const t = text.data;
  const quoted = text.quoted(name(file.name));
  slot(element, 'name').textContent = visible(file.name);
  slot(element, 'facts').replaceChildren(
    ...(isSample ? [make('span', [make('b', t.synthetic)])] : []),
    make('span', [make('b', format.count(file.records)), ` ${t.records}`]),
    make('span', [make('b', format.count(file.columns.length)), ` ${t.columns}`]),
    make('span', `${file.format} · ${file.encoding}`),
    make('span', [`${t.hash} `, make('code', groups(file.sha256, 4))]),
  );
  if (file.in_slices) {
    const note = make('p', text.files.inSlices, 'soft small');
    note.dataset.testid = 'file-large';
    slot(element, 'facts').after(note);
  }
  const remove = $('button', element);
  remove.textContent = text.files.remove;
  remove.setAttribute('aria-label', text.files.removeOf(quoted));
  remove.dataset.source = String(source);
  remove.hidden = (inspection?.files.length ?? 0) < 2;
  const rows = /** @type {HTMLDetailsElement} */ ($('details', element));
  $('summary', rows).textContent = text.files.rows;
  $('summary', rows).setAttribute('aria-label', text.files.rowsOf(quoted));
  rows.addEventListener('toggle', () => {
    if (!rows.open || rows.children.length > 1) return;
    rows.append(...createGrid(shown(file), text.files.rowsOf(quoted), state, (from, count) =>
      new Promise((resolve) => send(element, 'inquire', {
        request: { type: 'rows', file: source, from, count },
        give: (/** @type {import('../protocol').Reply | null} */ reply) =>
          resolve(reply?.type === 'rows' ? reply.rows : null),
      }))));
  });
  return element;
}

/** Lines of a file that can be looked at. @param {import('../protocol').FileInspection} file */
const shown = ({ kept, in_slices }) => (in_slices ? Math.min(kept, HEAD) : kept);

/** What each file holds and which part of it was read, as the plan has it.
 * @param {HTMLElement} element @param {State} state */
function drawKinds(element, { inspection, plan, text }) {
  const files = inspection?.files ?? [];
  for (const [source, file] of files.entries()) {
    const card = byTest(`file-card-${source}`, element);
    const fields = slot(card, 'fields');
    const { kind = file.kind, preset } = plan?.sources[source] ?? {};
    const title = preset && (Reflect.get(text.presets, preset) ?? preset);
    slot(card, 'preset').textContent = title ? text.files.recognised(title) : '';
    const { parts, part } = file.reading;
    const kinds = field(text.files.kind, source, 'kind', Object.entries(text.files.kinds), kind);
    const sheet = (/** @type {import('../protocol').Part} */ it) =>
      /** @type {[string, string]} */ ([it.name, visible(it.name)]);
    const sheets = field(text.files.sheet, source, 'reading', parts.map(sheet), part ?? '');
    const all = [...(files.length > 1 ? [kinds] : []), ...(parts.length > 1 ? [sheets] : [])];
    const focused = document.activeElement instanceof HTMLElement && fields.contains(document.activeElement)
      ? document.activeElement.dataset.of : null;
    fields.replaceChildren(...all);
    fields.hidden = all.length === 0;
    if (focused) /** @type {HTMLElement | null} */ (fields.querySelector(`[data-of="${focused}"]`))?.focus();
  }
}

/** @param {string} label @param {number} source @param {string} of
 * @param {[string, string][]} options @param {string} chosen */
function field(label, source, of, options, chosen) {
  const select = document.createElement('select');
  fillSelect(select, options, chosen);
  Object.assign(select.dataset, { source, of, testid: `${of}-${source}` });
  return make('label', [make('span', label), select]);
}

/** How one file joins, in sentences, and by which columns.
 * @param {State} state @param {JoinReport} join */
function joinEntry(state, join) {
  const { inspection, plan, text, format } = state;
  const t = text.files;
  const files = inspection?.files ?? [];
  const { source } = join;
  const { left, right, repeated, respelled } = join.matches;
  const n = format.count;
  const file = text.quoted(name(join.file));
  const said = [
    join.key ? t.joined(file, n(left.matched), n(left.records)) : t.notJoined(file),
    ...(join.key ? rest(state, left, t.leftUnmatched) : []),
    ...(join.key ? [t.asked(n(right.matched), n(right.records)), ...rest(state, right, t.rightUnmatched)] : []),
    ...(repeated ? [t.repeated(n(repeated))] : []),
    ...(respelled ? [t.respelled(n(respelled))] : []),
  ];
  const names = (/** @type {string[]} */ all) =>
    all.map((column) => /** @type {[string, string]} */ ([column, visible(column)]));
  const bought = files.filter((_, at) => isPurchase(plan?.sources[at]?.kind, state));
  const ofPurchases = [...new Set(bought.flatMap((it) => it.columns.map((c) => c.name)))];
  const own = files[source]?.columns.map((c) => c.name) ?? [];
  const none = /** @type {[string, string][]} */ (join.key ? [] : [['', t.noKey]]);
  const fields = make('div', [
    field(t.keyOf(file), source, 'key-column', [...none, ...names(own)], join.key?.column ?? ''),
    field(t.keyIn, source, 'key-of', [...none, ...names([...new Set([...(join.key ? [join.key.of] : []), ...ofPurchases])])], join.key?.of ?? ''),
  ], 'fields');
  return make('li', [make('p', said.join(' ')), fields]);
}

/** Lines are the purchases where there are any, else orders.
 * @param {string | undefined} kind @param {State} state */
function isPurchase(kind, { plan }) {
  const hasLines = plan?.sources.some((source) => source.kind === 'lines');
  return kind === (hasLines ? 'lines' : 'orders');
}

/** What did not join on one side.
 * @param {State} state @param {MatchSide} side
 * @param {(n: string, examples: string) => string} unmatched */
function rest({ text, format }, side, unmatched) {
  const examples = side.examples.map((example) => name(visible(example))).join(', ');
  return [
    ...(side.no_key ? [text.files.noKeyAt(format.count(side.no_key))] : []),
    ...(side.unmatched ? [unmatched(format.count(side.unmatched), examples)] : []),
  ];
}
