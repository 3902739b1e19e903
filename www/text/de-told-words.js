// @ts-check
// Words that the German sentences of de-told.js share: what files are, what
// columns mean, why lines were left out.

/** @param {string} n @param {string} one @param {string} many */
export const plural = (n, one, many) => (n === '1' ? one : many);

export const AGAIN = 'Prüfen Sie den Export, und nehmen Sie die Datei noch einmal.';
export const OTHER_ENCODING = 'Wählen Sie eine andere Kodierung, oder exportieren Sie die Datei noch einmal.';
export const SAVE_AS = 'Öffnen Sie sie in dem Programm, mit dem sie gemacht wurde, und speichern Sie die Tabelle als CSV.';
export const UNPACK = 'Entpacken Sie sie zuerst.';
export const EXPORT = 'Exportieren Sie die Tabelle als CSV.';

/** What a file is, and what to do about it.
 * @type {Record<string, [string, string]>} */
export const KINDS = {
  pdf: ['ein PDF-Dokument', SAVE_AS],
  zip: ['ein ZIP-Archiv oder eine Excel-Mappe', 'Entpacken Sie sie, oder speichern Sie das Blatt als CSV.'],
  'empty-zip': ['ein leeres ZIP-Archiv', SAVE_AS],
  'old-office': ['eine alte Excel- oder Office-Datei', SAVE_AS],
  rtf: ['ein RTF-Dokument', SAVE_AS],
  zstd: ['ein zstd-Archiv', UNPACK],
  bzip2: ['ein bzip2-Archiv', UNPACK],
  xz: ['ein xz-Archiv', UNPACK],
  '7-zip': ['ein 7-Zip-Archiv', UNPACK],
  rar: ['ein RAR-Archiv', UNPACK],
  parquet: ['eine Parquet-Datei', EXPORT],
  sqlite: ['eine SQLite-Datenbank', EXPORT],
  picture: ['ein Bild', SAVE_AS],
  markup: ['eine Webseite oder XML', SAVE_AS],
  xlsb: ['eine binäre Excel-Mappe', SAVE_AS],
  document: ['ein Office-Dokument ohne Tabellenblatt', SAVE_AS],
  numbers: ['ein Dokument von Apple Numbers oder Pages', SAVE_AS],
};

export const REPAIR = 'Lassen Sie das Programm, das die Datei schrieb, sie noch einmal exportieren, oder bessern Sie die Stelle aus.';

/** What is wrong with a JSON text, and the way on.
 * @type {Record<string, [string, string]>} */
export const JSON_KINDS = {
  'after-end': ['Nach dem Ende der Liste folgt noch etwas', REPAIR],
  comma: ['Vor einer schließenden Klammer steht ein Komma', 'Nehmen Sie das Komma heraus.'],
  control: ['Ein Text ist auf seiner Zeile nicht geschlossen oder enthält ein Steuerzeichen', REPAIR],
  'cut-short': ['Die Datei endet mitten in einem Wert', 'Exportieren Sie die Datei noch einmal, oder laden Sie sie neu herunter.'],
  depth: ['Mehr als 64 Listen und Objekte stehen ineinander', 'Exportieren Sie eine flachere Liste.'],
  escape: ['Nach einem umgekehrten Schrägstrich steht etwas, das JSON nicht kennt', REPAIR],
  key: ['Hier muss ein Name zwischen doppelten Anführungszeichen stehen', REPAIR],
  number: ['Eine Zahl ist nicht so geschrieben, wie JSON sie schreibt', REPAIR],
  sign: ['Hier müsste etwas anderes stehen', REPAIR],
  surrogate: ['Ein Text enthält ein halbes Zeichen (ein einzelnes Surrogat)', REPAIR],
  word: ['Ein Wort ist kein Wert, den JSON kennt', 'Lassen Sie den Namen weg, wo ein Wert fehlt; Texte stehen zwischen doppelten Anführungszeichen.'],
};

export const UNREADABLE = 'Exportieren Sie sie als CSV.';

/** Why a Parquet file is not read, and the way on.
 * @type {Record<string, (found: string) => [string, string]>} */
export const PARQUET_KINDS = {
  codec: (found) => [`ist mit ${found} gepackt`, 'Schreiben Sie sie mit Snappy, gzip oder Zstandard neu, oder exportieren Sie sie als CSV.'],
  'cut-short': () => ['ist abgeschnitten', 'Exportieren Sie die Datei noch einmal, oder laden Sie sie neu herunter.'],
  damaged: () => ['ist beschädigt', 'Exportieren Sie die Datei noch einmal, oder laden Sie sie neu herunter.'],
  encoding: (found) => [`ist in der Kodierung ${found} geschrieben`, UNREADABLE],
  encrypted: () => ['ist verschlüsselt', UNREADABLE],
  memory: (found) => [`hat Seiten von mehr als ${found} MiB`, 'Schreiben Sie sie mit kleineren Zeilengruppen neu, oder exportieren Sie sie als CSV.'],
  'no-column': () => ['hat keine Spalte einfacher Werte', UNREADABLE],
};

/** @type {Record<string, string>} */
export const ORDERS = {
  'day-month-year': 'Tag, Monat, Jahr',
  'month-day-year': 'Monat, Tag, Jahr',
  'year-month-day': 'Jahr, Monat, Tag',
};

