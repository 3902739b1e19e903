// @ts-check
// Two segments beside each other: where a customer of one has more than one
// of the other.

import { $, byTest, fillSelect, fillTable, make, send, slot } from '../dom.js';
import { onChange } from '../state.js';

/** @typedef {import('../state.js').State} State */
/** @typedef {import('../protocol').Contrast} Contrast */
/** @typedef {import('../protocol').Segment} Segment */

/** Contrasts shown at first. */
const FIRST = 8;

/** Of so many intervals, one leaves the truth out. */
const ONE_OF = 20;

export function createCompare() {
  const element = $('#compare');
  const selects = ['compare-one', 'compare-other'].map((id) =>
    /** @type {HTMLSelectElement} */ (byTest(id, element)));
  /** @type {State | undefined} */
  let shown;

  /** @param {string[]} asked the ids of the segments */
  const take = (asked) => (/** @type {import('../protocol').Reply | null} */ reply) => {
    const isSame = selects.every((it, nth) => it.value === asked[nth]);
    if (shown && isSame && reply?.type === 'compared') drawTables(element, shown, asked, reply.contrasts);
  };
  const ask = () => {
    const asked = selects.map((it) => it.value);
    const request = { type: 'compare', segments: asked.map(Number) };
    send(element, 'inquire', { request, give: take(asked) });
  };
  for (const select of selects) select.addEventListener('change', ask);
  const draw = onChange(
    (s) => [s.analysis, s.text],
    (state) => {
      shown = state;
      const segments = state.analysis?.segments ?? [];
      element.hidden = segments.length < 2;
      if (element.hidden) return;
      const options = segments.map(({ id, name }) => /** @type {[string, string]} */ ([String(id), name]));
      // The two that stand first and last by their worth.
      const ends = [options[0], options.at(-1)];
      selects.forEach((select, nth) => fillSelect(select, options, ends[nth]?.[0] ?? ''));
      ask();
    },
  );
  return { element, update: draw };
}

/** @param {HTMLElement} element @param {State} state
 * @param {string[]} asked @param {Contrast[]} contrasts */
function drawTables(element, { analysis, text, format }, asked, contrasts) {
  const t = text.compare;
  const infos = new Map(analysis?.features.map((it) => [it.name, it]));
  const chosen = asked.map((id) => analysis?.segments.find((it) => String(it.id) === id));
  const names = chosen.map((it) => it?.name ?? '');
  const [one = '', other = ''] = names;
  const hundredths = (/** @type {number} */ share) => format.count(Math.round(100 * share));
  /** Nearly all pairs are not all of them. @param {number} share */
  const pairs = (share) => {
    if (share < 1 && share > 0.995) return '> 99';
    return share > 0 && share < 0.005 ? '< 1' : hundredths(share);
  };
  const first = contrasts[0];
  const title = (/** @type {string} */ name) => infos.get(name)?.title ?? name;
  const strongest = first && (first.share < 0.5
    ? t.said(pairs(1 - first.share), other, one, title(first.feature))
    : t.said(pairs(first.share), one, other, title(first.feature)));
  const isSame = asked[0] === asked[1];
  slot(element, 'said').textContent = isSame ? '' : strongest ?? '';
  /** @param {Contrast} contrast */
  const row = ({ feature, share, interval: [low, high] }) => [
    title(feature),
    ...chosen.map((it) => median(it, feature, infos.get(feature)?.unit ?? '', format)),
    make('span', [pairs(share), ' ', make('small', `(${hundredths(low)} ${t.to} ${hundredths(high)})`)]),
  ];
  fillTable(byTest('table-compare', element), t.head(one, other), contrasts.slice(0, FIRST).map(row));
  const rest = $('details', element);
  const n = contrasts.length;
  rest.hidden = n <= FIRST;
  $('summary', rest).textContent = t.more(format.count(n));
  fillTable($('table', rest), t.head(one, other), contrasts.map(row));
  slot(element, 'note').textContent = t.note(format.count(n), format.count(Math.round(n / ONE_OF)));
}

/** @param {Segment | undefined} segment @param {string} feature
 * @param {string} unit @param {import('../format.js').Format} format */
function median(segment, feature, unit, format) {
  const entry = segment?.profile.find((it) => it.feature === feature);
  return entry ? format.value(entry.median, unit) : '–';
}
