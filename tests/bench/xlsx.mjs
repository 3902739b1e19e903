// @ts-check
// A workbook to typed columns: node xlsx.mjs OURS|peer … prints a line.
//   node xlsx.mjs kindred ENGINE.wasm TASK N   our two modules, as the page
//   node xlsx.mjs PEERS TASK N                 SheetJS
// Either in a process of its own: the peak is what the kernel says that the
// process held at most up to the end of the first reading, less what an empty
// one holds. Nothing of the file is held before.
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import { workbook } from './book.mjs';
import { columns } from './columns.mjs';
import { open, repeat } from './lanes.mjs';

/** KiB held at most. */
const held = () => process.resourceUsage().maxRSS;

/** An empty process's, of the same Node. */
function empty() {
  const told = execFileSync(process.execPath,
    ['--input-type=module', '-e', 'console.log(process.resourceUsage().maxRSS)']);
  return Number(told.toString());
}

/** SheetJS, as lean as its options let it be: rows as arrays, no formulas, no
 * formatted texts. @param {string} peers @param {number} n */
function sheetjs(peers, n) {
  const require = createRequire(path.resolve(peers, 'browser_js/package.json'));
  const XLSX = require('xlsx');
  const options = {
    type: 'buffer', dense: true, cellDates: true,
    cellFormula: false, cellHTML: false, cellText: false,
  };
  return {
    version: `xlsx ${XLSX.version} (dense)`,
    /** @param {string} file */
    run(file) {
      const { Sheets, SheetNames } = XLSX.read(readFileSync(file), options);
      const { invoice, product, description, customer, country, quantity, price, time, checksums } =
        columns(n);
      const sheet = Sheets[SheetNames[0]];
      const rows = sheet['!data'] ?? sheet;
      for (let at = 0; at + 1 < rows.length; at++) {
        const row = rows[at + 1];
        invoice.put(at, row[0]?.v ?? '');
        product.put(at, row[1]?.v ?? '');
        description.put(at, row[2]?.v ?? '');
        quantity[at] = row[3].v;
        time[at] = Math.round(row[4].v.getTime() / 1000) * 1000;
        price[at] = row[5].v;
        customer.put(at, row[6]?.v ?? '');
        country.put(at, row[7]?.v ?? '');
      }
      return checksums(rows.length - 1);
    },
  };
}

/** The page's module for workbooks, which reads the file by slices, and the
 * reader of tables behind it. @param {string} engine */
async function kindred(engine) {
  const pkg = new URL('../../www/pkg/workbook/', import.meta.url);
  const { Heavy, initSync } = await import(new URL('workbook.js', pkg).href);
  initSync({ module: readFileSync(new URL('workbook_bg.wasm', pkg)) });
  const table = await open(new WebAssembly.Module(readFileSync(engine)));
  return {
    version: `wasm, Node ${process.version}`,
    /** @param {string} file */
    run(file) {
      const handle = openSync(file, 'r');
      const heavy = new Heavy({
        name: 'tx.xlsx',
        size: statSync(file).size,
        /** @param {number} at @param {number} length */
        read(at, length) {
          const bytes = new Uint8Array(length);
          return bytes.subarray(0, readSync(handle, bytes, 0, length, at));
        },
      });
      heavy.open(heavy.parts().parts[0].name);
      const answer = table.sheet(() => heavy.next());
      heavy.free();
      closeSync(handle);
      return answer;
    },
  };
}

const ours = process.argv[2] === 'kindred';
const [where, task, n] = process.argv.slice(ours ? 3 : 2);
const file = workbook(`${process.env.PEERS_DATA}`, n);
const base = empty();
const reader = ours ? await kindred(where) : sheetjs(where, +n);
/** @type {number | undefined} */ let peak;
const run = () => {
  const answer = reader.run(file);
  peak ??= held();
  return answer;
};
const cpu = () => {
  const used = /** @type {any} */ (process).threadCpuUsage?.() ?? process.cpuUsage();
  return (used.user + used.system) / 1e6;
};
const result = await repeat(run, cpu, Number(process.env.PEERS_CAP ?? 8));
console.log(JSON.stringify({
  task, n: +n, version: reader.version, ...result,
  peak_mb: ((peak ?? 0) - base) / 1024,
}));
