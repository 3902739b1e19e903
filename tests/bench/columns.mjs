// @ts-check
// Order lines as typed columns, for peers that give texts or cells: a code a
// record for every column of texts, whole numbers, prices and times as typed
// arrays.

/** Texts as codes. @param {number} n */
function texts(n) {
  /** @type {Map<string, number>} */ const codes = new Map();
  const column = new Uint32Array(n);
  return {
    /** @param {number} at @param {string} text */
    put(at, text) {
      if (text === '') {
        column[at] = 0xffffffff;
        return;
      }
      let code = codes.get(text);
      if (code === undefined) codes.set(text, code = codes.size);
      column[at] = code;
    },
    count: () => codes.size,
  };
}

/** Columns for so many records. @param {number} n */
export function columns(n) {
  const [invoice, product, description, customer, country] =
    Array.from({ length: 5 }, () => texts(n));
  const quantity = new Int32Array(n), price = new Float64Array(n), time = new Float64Array(n);
  return {
    invoice, product, description, customer, country, quantity, price, time,
    /** What every peer prints of so many records. @param {number} records */
    checksums(records) {
      let sum_quantity = 0, sum_cents = 0, sum_seconds = 0;
      for (let i = 0; i < records; i++) {
        sum_quantity += quantity[i];
        sum_cents += Math.round(price[i] * 100);
        sum_seconds += time[i] / 1000;
      }
      return {
        records,
        invoices: invoice.count(),
        products: product.count(),
        descriptions: description.count(),
        countries: country.count(),
        sum_quantity,
        sum_cents,
        sum_seconds,
      };
    },
  };
}
