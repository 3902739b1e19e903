// @ts-check
// The full typed read by PapaParse: node typed.mjs PEERS TASK N prints a line.
// The same typing: a code a record for every column of texts, whole numbers,
// prices and times as typed arrays.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import { repeat } from './lanes.mjs';

const [peers, task, n] = process.argv.slice(2);
const require = createRequire(path.resolve(peers, 'browser_js/package.json'));
const Papa = require('papaparse');
const file = `${process.env.PEERS_DATA}/tx_${n}.csv`;

/** Texts as codes. */
function texts() {
  /** @type {Map<string, number>} */ const codes = new Map();
  const column = new Uint32Array(+n);
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

function run() {
  const [invoice, product, description, customer, country] = Array.from({ length: 5 }, texts);
  const quantity = new Int32Array(+n), price = new Float64Array(+n), time = new Float64Array(+n);
  let at = -1;
  Papa.parse(readFileSync(file, 'utf8'), {
    skipEmptyLines: true,
    /** @param {{data: string[]}} row */
    step({ data: row }) {
      if (at >= 0) {
        invoice.put(at, row[0]);
        product.put(at, row[1]);
        description.put(at, row[2]);
        quantity[at] = +row[3];
        time[at] = Date.parse(`${row[4].replace(' ', 'T')}Z`);
        price[at] = +row[5];
        customer.put(at, row[6]);
        country.put(at, row[7]);
      }
      at += 1;
    },
  });
  let sum_quantity = 0, sum_cents = 0, sum_seconds = 0;
  for (let i = 0; i < at; i++) {
    sum_quantity += quantity[i];
    sum_cents += Math.round(price[i] * 100);
    sum_seconds += time[i] / 1000;
  }
  return {
    records: at,
    invoices: invoice.count(),
    products: product.count(),
    descriptions: description.count(),
    countries: country.count(),
    sum_quantity,
    sum_cents,
    sum_seconds,
  };
}

const cpu = () => {
  const used = /** @type {any} */ (process).threadCpuUsage?.() ?? process.cpuUsage();
  return (used.user + used.system) / 1e6;
};
const result = await repeat(run, cpu, Number(process.env.PEERS_CAP ?? 8));
const { version } = require('papaparse/package.json');
console.log(JSON.stringify({ task, n: +n, version: `papaparse ${version} (step)`, ...result }));
