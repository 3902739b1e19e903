// @ts-check
// Where customers stand, and what they do.

export const en = {
  title: 'Where they stand',
  usual: (/** @type {string} */ days) =>
    `By each customer's own rhythm; half of those who came back do so within ${days} days.`,
  head: ['stage', 'customers', 'share'],
  stages: {
    new: 'New',
    active: 'Active',
    'at-risk': 'At risk',
    lapsed: 'Lapsed',
    'won-back': 'Won back',
  },
  stageNotes: {
    new: 'bought once, not long ago',
    active: 'buys at the usual rhythm',
    'at-risk': 'later than usual',
    lapsed: 'so late that hardly one returns',
    'won-back': 'was as late, and bought again',
  },
  groupsHead: ['also', 'customers', 'share'],
  groups: {
    'first-time': 'First-time buyers',
    frequent: 'Frequent buyers',
    engaged: 'Engaged',
  },
  groupNotes: {
    'first-time': 'one order so far',
    frequent: 'more often than most',
    engaged: 'keep to their own rhythm',
  },
  parts: 'Groups are looked for',
  together: 'among all customers',
  within: 'within each lifecycle stage',
  partsNote: 'A stage without natural groups stays one segment.',
  least: 'Smallest group',
  leastNote: 'Customers; a smaller group joins the nearest of its stage.',
};

/** @type {typeof en} */
export const de = {
  title: 'Wo sie stehen',
  usual: (days) =>
    `Nach dem eigenen Rhythmus der Kunden; die Hälfte derer, die wiederkamen, tut es binnen ${days} Tagen.`,
  head: ['Phase', 'Kunden', 'Anteil'],
  stages: {
    new: 'Neu',
    active: 'Aktiv',
    'at-risk': 'Gefährdet',
    lapsed: 'Abgewandert',
    'won-back': 'Zurückgewonnen',
  },
  stageNotes: {
    new: 'einmal gekauft, vor Kurzem',
    active: 'kauft im üblichen Rhythmus',
    'at-risk': 'später als sonst',
    lapsed: 'so spät, dass kaum jemand wiederkommt',
    'won-back': 'war so spät und kaufte wieder',
  },
  groupsHead: ['außerdem', 'Kunden', 'Anteil'],
  groups: {
    'first-time': 'Erstkäufer',
    frequent: 'Häufige Käufer',
    engaged: 'Verbundene',
  },
  groupNotes: {
    'first-time': 'bisher eine Bestellung',
    frequent: 'öfter als die meisten',
    engaged: 'bleiben ihrem Rhythmus treu',
  },
  parts: 'Gruppen werden gesucht',
  together: 'unter allen Kunden',
  within: 'in jeder Lebensphase',
  partsNote: 'Eine Phase ohne natürliche Gruppen bleibt ein Segment.',
  least: 'Kleinste Gruppe',
  leastNote: 'Kunden; eine kleinere kommt zur nächsten ihrer Phase.',
};
