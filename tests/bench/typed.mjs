// @ts-check
// The full typed read by PapaParse: node typed.mjs PEERS TASK N prints a line.
// The same typing as ours, by columns.mjs.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import { columns } from './columns.mjs';
import { repeat } from './lanes.mjs';

const [peers, task, n] = process.argv.slice(2);
const require = createRequire(path.resolve(peers, 'browser_js/package.json'));
const Papa = require('papaparse');
const file = `${process.env.PEERS_DATA}/tx_${n}.csv`;

function run() {
  const { invoice, product, description, customer, country, quantity, price, time, checksums } =
    columns(+n);
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
  return checksums(at);
}

const cpu = () => {
  const used = /** @type {any} */ (process).threadCpuUsage?.() ?? process.cpuUsage();
  return (used.user + used.system) / 1e6;
};
const result = await repeat(run, cpu, Number(process.env.PEERS_CAP ?? 8));
const { version } = require('papaparse/package.json');
console.log(JSON.stringify({ task, n: +n, version: `papaparse ${version} (step)`, ...result }));
