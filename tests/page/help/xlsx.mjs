// A workbook of order lines, written by hand: sheets with numbers, texts and
// days as a spreadsheet program stores them.
import { deflateRawSync } from 'node:zlib';

const office = 'http://schemas.openxmlformats.org/officeDocument/2006';

/** @param {Buffer} bytes */
function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let k = 0; k < 8; k++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  return ~crc >>> 0;
}

/** An archive. @param {Record<string, string | Buffer>} files */
export function zip(files) {
  /** @type {Buffer[]} */ const parts = [];
  /** @type {Buffer[]} */ const directory = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const plain = Buffer.from(text);
    const packed = deflateRawSync(plain);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt16LE(33, 8);
    facts.writeUInt32LE(crc32(plain), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(plain.length, 18);
    facts.writeUInt16LE(name.length, 22);
    const local = [Buffer.from('PK\x03\x04'), facts, Buffer.from(name), packed];
    const where = Buffer.alloc(4);
    where.writeUInt32LE(at);
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), facts,
      Buffer.alloc(10), where, Buffer.from(name));
    parts.push(...local);
    at += Buffer.concat(local).length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, list, end]);
}

/** @param {(string | number)[]} row */
const rowXml = (row) => {
  const cells = row.map((value) => (typeof value === 'number'
    ? `<c><v>${value}</v></c>`
    : `<c t="inlineStr"><is><t>${value}</t></is></c>`));
  return `<row>${cells.join('')}</row>`;
};

/** A workbook of sheets by their names.
 * @param {Record<string, (string | number)[][]>} sheets */
export function workbook(sheets) {
  const names = Object.keys(sheets);
  const list = names.map((name, n) =>
    `<sheet name="${name}" sheetId="${n + 1}" r:id="r${n}"/>`).join('');
  const relations = names.map((_, n) =>
    `<Relationship Id="r${n}" Target="worksheets/sheet${n}.xml" Type="${office}/relationships/worksheet"/>`).join('');
  /** @type {Record<string, string>} */
  const files = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships><Relationship Id="b" Target="xl/workbook.xml" Type="${office}/relationships/officeDocument"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns:r="${office}/relationships"><sheets>${list}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relations}</Relationships>`,
  };
  names.forEach((name, n) => {
    const rows = sheets[name].map(rowXml).join('');
    files[`xl/worksheets/sheet${n}.xml`] =
      `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
  });
  return zip(files);
}

/** Order lines, always the same. @param {number} n */
export function orderLines(n) {
  /** @type {(string | number)[][]} */
  const rows = [['customer', 'order', 'date', 'amount']];
  let seed = 7;
  const random = () => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed / 2147483648;
  };
  for (let i = 0; i < n; i++) {
    const customer = Math.floor(random() ** 2 * (n / 8 + 5));
    const day = new Date(Date.UTC(2024, 0, 1 + Math.floor(random() * 500)));
    rows.push([
      `K${customer}`, `O-${i}`, day.toISOString().slice(0, 10),
      Math.round(random() * 20_000) / 100,
    ]);
  }
  return rows;
}
