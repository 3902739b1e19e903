// @ts-check
// What each method is called, and what it does.

export const en = {
  'k-means': ['k-means', 'Compact groups about a centre each. What the evidence is made with.'],
  trimmed: ['k-means without the farthest', 'As k-means, but the customers farthest from all are in no group.'],
  'mini-batch': ['k-means from small samples', 'Nearly as k-means, and faster with very many customers.'],
  'agglomerative/ward': ['Ward', 'Joins what is nearest, step by step: compact groups.'],
  'agglomerative/genie': ['Genie', 'Joins step by step, and lets no group stay small for long: groups of any shape.'],
  'agglomerative/average': ['Average linkage', 'Joins groups by their mean distance.'],
  'agglomerative/complete': ['Complete linkage', 'Joins groups by their farthest customers.'],
  'agglomerative/single': ['Single linkage', 'Joins groups by their nearest customers: finds chains, and single customers.'],
  mixture: ['Gaussian mixture', 'Groups of any width and direction, with the probability of each.'],
  hdbscan: ['HDBSCAN*', 'Dense groups of any shape.'],
  dbscan: ['DBSCAN', 'Dense groups of one density.'],
  spectral: ['Spectral clustering', 'Parts a net of customers and those most like them where it is thinnest; for few customers.'],
  automatic: ['Picked of three', 'Genie, a Gaussian mixture and k-means; those groups count that part the fewest neighbours.'],
};

/** @type {typeof en} */
export const de = {
  'k-means': ['k-means', 'Kompakte Gruppen um je eine Mitte. Damit werden die Belege gerechnet.'],
  trimmed: ['k-means ohne die Fernsten', 'Wie k-means, doch wer von allen am weitesten entfernt ist, kommt in keine Gruppe.'],
  'mini-batch': ['k-means aus kleinen Stichproben', 'Fast wie k-means und schneller bei sehr vielen Kunden.'],
  'agglomerative/ward': ['Ward', 'Verbindet Schritt für Schritt das Nächste: kompakte Gruppen.'],
  'agglomerative/genie': ['Genie', 'Verbindet schrittweise und lässt keine Gruppe lange klein bleiben: Gruppen jeder Form.'],
  'agglomerative/average': ['Average Linkage', 'Verbindet Gruppen nach ihrem mittleren Abstand.'],
  'agglomerative/complete': ['Complete Linkage', 'Verbindet Gruppen nach ihren entferntesten Kunden.'],
  'agglomerative/single': ['Single Linkage', 'Verbindet Gruppen nach ihren nächsten Kunden: findet Ketten und Einzelne.'],
  mixture: ['Gauß-Mischung', 'Gruppen jeder Breite und Richtung, mit der Wahrscheinlichkeit jeder.'],
  hdbscan: ['HDBSCAN*', 'Dichte Gruppen jeder Form.'],
  dbscan: ['DBSCAN', 'Dichte Gruppen von einer Dichte.'],
  spectral: ['Spektrales Clustern', 'Trennt ein Netz aus Kunden und ihren Ähnlichsten, wo es am dünnsten ist; für wenige Kunden.'],
  automatic: ['Aus dreien gewählt', 'Genie, eine Gauß-Mischung und k-means; es zählen die Gruppen, die die wenigsten Nachbarn trennen.'],
};
