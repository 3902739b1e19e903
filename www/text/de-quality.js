// @ts-check
// What is odd in the data, in German.

/** @type {typeof import('./en-quality.js').quality} */
export const quality = {
  title: 'Was aus jedem Datensatz würde',
  lead: 'Mit den Bedeutungen oben, bevor etwas gerechnet wird. Die Teile gehen genau auf.',
  odd: 'Was an den Daten auffällt',
  clean: 'Nichts ist aufgefallen.',
  examples: 'Zum Beispiel',
  worth: (money) => `Zusammen ${money}.`,
  difference: (money) => `Der Unterschied: ${money}.`,
  keep: {
    'missing-values': 'Leer lassen: Ohne Kunden, Tag oder Betrag wird ein Datensatz beiseitegelegt.',
    'repeated-records': 'Alle zählen: Zwei gleiche Käufe können beide echt sein.',
    'contradictory-orders': 'Zählen, wie sie sind: Jeder Datensatz hat seinen Kunden und seinen Tag.',
    'far-dates': 'Zählen: Dann liegen alle anderen, vom letzten Tag aus gesehen, lange zurück.',
    'outlying-amounts': 'Zählen: Ein großer Betrag kann echtes Geld sein.',
    returns: 'Bei ihren Kunden abziehen.',
    'test-customers': 'Zählen: Eine Kennung allein beweist nichts.',
    'guest-orders': 'Jede solche Kennung als einen Kunden zählen.',
    'large-buyers': 'Zählen: Es sind Kunden, und ihr Geld ist echt.',
    'constant-columns': 'Nichts zu wählen: Sie ändert kein Ergebnis.',
    'other-currencies': 'Währungen werden nie addiert: Eine wird ausgewertet, die anderen liegen beiseite. Welche, steht unter „Währung“.',
    'order-totals': 'Nichts zu wählen: Die Positionen zählen. Was nur in der Summe steht (Versand, Steuer, Rabatt), zählt nicht.',
    'respelled-customers': 'Nichts zu wählen: Sie zählen als ein Kunde.',
  },
  gone: 'Nichts zu wählen: Was die Datei nicht sagt, wird nicht erfunden.',
  mend: {
    'missing-values': () => 'Nehmen, was der Datensatz davor in derselben Bestellung sagt.',
    'repeated-records': () => 'Beiseitelegen, was einen früheren Datensatz wiederholt.',
    'contradictory-orders': () => 'Alle Datensätze dieser Bestellungen beiseitelegen.',
    'far-dates': ({ day }) => `Weglassen, was am ${day} oder später liegt.`,
    'outlying-amounts': ({ money }) => `Käufe über ${money} beiseitelegen.`,
    returns: () => 'Weglassen: Was gekauft wurde, zählt voll.',
    'test-customers': () => 'Ihre Datensätze als Testbestellungen beiseitelegen.',
    'guest-orders': () => 'Beiseitelegen: Niemand Bestimmtes steht dahinter.',
    'large-buyers': ({ money }) => `Alle Datensätze von Kunden beiseitelegen, die für mehr als ${money} gekauft haben.`,
  },
  more: (n) => `${n} weitere`,
  leftOut: {
    title: 'Wer fehlt',
    lead: 'Kunden, die verwendet werden, neben denen, die es nicht werden; eine Zeile ohne Kunden zählt als einer für sich. Nach einer Spalte der Kundendatei fehlt auch, wer dort steht und nichts gekauft hat. Mit dem Bereich (95 %), in dem ein Anteil liegen kann. Weniger als zehn werden nicht genannt.',
    byConsent: 'Wer nicht zugestimmt hat, zählt als fehlend.',
    by: 'Nach',
    head: ['Wert', 'der Verwendeten', 'der Fehlenden', 'Unterschied'],
    others: 'alle anderen',
    hidden: 'zu wenige',
    nobody: (column) => `Von denen mit einem Wert in ${column} fehlen weniger als zehn: nichts zu vergleichen.`,
    differs: 'ja',
    range: (share, low, high) => `${share} (${low} bis ${high})`,
  },
  undo: 'Jede Wahl zu dem, was auffällt, zurücknehmen',
  checks: {
    'missing-values': ({ n, of, columns }) =>
      `${columns} hat in ${n} von ${of} Datensätzen keinen lesbaren Wert.`,
    'constant-columns': ({ columns }) =>
      `In jedem Datensatz gleich, unterscheidet also niemanden: ${columns}.`,
    'repeated-records': ({ n, of }) =>
      `${n} von ${of} Datensätzen wiederholen einen früheren in jeder Spalte.`,
    'contradictory-orders': ({ n, of }) =>
      `${n} von ${of} Bestellungen haben mehr als einen Kunden oder mehr als einen Tag.`,
    'far-dates': ({ n, columns }) =>
      `${n} Datensätze liegen mehr als ein halbes Jahr nach allen anderen (${columns}).`,
    'outlying-amounts': ({ n, of }) =>
      `${n} von ${of} Beträgen liegen weit über den üblichen.`,
    returns: ({ n }) =>
      `${n} Datensätze sind Rückgaben.`,
    'test-customers': ({ n, of }) =>
      `${n} von ${of} Kunden haben eine Kennung, die nach einem Test klingt.`,
    'guest-orders': ({ n }) =>
      `${n} Datensätze gehören einem Kunden, der Gast heißt: Hinter einem Namen können viele Menschen stehen.`,
    'large-buyers': ({ n, of }) =>
      `${n} von ${of} Kunden kaufen für mehr als das Fünfzigfache des mittleren Kunden und für über 1 % von allem; es können Firmen sein.`,
    'other-currencies': ({ n, columns }) =>
      `${n} Beträge in ${columns} stehen in einer anderen Währung als die meisten.`,
    'order-totals': ({ n, of, columns }) =>
      `${n} von ${of} Bestellungen ergeben in ${columns} etwas anderes als ihre Positionen.`,
    'respelled-customers': ({ n }) =>
      `${n} Schreibweisen einer Kundenkennung wurden einer anderen zugerechnet: Leerzeichen, unsichtbare Zeichen, Großbuchstaben in einer Adresse.`,
  },
};
