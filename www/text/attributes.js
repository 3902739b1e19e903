// @ts-check
// What is known beside the purchases.

export const en = {
  title: 'What else is known of them',
  note: 'Attributes describe the segments; they form none unless you say so.',
  by: 'Attribute',
  head: ['value', 'of all'],
  between: (/** @type {string} */ low, /** @type {string} */ high) => `(${low} to ${high})`,
  times: (/** @type {string} */ index) => `${index} times`,
  more: 'more often',
  less: 'less often',
  hidden: 'not told',
  read: 'Share within the segment with its interval (95%), over that of all customers. “More” and “less often” are told where it is another share than among all others; at most 5 of 100 of these are expected to be chance. Shares of fewer than 10 customers are not told.',
  forms: 'This one helped to form the segments, so they differ in it because of that.',
  choose: 'Let these help to form the segments',
  chooseNote: 'Think twice about what is sensitive: age, sex, health, origin, belief. A segment formed by it treats people by it.',
  take: 'Find segments with these attributes',
  surveys: 'Survey questions',
  surveyHead: ['score', 'questions', 'answered by', 'agreement (Cronbach’s alpha, 95% interval)', 'what came of it'],
  turned: (/** @type {string} */ column) => `${column} (turned around)`,
  range: (/** @type {string} */ value, /** @type {string} */ low, /** @type {string} */ high) =>
    `${value} (${low} to ${high})`,
  scored: 'one score: the first principal component of the correlations (Pearson)',
  refused: {
    weak: 'no score: the answers do not agree (alpha below 0.60)',
    'too-few': 'no score: fewer than 30 answered everything',
  },
  card: 'Else',
  trait: (/** @type {string} */ column, /** @type {string} */ level, /** @type {string} */ share, /** @type {string} */ all) =>
    `${column} ${level}: ${share} (all: ${all})`,
};

/** @type {typeof en} */
export const de = {
  title: 'Was sonst von ihnen bekannt ist',
  note: 'Attribute beschreiben die Segmente; sie bilden keine, wenn Sie es nicht sagen.',
  by: 'Attribut',
  head: ['Wert', 'von allen'],
  between: (low, high) => `(${low} bis ${high})`,
  times: (index) => `${index}-mal`,
  more: 'häufiger',
  less: 'seltener',
  hidden: 'wird nicht gesagt',
  read: 'Anteil im Segment mit seinem Intervall (95 %), gegen den bei allen Kunden. „Häufiger“ und „seltener“ steht, wo er ein anderer ist als bei allen übrigen; von 100 davon sind höchstens 5 als Zufall zu erwarten. Anteile von weniger als 10 Kunden werden nicht gesagt.',
  forms: 'Dieses hat die Segmente mitgebildet: Sie unterscheiden sich darin deshalb.',
  choose: 'Diese dürfen die Segmente mitbilden',
  chooseNote: 'Überlegen Sie zweimal, was heikel ist: Alter, Geschlecht, Gesundheit, Herkunft, Glaube. Ein Segment, das daraus entsteht, behandelt Menschen danach.',
  take: 'Segmente mit diesen Attributen suchen',
  surveys: 'Fragen einer Umfrage',
  surveyHead: ['Wert', 'Fragen', 'beantwortet von', 'Einigkeit (Cronbachs Alpha, 95-%-Intervall)', 'was daraus wurde'],
  turned: (column) => `${column} (umgedreht)`,
  range: (value, low, high) => `${value} (${low} bis ${high})`,
  scored: 'ein Wert: die erste Hauptkomponente der Korrelationen (Pearson)',
  refused: {
    weak: 'kein Wert: die Antworten passen nicht zusammen (Alpha unter 0,60)',
    'too-few': 'kein Wert: weniger als 30 haben alles beantwortet',
  },
  card: 'Sonst',
  trait: (column, level, share, all) => `${column} ${level}: ${share} (alle: ${all})`,
};
