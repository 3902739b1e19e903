// @ts-check
// Two segments, feature by feature.

export const en = {
  title: 'Compare two segments',
  one: 'First segment',
  other: 'Second segment',
  head: (/** @type {string} */ one, /** @type {string} */ other) =>
    ['feature', `median: ${one}`, `median: ${other}`, 'greater in the first, of 100 pairs (95% interval)'],
  said: (/** @type {string} */ pairs, /** @type {string} */ one, /** @type {string} */ other, /** @type {string} */ feature) =>
    `Strongest difference: take one customer of “${one}” and one of “${other}”; in ${pairs} of 100 such pairs the first has the greater value of “${feature}”.`,
  note: (/** @type {string} */ n, /** @type {string} */ by) =>
    `50 of 100 is no difference; equal values count half. ${n} features are compared: where nothing differs, about ${by} of the intervals leave 50 out by chance. Features that formed the segments differ by construction.`,
  to: 'to',
  more: (/** @type {string} */ n) => `All ${n} features`,
};

/** @type {typeof en} */
export const de = {
  title: 'Zwei Segmente vergleichen',
  one: 'Erstes Segment',
  other: 'Zweites Segment',
  head: (one, other) =>
    ['Merkmal', `Median: ${one}`, `Median: ${other}`, 'größer im ersten, von 100 Paaren (95-%-Intervall)'],
  said: (pairs, one, other, feature) =>
    `Größter Unterschied: Nehmen Sie je einen Kunden aus „${one}“ und aus „${other}“; in ${pairs} von 100 solchen Paaren ist der Wert von „${feature}“ beim ersten größer.`,
  note: (n, by) =>
    `50 von 100 ist kein Unterschied; gleiche Werte zählen halb. ${n} Merkmale werden verglichen: Wo sich nichts unterscheidet, lassen etwa ${by} der Intervalle die 50 durch Zufall aus. Merkmale, die die Segmente gebildet haben, unterscheiden sich von vornherein.`,
  to: 'bis',
  more: (n) => `Alle ${n} Merkmale`,
};