/** What values cannot be read as. @type {Record<string, string>} */
export const VALUES = { dates: 'Datum', numbers: 'Zahl', truths: 'Ja oder Nein' };

/** What stands instead of doubled quotes. @type {Record<string, string>} */
export const QUOTES = {
  apostrophe: 'stehen Apostrophe um die Felder',
  backslash: 'steht ein Backslash vor Anführungszeichen',
  exchanged: 'stehen Apostrophe um die Felder und darin noch verdoppelte Anführungszeichen',
  bare: 'sind Anführungszeichen in Feldern nicht verdoppelt',
};

/** What a date counts. @type {Record<string, string>} */
export const COUNTED = {
  seconds: 'Sekunden seit 1970 in Weltzeit',
  milliseconds: 'Millisekunden seit 1970 in Weltzeit',
  microseconds: 'Mikrosekunden seit 1970 in Weltzeit',
  days: 'Tage seit 1900, wie ein Tabellenprogramm es tut',
};

/** Choices about the reading. @type {Record<string, string>} */
export const CHOICES = {
  delimiter: 'das Trennzeichen',
  encoding: 'die Kodierung',
  has_header: 'der erste Datensatz',
  date_order: 'die Reihenfolge im Datum',
  decimal_mark: 'das Dezimalzeichen',
  columns: 'die Auswahl der Spalten',
  decided: 'die Angabe zu einer Spalte',
  part: 'das gelesene Blatt',
  ragged: 'was aus Zeilen anderer Breite wird',
  tables: 'die Auswahl der Tabellen',
};

/** What is chosen. @type {Record<string, string>} */
export const CHOSEN = {
  ...ORDERS,
  open: 'wie vorgefunden',
  header: 'eine Kopfzeile',
  record: 'ein Datensatz',
  tab: 'ein Tabulator',
  blank: 'ein Leerzeichen',
  all: 'alle',
  'set-aside': 'beiseitelegen',
  first: 'die erste',
  pad: 'auffüllen oder kürzen',
};

/** @param {string} chosen */
export const choice = (chosen) =>
  Object.hasOwn(CHOSEN, chosen) ? CHOSEN[chosen] : `„${chosen}“`;

/** After “nennt”. @type {Record<string, string>} */
export const ROLES = {
  'customer-id': 'den Kunden',
  'order-id': 'die Bestellnummer',
  date: 'das Datum',
  amount: 'den Betrag der Zeile',
  quantity: 'die Menge',
  price: 'den Preis eines Stücks',
  product: 'das Produkt',
  text: 'den freien Text',
  consent: 'die Einwilligung',
  currency: 'die Währung',
  attribute: 'ein Merkmal',
  ignore: 'nichts',
};

/** Why no line could be used, after its number. */
export const REASONS = /** @type {const} */ ({
  unreadable: 'nicht lesbar',
  'no-customer': 'ohne Kunden',
  'no-permission': 'ohne Zustimmung',
  'no-date': 'ohne lesbares Datum',
  'after-as-of': 'am Stichtag oder danach',
  'no-amount': 'ohne lesbaren Betrag',
  return: 'zurückgegeben',
  'no-value': 'ohne Wert',
  'other-record': 'kein Kauf',
  'not-paid': 'nicht bezahlt',
  'test-order': 'Testbestellung',
  duplicate: 'gleich einer früheren Zeile',
  'other-currency': 'in anderer Währung',
  refund: 'zurückgezahlt',
  contradictory: 'aus widersprüchlichen Bestellungen',
  outlying: 'über einer Grenze des Plans',
});

/** @param {import('../told.js').Codes['no-usable-record']} of */
export const reasons = (of) =>
  Object.entries(REASONS)
    .map(([reason, words]) => [Reflect.get(of, reason), words])
    .filter(([n]) => n)
    .map(([n, words]) => `${n} ${words}`)
    .join(', ');

/** @param {string | undefined} least @param {string | undefined} most */
export function expected(least, most) {
  if (least === undefined) return 'ein Tag wie 2025-12-31';
  if (most === undefined) return `${least} oder mehr`;
  return least === most ? least : `${least} bis ${most}`;
}

/** @param {{byte: string, encoding: string}} of @returns {[string, string]} */
export const malformed = ({ byte, encoding }) =>
  [`Ab Byte ${byte} ist der Text kein gültiges ${encoding}.`, OTHER_ENCODING];

/** How an archive is. @type {Record<string, string>} */
export const ARCHIVES = {
  'cut-short': 'ist abgeschnitten',
  damaged: 'ist beschädigt',
  empty: 'enthält keine Datei',
  method: 'ist auf eine Weise gepackt, die hier nicht gelesen wird',
};

export const SAVE_SHEET = 'Öffnen Sie sie in einem Tabellenprogramm, und speichern Sie das Blatt als CSV.';
export const SPLIT = 'Teilen Sie sie nach Datum, und nehmen Sie einen Teil nach dem anderen.';

/** Why a file can't be read in slices. @type {Record<string, string>} */
export const TOO_LARGE = {
  'several-files': 'Eine Datei enthält Bestellungen und eine andere deren Zeilen',
  'many-values': 'Eine Spalte hat zu viele verschiedene Werte',
  'not-purchases': 'Sie enthält nicht die Einkäufe',
  'two-orders': 'Zwei Spalten sagen, was eine Bestellung ist',
};
