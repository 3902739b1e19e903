// @ts-check
// What is odd in the data, in English.

/**
 * What is odd: how many, of how many, in which columns.
 * @typedef {{count: number, n: string, of: string, columns: string}} Odd
 */

/**
 * What can be done: a sum and a day where the choice has one.
 * @typedef {{money: string, day: string}} Limit
 */

export const quality = {
  title: 'What would become of every record',
  lead: 'With the meanings above, before anything is computed. The parts add up exactly.',
  odd: 'What is odd in the data',
  clean: 'Nothing odd was found.',
  examples: 'For example',
  /** @param {string} money */
  worth: (money) => `Together ${money}.`,
  /** By how much totals are more than their lines. @param {string} money */
  difference: (money) => `The difference: ${money}.`,
  /** What is done about it if nobody chooses, and why. */
  keep: {
    'missing-values': 'Leave them empty: without a customer, a day or an amount a record is set aside.',
    'repeated-records': 'Count them all: two equal purchases may both be real.',
    'contradictory-orders': 'Count them as they are: each record has its own customer and day.',
    'far-dates': 'Count them: then all others are long ago, as seen from the last day.',
    'outlying-amounts': 'Count them: a large amount may be real money.',
    returns: 'Net them with their customers.',
    'test-customers': 'Count them: an id alone proves nothing.',
    'guest-orders': 'Count each such id as one customer.',
    'large-buyers': 'Count them: they are customers, and their money is real.',
    'constant-columns': 'Nothing to choose: it changes no result.',
    'other-currencies': 'Currencies are never summed: one is analysed, the others are set aside. Which one stands under “Currency”.',
    'order-totals': 'Nothing to choose: the lines are counted. What only a total holds (postage, tax, a discount) is not.',
    'respelled-customers': 'Nothing to choose: they are counted as one customer.',
  },
  /** Missing values of which nobody can tell what they were. */
  gone: 'Nothing to choose: what the file does not tell is not made up.',
  /** What can be done instead. @type {Record<string, (limit: Limit) => string>} */
  mend: {
    'missing-values': () => 'Take what the record before it in the same order says.',
    'repeated-records': () => 'Set aside what repeats an earlier record.',
    'contradictory-orders': () => 'Set aside every record of these orders.',
    'far-dates': ({ day }) => `Leave out what is dated ${day} or later.`,
    'outlying-amounts': ({ money }) => `Set aside purchases of more than ${money}.`,
    returns: () => 'Leave them out: what was bought counts in full.',
    'test-customers': () => 'Set aside their records as test orders.',
    'guest-orders': () => 'Set them aside: nobody in particular stands behind them.',
    'large-buyers': ({ money }) => `Set aside every record of customers who bought for more than ${money}.`,
  },
  more: (/** @type {string} */ n) => `${n} more`,
  leftOut: {
    title: 'Who is left out',
    lead: 'Customers who are used beside those who are not; a line without a customer counts as one of its own. By a column of the file of customers, whoever stands there and bought nothing is left out as well. With the interval (95%) in which a share may lie. Fewer than ten are not told.',
    byConsent: 'Whoever has not agreed counts as left out.',
    by: 'By',
    head: ['value', 'of those used', 'of those left out', 'difference'],
    others: 'all others',
    hidden: 'too few',
    nobody: (/** @type {string} */ column) => `Fewer than ten are left out of those with a value in ${column}: nothing to compare.`,
    differs: 'yes',
    range: (/** @type {string} */ share, /** @type {string} */ low, /** @type {string} */ high) =>
      `${share} (${low} to ${high})`,
  },
  undo: 'Take back every choice about what is odd',
  /** @type {Record<import('../protocol').CheckName, (of: Odd) => string>} */
  checks: {
    'missing-values': ({ n, of, columns }) =>
      `${columns} has no readable value in ${n} of ${of} records.`,
    'constant-columns': ({ columns }) =>
      `The same in every record, so it tells nobody apart: ${columns}.`,
    'repeated-records': ({ n, of }) =>
      `${n} of ${of} records repeat an earlier one in every column.`,
    'contradictory-orders': ({ n, of }) =>
      `${n} of ${of} orders have more than one customer or more than one day.`,
    'far-dates': ({ n, columns }) =>
      `${n} records are dated more than half a year after all others (${columns}).`,
    'outlying-amounts': ({ n, of }) =>
      `${n} of ${of} amounts are far above the usual ones.`,
    returns: ({ n }) =>
      `${n} records are returns.`,
    'test-customers': ({ n, of }) =>
      `${n} of ${of} customers have an id that speaks of a test.`,
    'guest-orders': ({ n }) =>
      `${n} records belong to a customer called a guest: many people may stand behind one name.`,
    'large-buyers': ({ n, of }) =>
      `${n} of ${of} customers buy for more than fifty times the median customer and for over 1% of everything; they may be companies.`,
    'other-currencies': ({ n, columns }) =>
      `${n} amounts in ${columns} are in another currency than most.`,
    'order-totals': ({ n, of, columns }) =>
      `${n} of ${of} orders come to something else in ${columns} than their lines do.`,
    'respelled-customers': ({ n }) =>
      `${n} spellings of a customer's id were taken for another one's: blanks, invisible characters, capitals in an address.`,
  },
};
