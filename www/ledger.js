// @ts-check
// The reconciliation as rows of a table: every record and every cent.

/**
 * @param {import('./state.js').State} state
 * @param {Pick<import('./protocol').Analysis, 'records' | 'amount'>} of
 * @returns {string[][]} what was read, less what was set aside for each
 * reason, is what is used
 */
export function ledgerRows({ text, format }, { records, amount }) {
  const t = text.segments;
  /** @param {number | null} minor */
  const money = (minor) => format.money(minor, amount);
  const rows = [
    [t.read, format.count(records.read), money(amount.total)],
    ...records.set_aside.map((part) => [
      `− ${t.reasons[part.reason]}`,
      format.count(part.count),
      money(part.amount),
    ]),
    [`= ${t.used}`, format.count(records.used), money(amount.used)],
  ];
  const returned = [[`(${t.returned})`, '', money(amount.returned)]];
  return amount.returned ? [...rows, ...returned] : rows;
}
