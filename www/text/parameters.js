// @ts-check
// The figures of a method and of its judgement: what each is called, and what
// it does. Empty leaves a figure as it is proposed.

/** @typedef {{[name: string]: [string, string]}} Named */

export const en = {
  title: 'Figures of the method and of the judgement',
  /** @type {Named} */
  named: {
    'method.n_restarts': ['Starts', 'The best wins; 1 to 100.'],
    'method.max_iterations': ['Iterations a start', '1 to 10,000.'],
    'method.tolerance': ['Tolerance', 'Stops when less than this changes; 0 to 1.'],
    'method.trimmed': ['Share left out', 'The farthest customers form no group; 0 to 0.5.'],
    'method.batch_size': ['Customers in a batch', '1 to 100,000.'],
    'method.max_passes': ['Passes over all customers', '1 to 10,000.'],
    'method.gini_threshold': ['Gini threshold', 'Above this unevenness of sizes the smallest group is joined first; 0 to 1.'],
    'method.covariance': ['Form of the groups', 'What each group may stretch along.'],
    'method.ridge': ['Ridge', 'Added to every variance.'],
    'method.n_neighbours': ['Neighbours', 'Nearest others each customer is linked with; 1 to 100.'],
    'method.radius': ['Radius', 'How far a neighbour may be; empty: the knee of the curve.'],
    'method.min_samples': ['Dense from so many customers', 'More make more customers outside, and clearer groups.'],
    'method.min_cluster_size': ['Least group', 'Empty: one in a hundred customers, 5 at least.'],
    'method.selection': ['Which nested groups count', 'The most lasting ones, or the smallest.'],
    'choice.k_max': ['Most groups judged', '2 to 30.'],
    'choice.n_resamples': ['Resamples', 'How often it is tried whether groups come back; 10 to 1,000.'],
    'choice.max_samples': ['Customers judged at most', 'Drawn at random from more; 100 to 100,000. More take longer.'],
    'recipe.redundant_above': ['Same from a rank correlation of', 'Features as alike as this share one vote; 0.5 to 1.'],
  },
  /** @type {{[word: string]: string}} */
  words: {
    full: 'each in its own directions',
    tied: 'all in the same directions',
    diagonal: 'along the features only',
    'excess-of-mass': 'the most lasting',
    leaf: 'the smallest',
  },
};

/** @type {typeof en} */
export const de = {
  title: 'Größen des Verfahrens und der Beurteilung',
  named: {
    'method.n_restarts': ['Starts', 'Der beste gewinnt; 1 bis 100.'],
    'method.max_iterations': ['Durchläufe je Start', '1 bis 10.000.'],
    'method.tolerance': ['Toleranz', 'Ende, wenn sich weniger ändert; 0 bis 1.'],
    'method.trimmed': ['Ausgelassener Anteil', 'Die entferntesten Kunden bilden keine Gruppe; 0 bis 0,5.'],
    'method.batch_size': ['Kunden je Stapel', '1 bis 100.000.'],
    'method.max_passes': ['Durchgänge durch alle Kunden', '1 bis 10.000.'],
    'method.gini_threshold': ['Gini-Schwelle', 'Sind die Größen ungleicher, wird zuerst die kleinste Gruppe verbunden; 0 bis 1.'],
    'method.covariance': ['Form der Gruppen', 'Wohin sich jede Gruppe strecken darf.'],
    'method.ridge': ['Ridge', 'Wird zu jeder Varianz addiert.'],
    'method.n_neighbours': ['Nachbarn', 'Mit so vielen nächsten ist jeder Kunde verbunden; 1 bis 100.'],
    'method.radius': ['Radius', 'Wie weit ein Nachbar sein darf; leer: das Knie der Kurve.'],
    'method.min_samples': ['Dicht ab so vielen Kunden', 'Mehr heißt: mehr Kunden außerhalb, klarere Gruppen.'],
    'method.min_cluster_size': ['Kleinste Gruppe', 'Leer: ein Hundertstel der Kunden, mindestens 5.'],
    'method.selection': ['Welche verschachtelten Gruppen zählen', 'Die beständigsten oder die kleinsten.'],
    'choice.k_max': ['Höchstens beurteilte Gruppen', '2 bis 30.'],
    'choice.n_resamples': ['Stichproben', 'Wie oft geprüft wird, ob Gruppen wiederkommen; 10 bis 1.000.'],
    'choice.max_samples': ['Höchstens beurteilte Kunden', 'Aus mehr zufällig gezogen; 100 bis 100.000. Mehr dauern länger.'],
    'recipe.redundant_above': ['Gleich ab einer Rangkorrelation von', 'So ähnliche Merkmale teilen sich eine Stimme; 0,5 bis 1.'],
  },
  words: {
    full: 'jede in eigene Richtungen',
    tied: 'alle in dieselben Richtungen',
    diagonal: 'nur entlang der Merkmale',
    'excess-of-mass': 'die beständigsten',
    leaf: 'die kleinsten',
  },
};
