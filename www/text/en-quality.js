// @ts-check
// What is odd in the data, in English.

/**
 * What is odd: how many, of how many, in which columns.
 * @typedef {{count: number, n: string, of: string, columns: string}} Odd
 */

export const quality = {
  title: 'What would become of every record',
  lead: 'With the meanings above, before anything is computed. The parts add up exactly.',
  odd: 'What is odd in the data',
  clean: 'Nothing odd was found.',
  examples: 'For example',
  /** @param {string} money */
  worth: (money) => `Together ${money}.`,
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
      `${n} records are returns; they are netted with their customers.`,
    'test-customers': ({ n, of }) =>
      `${n} of ${of} customers have an id that speaks of a test.`,
    'guest-orders': ({ n }) =>
      `${n} records belong to a customer called a guest: many people may stand behind one name.`,
    'large-buyers': ({ n, of }) =>
      `${n} of ${of} customers buy for more than fifty times the median customer and for over 1% of everything; they may be companies.`,
    'other-currencies': ({ n, columns }) =>
      `${n} amounts in ${columns} are in another currency than most.`,
    'respelled-customers': ({ n }) =>
      `${n} spellings of a customer's id were taken for another one's: blanks, invisible characters, capitals in an address.`,
  },
};
