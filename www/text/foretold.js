// @ts-check
// What came after, by what was known before.

export const en = {
  title: 'What came after',
  asked: 'Look back, and ahead from there',
  no: 'not asked',
  of: { revenue: 'what customers brought', left: 'who bought nothing' },
  note: 'As of some days ago: what told who would bring more, or leave. No segment changes.',
  days: 'Days looked ahead',
  daysNote: 'The orders must go back twice as far.',
  lead: (/** @type {string} */ what, /** @type {string} */ days, /** @type {string} */ from) =>
    `${what} in the ${days} days from ${from} on, by what was known of them before.`,
  leads: { revenue: 'What customers brought', left: 'Who bought nothing' },
  everybody: (/** @type {string} */ mean, /** @type {string} */ low, /** @type {string} */ high, /** @type {string} */ n, /** @type {string} */ all) =>
    `Everybody: ${mean} (95% interval ${low} to ${high}). Looked for among one half of ${all} customers, measured on the other, ${n}, who chose nothing.`,
  leaves: 'Parted by a few questions',
  noLeaves: 'No question parts the customers by what came after.',
  subgroups: 'Groups that stand out',
  noSubgroups: (/** @type {string} */ n) =>
    `No group stands out by more than chance; ${n} were tested.`,
  subgroupsNote: (/** @type {string} */ n) =>
    `Of ${n} groups that were tested; about one in twenty of those told may be chance. They may overlap.`,
  heads: {
    revenue: ['who', 'customers', 'brought on average', '95% interval', 'times everybody'],
    left: ['who', 'customers', 'bought nothing', '95% interval', 'times everybody'],
  },
  to: 'to',
};

/** @type {typeof en} */
export const de = {
  title: 'Was danach kam',
  asked: 'Zurück und von dort nach vorn sehen',
  no: 'nicht gefragt',
  of: { revenue: 'was Kunden brachten', left: 'wer nichts kaufte' },
  note: 'Vom Stand vor einigen Tagen aus: was verriet, wer mehr bringen oder gehen würde. Kein Segment ändert sich.',
  days: 'Tage voraus',
  daysNote: 'Die Bestellungen müssen doppelt so weit zurückreichen.',
  lead: (what, days, from) =>
    `${what} in den ${days} Tagen ab dem ${from}, nach dem, was vorher bekannt war.`,
  leads: { revenue: 'Was Kunden brachten', left: 'Wer nichts kaufte' },
  everybody: (mean, low, high, n, all) =>
    `Alle: ${mean} (95-%-Intervall ${low} bis ${high}). Gesucht an einer Hälfte von ${all} Kunden, gemessen an der anderen, ${n}, die nichts ausgewählt hat.`,
  leaves: 'Geteilt durch wenige Fragen',
  noLeaves: 'Keine Frage teilt die Kunden nach dem, was danach kam.',
  subgroups: 'Gruppen, die sich abheben',
  noSubgroups: (n) => `Keine Gruppe hebt sich mehr ab als durch Zufall; ${n} wurden geprüft.`,
  subgroupsNote: (n) =>
    `Von ${n} geprüften Gruppen; etwa eine von zwanzig genannten kann Zufall sein. Sie können sich überschneiden.`,
  heads: {
    revenue: ['wer', 'Kunden', 'brachten im Mittel', '95-%-Intervall', 'mal alle'],
    left: ['wer', 'Kunden', 'kauften nichts', '95-%-Intervall', 'mal alle'],
  },
  to: 'bis',
};
