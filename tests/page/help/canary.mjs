// A shop's export in which every text cell holds a token that stands nowhere
// else in the world, and every form in which a token could turn up again.
import { createHash, randomBytes } from 'node:crypto';

/** One run's tokens share a beginning, so that one search finds them all. */
export function createCanary() {
  const mark = `zq${randomBytes(9).toString('hex')}`;
  let n = 0;
  /** @type {string[]} */
  const tokens = [];
  const token = () => {
    const made = mark + (n++).toString(16).padStart(12, '0');
    tokens.push(made);
    return made;
  };
  const lines = ['customer_id,order_id,order_date,amount,product,note'];
  const products = Array.from({ length: 12 }, token);
  for (let customer = 0; customer < 150; customer++) {
    const id = token();
    // Three plain kinds of customer, so that there is something to find.
    const kind = customer % 3;
    const orders = [2, 5, 12][kind];
    for (let order = 0; order < orders; order++) {
      const day = 1 + ((customer * 5 + order * 3) % 28);
      const month = kind === 0 ? 1 + (order % 3) : 1 + (order % 12);
      const date = `2024-${pad(month)}-${pad(day)}`;
      const cents = [900, 2500, 12000][kind] + ((customer * 37) % 400);
      const amount = (cents / 100).toFixed(2);
      const product = products[(customer + order) % products.length];
      lines.push([id, token(), date, amount, product, token()].join(','));
    }
  }
  return { csv: `${lines.join('\n')}\n`, tokens, needles: needles(mark, tokens) };
}

/** @param {number} n */
const pad = (n) => String(n).padStart(2, '0');

/**
 * @param {string} mark @param {string[]} tokens
 * @returns {{name: string, bytes: Buffer}[]}
 */
function needles(mark, tokens) {
  const turned = [...mark].reverse().join('');
  const percent = [...Buffer.from(mark)]
    .map((b) => `%${b.toString(16)}`)
    .join('');
  const forms = [
    ['plain', mark],
    ['upper', mark.toUpperCase()],
    ['reversed', turned],
    ['percent-encoded', percent],
    ['hex', Buffer.from(mark).toString('hex')],
    ['HEX', Buffer.from(mark).toString('hex').toUpperCase()],
    ...[0, 1, 2].map((shift) => [`base64+${shift}`, base64(mark, shift)]),
  ].map(([name, text]) => ({ name, bytes: Buffer.from(text) }));
  const wide = { name: 'UTF-16LE', bytes: Buffer.from(mark, 'utf16le') };
  const hashed = tokens.slice(0, 40).flatMap((token) => {
    const digest = createHash('sha256').update(token).digest();
    const text = digest.toString('hex').slice(0, 16);
    return [
      { name: 'SHA-256', bytes: digest },
      { name: 'SHA-256, hex', bytes: Buffer.from(text) },
    ];
  });
  return [...forms, wide, ...hashed];
}

/** What base64 makes of the mark, wherever in a text it stands: the digits
 * that hang on its neighbours are cut off.
 * @param {string} mark @param {number} shift */
function base64(mark, shift) {
  const text = Buffer.from(`${'\0'.repeat(shift)}${mark}`).toString('base64');
  const from = Math.ceil((shift * 8) / 6);
  const whole = Math.floor(((shift + mark.length) * 8) / 6);
  return text.slice(from, whole);
}

/**
 * Where one of the forms stands in some bytes.
 * @param {Buffer} bytes @param {{name: string, bytes: Buffer}[]} forms
 */
export function found(bytes, forms) {
  return forms.filter((f) => bytes.includes(f.bytes)).map((f) => f.name);
}
