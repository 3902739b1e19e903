// @ts-check
// A workbook of the peers' order lines, as Excel writes one: texts once in a
// list, days as serial numbers with a style.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

import { zip } from '../page/help/xlsx.mjs';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';

/** @param {string} text */
const plain = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** The fields of a line. @param {string} line */
const fields = (line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)]
  .map(([, quoted, bare]) => quoted?.replace(/""/g, '"') ?? bare);

/** The texts of the workbook, each once, in the order of their first use. */
function strings() {
  /** @type {Map<string, number>} */ const all = new Map();
  let count = 0;
  return {
    /** @param {string} text */
    put(text) {
      count += 1;
      const known = all.get(text) ?? all.size;
      all.set(text, known);
      return known;
    },
    xml: () => `${head}<sst xmlns="${main}" count="${count}" uniqueCount="${all.size}">${
      [...all.keys()].map((text) => `<si><t>${plain(text)}</t></si>`).join('')}</sst>`,
  };
}

/** How a column's field is stored. @type {('text' | 'number' | 'moment')[]} */
const KINDS = ['text', 'text', 'text', 'number', 'moment', 'number', 'text', 'text'];

/** @param {string[]} lines @param {ReturnType<typeof strings>} texts */
function sheet(lines, texts) {
  const text = (/** @type {string} */ at, /** @type {string} */ field) =>
    `<c r="${at}" t="s"><v>${texts.put(field)}</v></c>`;
  const cell = (/** @type {string} */ at, /** @type {number} */ n, /** @type {string} */ field) => {
    if (field === '') return '';
    if (KINDS[n] === 'text') return text(at, field);
    if (KINDS[n] === 'number') return `<c r="${at}"><v>${+field}</v></c>`;
    const serial = Date.parse(`${field.replace(' ', 'T')}Z`) / 86_400_000 + 25_569;
    return `<c r="${at}" s="1"><v>${serial}</v></c>`;
  };
  const rows = lines.map((line, row) => {
    const cells = fields(line).map((field, n) => {
      const at = `${'ABCDEFGH'[n]}${row + 1}`;
      return row === 0 ? text(at, field) : cell(at, n, field);
    });
    return `<row r="${row + 1}" spans="1:8">${cells.join('')}</row>`;
  });
  return `${head}<worksheet xmlns="${main}" xmlns:r="${office}"><dimension ref="A1:H${lines.length}"/>`
    + `<sheetData>${rows.join('')}</sheetData></worksheet>`;
}

/** @param {string} csv its text @returns {Buffer} */
function book(csv) {
  const texts = strings();
  const rows = sheet(csv.trimEnd().split('\n'), texts);
  const kind = (/** @type {string} */ part) =>
    `application/vnd.openxmlformats-officedocument.spreadsheetml.${part}+xml`;
  const part = (/** @type {string} */ name, /** @type {string} */ of) =>
    `<Override PartName="/xl/${name}.xml" ContentType="${kind(of)}"/>`;
  const relation = (/** @type {string} */ id, /** @type {string} */ of, /** @type {string} */ to) =>
    `<Relationship Id="${id}" Type="${office}/${of}" Target="${to}.xml"/>`;
  const relations = (/** @type {string[]} */ ...list) =>
    `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join('')}</Relationships>`;
  return zip({
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`
      + '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
      + `${part('workbook', 'sheet.main')}${part('worksheets/sheet1', 'worksheet')}`
      + `${part('styles', 'styles')}${part('sharedStrings', 'sharedStrings')}</Types>`,
    '_rels/.rels': relations(relation('r1', 'officeDocument', 'xl/workbook')),
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${office}">`
      + '<sheets><sheet name="Orders" sheetId="1" r:id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': relations(
      relation('r1', 'worksheet', 'worksheets/sheet1'),
      relation('r2', 'styles', 'styles'),
      relation('r3', 'sharedStrings', 'sharedStrings'),
    ),
    'xl/styles.xml': `${head}<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/>`
      + '<xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>',
    'xl/worksheets/sheet1.xml': rows,
    'xl/sharedStrings.xml': texts.xml(),
  });
}

/** The path of the workbook of so many lines, made where there is none.
 * @param {string} data the peers' folder @param {string} n */
export function workbook(data, n) {
  const path = `${data}/tx_${n}.xlsx`;
  if (!existsSync(path)) {
    writeFileSync(`${path}.part`, book(readFileSync(`${data}/tx_${n}.csv`, 'utf8')));
    renameSync(`${path}.part`, path);
  }
  return path;
}
