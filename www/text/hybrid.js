// @ts-check
// Segments that are partly one's own, and conditions on the others.

export const en = {
  title: 'Own segments and conditions',
  note: 'What is asked for is not found: the answer says so.',
  smallest: 'Smallest group',
  largest: 'Largest group',
  sizeNote: 'Customers; empty: no bound. Needs k-means.',
  rules: 'Your rules',
  noRules: 'Rules that you build on a result, and keep, can be chosen here.',
  uses: {
    '': 'only counted',
    freeze: 'is a segment of its own',
    seeds: 'a group begins here',
    together: 'stays in one group',
  },
  gone: (/** @type {string} */ name) => `${name} (no rule has this name)`,
  stay: 'Customers where a group begins stay in it',
  apart: (/** @type {string} */ pairs) => `Kept apart, as the plan says: ${pairs}.`,
  own: 'own rule',
  ownLong: 'A rule of your own: asked for, not found.',
};

/** @type {typeof en} */
export const de = {
  title: 'Eigene Segmente und Bedingungen',
  note: 'Was verlangt ist, ist nicht gefunden: die Antwort sagt es.',
  smallest: 'Kleinste Gruppe',
  largest: 'Größte Gruppe',
  sizeNote: 'Kunden; leer: keine Grenze. Nur mit k-means.',
  rules: 'Eigene Regeln',
  noRules: 'Regeln, die Sie auf einem Ergebnis bilden und behalten, lassen sich hier wählen.',
  uses: {
    '': 'wird nur gezählt',
    freeze: 'ist ein eigenes Segment',
    seeds: 'hier beginnt eine Gruppe',
    together: 'bleibt in einer Gruppe',
  },
  gone: (name) => `${name} (keine Regel heißt so)`,
  stay: 'Kunden, bei denen eine Gruppe beginnt, bleiben in ihr',
  apart: (pairs) => `Getrennt, wie der Plan es sagt: ${pairs}.`,
  own: 'eigene Regel',
  ownLong: 'Eine eigene Regel: verlangt, nicht gefunden.',
};
