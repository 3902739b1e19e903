// @ts-check
// One card a segment: size, money, reason, rule, next step, stability.

import { visible } from '../cells.js';
import { $, fill, fillTable, make, slot, stamp, translate } from '../dom.js';
import { N_PAINTS, glyph } from '../glyph.js';
import { onChange } from '../state.js';
import { traits } from '../traits.js';

/** @typedef {import('../state.js').State} State */
/** @typedef {import('../protocol').Segment} Segment */

export function createCards() {
  const element = $('#segments [data-slot="cards"]');
  const draw = onChange(
    (s) => [s.analysis, s.text],
    (state) => {
      const segments = state.analysis?.segments ?? [];
      element.replaceChildren(...segments.map((s, nth) => card(state, s, nth)));
    },
  );
  return { element, update: draw };
}

/** @param {State} state @param {Segment} segment @param {number} place */
function card(state, segment, place) {
  const { text, format, analysis } = state;
  const t = text.segments;
  const element = stamp('t-card');
  translate(element, text);
  element.dataset.segment = String(segment.id);
  element.classList.add(`s${place % N_PAINTS}`);
  const hasMoney = segment.revenue !== null && analysis !== null;
  const share = format.share(segment.share_of_customers);
  const worth = format.share(segment.share_of_revenue);
  fill(element, {
    name: segment.name,
    size: format.count(segment.size),
    share: ` ${share}`,
    money: hasMoney ? t.revenue : t.ordersShare,
    revenue: hasMoney ? format.money(segment.revenue, analysis.amount, 'round') : worth,
    revenueShare: hasMoney ? ` ${worth}` : '',
    why: segment.why,
    rule: segment.rule,
    quality: t.quality(format.ratio(segment.precision), format.ratio(segment.recall)),
    next: segment.next,
  });
  slot(element, 'glyph').append(glyph(place));
  drawBars(element, segment, (hasMoney ? t.bars : t.barsOfLines)(share, worth));
  drawTraits(element, state, place);
  drawStability(slot(element, 'stability'), segment, state);
  drawProfile($('details', element), segment, state);
  return element;
}

/** @param {HTMLElement} element @param {Segment} segment @param {string} said */
function drawBars(element, segment, said) {
  const bars = $('.bars', element);
  bars.setAttribute('aria-label', said);
  const widths = [segment.share_of_customers, segment.share_of_revenue];
  [...bars.children].forEach((bar, nth) => {
    const share = Math.min(1, Math.max(0, widths[nth] ?? 0));
    /** @type {HTMLElement} */ (bar).style.setProperty('--w', `${share * 100}%`);
  });
}

/** @param {HTMLElement} element @param {State} state @param {number} place */
function drawTraits(element, { text, format, analysis }, place) {
  const found = traits(analysis?.attributes ?? [], place);
  slot(element, 'else').hidden = found.length === 0;
  const said = found.map(({ column, level, share, all }) =>
    text.attributes.trait(visible(column), visible(level), format.share(share), format.share(all)));
  slot(element, 'traits').textContent = said.join(' · ');
}

/** @param {HTMLElement} chip @param {Segment} segment @param {State} state */
function drawStability(chip, segment, state) {
  const { short, long } = stability(segment, state);
  chip.hidden = short === '';
  chip.textContent = short;
  chip.title = long;
  chip.style.setProperty('--v', `${(segment.stability ?? 0) * 100}%`);
}

/**
 * What is said of a segment's stability: value tiers have none, nor has one
 * group of all.
 * @param {Pick<Segment, 'stability' | 'own'>} segment
 * @param {Pick<State, 'text' | 'format'>
 *   & {analysis: Pick<import('../protocol').Analysis, 'verdict' | 'k'> | null}} state
 */
export function stability({ stability: value, own }, { text, format, analysis }) {
  const t = text.segments;
  if (own !== undefined) return { short: text.hybrid.own, long: text.hybrid.ownLong };
  if (value !== null) {
    const ratio = format.ratio(value);
    return { short: t.stability(ratio), long: t.stabilityLong(ratio) };
  }
  if (analysis?.verdict !== 'segments') return { short: t.tier, long: '' };
  return analysis.k > 1
    ? { short: t.notJudged, long: t.notJudgedLong }
    : { short: '', long: '' };
}

/** Filled when it is opened. @param {HTMLElement} details
 * @param {Segment} segment @param {State} state */
function drawProfile(details, segment, state) {
  const { text, format, analysis } = state;
  const t = text.segments;
  const box = $('.scroll', details);
  box.setAttribute('aria-label', `${t.figures}: ${segment.name}`);
  const infos = new Map(analysis?.features.map((f) => [f.name, f]));
  const open = () => {
    const rows = segment.profile.map((entry) => {
      const unit = infos.get(entry.feature)?.unit ?? '';
      /** @param {[number, number]} pair @param {(n: number) => string} shown */
      const range = ([low, high], shown) => `${shown(low)} … ${shown(high)}`;
      return [
        infos.get(entry.feature)?.title ?? entry.feature,
        format.value(entry.median, unit),
        range(entry.quartiles, (n) => format.figure(n, unit)),
        make('span', [
          format.effect(entry.effect),
          make('small', range(entry.interval, format.effect)),
        ]),
      ];
    });
    fillTable(box, t.profile, rows);
    const said = `${t.effectNote} ${stability(segment, state).long}`.trimEnd();
    box.append(make('p', said, 'small soft'));
  };
  details.addEventListener('toggle', open, { once: true });
}
