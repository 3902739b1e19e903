// @ts-check
// What stands around the segments as questions.

export const en = {
  questions: 'The segments as questions',
  questionsNote: 'how few answers lead to them, and what that costs',
  answers: 'Number of answers',
  price: (/** @type {string} */ n, /** @type {string} */ share) =>
    `${n} answers lead ${share} of customers to their own segment.`,
  width: (/** @type {string} */ ratio) =>
    `Drawn by these answers, the groups are ${ratio} times as wide (sum of squared distances to the centres).`,
  asks: (/** @type {string} */ words) => `${words}?`,
  unknown: (/** @type {string} */ answer) => `(not known: ${answer})`,
  yes: 'yes',
  no: 'no',
  leads: (/** @type {string} */ n, /** @type {string} */ share) =>
    `${n} customers, ${share} of them in this segment`,
  unreached: (/** @type {string} */ names) => `No answer leads to: ${names}.`,
  prices: 'Every number of answers',
  priceHead: ['answers', 'in their own segment', 'times as wide'],
  knownNames: (/** @type {string} */ names) =>
    `Segments that are here again keep their names of last time: ${names}.`,
  nameAnew: 'Name anew',
};

/** @type {typeof en} */
export const de = {
  questions: 'Die Segmente als Fragen',
  questionsNote: 'wie wenige Antworten zu ihnen führen und was das kostet',
  answers: 'Zahl der Antworten',
  price: (n, share) => `${n} Antworten führen ${share} der Kunden in ihr eigenes Segment.`,
  width: (ratio) =>
    `Nach diesen Antworten gezogen, sind die Gruppen ${ratio}-mal so weit (Summe der quadrierten Abstände zu den Mitten).`,
  asks: (words) => `${words}?`,
  unknown: (answer) => `(unbekannt: ${answer})`,
  yes: 'ja',
  no: 'nein',
  leads: (n, share) => `${n} Kunden, ${share} davon in diesem Segment`,
  unreached: (names) => `Keine Antwort führt zu: ${names}.`,
  prices: 'Jede Zahl von Antworten',
  priceHead: ['Antworten', 'im eigenen Segment', 'mal so weit'],
  knownNames: (names) => `Segmente, die wieder da sind, behalten ihre Namen vom letzten Mal: ${names}.`,
  nameAnew: 'Neu benennen',
};
