// @ts-check
// Segments: the answer first, its doubt next, and what it was made from.

import { $, byTest, fillTable, make, slot } from '../dom.js';
import { ledgerRows } from '../ledger.js';
import { onChange } from '../state.js';
import { note } from '../told.js';

/** @typedef {import('../state.js').State} State */
/** @typedef {import('../state.js').Analysis} Analysis */

export function createSegments() {
  const element = $('#segments');
  const stale = slot(element, 'stale');
  const draw = onChange(
    (s) => [s.analysis, s.text],
    (state) => {
      const { analysis } = state;
      if (!analysis) return;
      $('h2', element).textContent = analysis.headline;
      slot(element, 'doubt').textContent = analysis.doubt;
      slot(element, 'strip').replaceChildren(...strip(state, analysis));
      drawLedger(element, state, analysis);
      const notes = analysis.warnings.map((warning) => note(warning, state));
      byTest('warning-list', element).replaceChildren(...notes);
      drawFeatures(element, state, analysis);
    },
  );
  return {
    element,
    /** @param {State} state */
    update(state) {
      draw(state);
      stale.hidden = !state.isStale;
      stale.textContent = state.text.segments.stale;
    },
  };
}

/** @param {State} state @param {Analysis} analysis */
function strip({ text, format }, analysis) {
  const t = text.segments;
  const { amount, records, customers } = analysis;
  const used = amount.total === null
    ? [make('b', format.count(records.used)), ` ${t.of} ${format.count(records.read)} ${t.lines}`]
    : [make('b', format.money(amount.used, amount)), ` ${t.of} ${format.money(amount.total, amount)}`];
  const aside = records.set_aside.flatMap(({ reason, count }, nth) => [
    nth ? ', ' : `${t.setAside}: `,
    make('b', format.count(count)),
    ` ${t.reasons[reason]}`,
  ]);
  const out = customers.excluded.map(({ reason, count }) =>
    make('span', [`${t.leftOut}: `, make('b', format.count(count)), ` ${t.people} (${t.excluded[reason]})`]));
  const digest = make('code', analysis.digest, 'digest');
  digest.dataset.testid = 'digest';
  digest.dataset.digest = analysis.digest;
  digest.title = analysis.digest;
  return [
    ...(analysis.as_of ? [make('span', [`${t.asOf} `, make('b', format.day(analysis.as_of))])] : []),
    make('span', [`${t.used} `, ...used]),
    ...(aside.length ? [make('span', aside)] : []),
    ...(out.length ? out : [make('span', t.nobody)]),
    make('span', [`${t.digest} `, digest]),
  ];
}

/** @param {HTMLElement} element @param {State} state @param {Analysis} analysis */
function drawLedger(element, state, analysis) {
  const table = $('table.ledger', element);
  fillTable(table, state.text.segments.ledger, ledgerRows(state, analysis));
}

/** @param {HTMLElement} element @param {State} state @param {Analysis} analysis */
function drawFeatures(element, { text, format }, analysis) {
  const t = text.segments;
  const used = analysis.features.filter((feature) => feature.in_segments);
  const counts = [analysis.features.length, used.length].map(format.count);
  slot(element, 'features').textContent =
    t.featuresTitle(counts[0] ?? '', counts[1] ?? '');
  const titles = new Map(analysis.features.map((f) => [f.name, f.title]));
  const rows = analysis.features.map((f) => {
    const shared = f.grouped_with && t.shares(titles.get(f.grouped_with) ?? f.grouped_with);
    return [
      f.title,
      f.meaning,
      f.unit,
      f.quartiles ? f.quartiles.map((q) => format.figure(q, f.unit)).join(' · ') : '–',
      format.count(f.missing),
      f.in_segments ? t.formed : (shared ?? t.described),
    ];
  });
  fillTable($('table.features', element), t.featureHead, rows);
}
