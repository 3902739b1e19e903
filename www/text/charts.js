// @ts-check
// What stands around the charts; the charts themselves speak for themselves.

import { de as questionsDe, en as questions } from './questions.js';

export const en = {
  ...questions,
  charts: {
    map: 'Map',
    neighbours: 'Map of neighbours',
    evidence: 'How many groups',
    rfm: 'Recency by number of orders',
    shares: 'Size and money',
    profile: 'What sets them apart',
    tree: 'How groups come together',
  },
  maps: 'Which map',
  byAxes: 'Two main axes',
  byNeighbours: 'Who is near whom (UMAP)',
  lasso: 'Who is inside?',
  lassoNote: 'Draw a line around marks on the map with the mouse, or give a rectangle in per cent of the map.',
  left: 'Left side, %',
  right: 'Right side, %',
  bottom: 'Lower side, %',
  top: 'Upper side, %',
  clear: 'Clear',
  inside: (/** @type {string} */ n, /** @type {string} */ all) =>
    `${n} of the ${all} customers shown are inside.`,
  fewInside: (/** @type {string} */ least) =>
    `Fewer than ${least} of the customers shown are inside: too few to be told.`,
  insideHead: ['Segment', 'Inside', 'Of those inside', 'Of all shown'],
  cut: 'Cut the tree elsewhere',
  cutInto: (/** @type {number} */ k, /** @type {string} */ sizes) =>
    `${k} groups of ${sizes} customers.`,
  takeCut: (/** @type {number} */ k) => `Find ${k} groups`,
  number: 'Another number of groups',
  numberNote: 'Of each number: how far its least steady group comes back when the customers are drawn anew. From 75% on it holds.',
  judged: 'As the evidence says',
  takeJudged: 'Let the evidence decide',
  ofNumber: (/** @type {number} */ k, /** @type {string} */ least) => `${k} groups: ${least}`,
  showTable: 'Show as table',
  showChart: 'Show as chart',
  tableOf: (/** @type {string} */ name) => `${name}, as a table`,
};

/** @type {typeof en} */
export const de = {
  ...questionsDe,
  charts: {
    map: 'Karte',
    neighbours: 'Karte der Nachbarn',
    evidence: 'Wie viele Gruppen',
    rfm: 'Letzter Kauf nach Zahl der Bestellungen',
    shares: 'Größe und Geld',
    profile: 'Was sie unterscheidet',
    tree: 'Wie Gruppen sich fügen',
  },
  maps: 'Welche Karte',
  byAxes: 'Zwei Hauptachsen',
  byNeighbours: 'Wer wem nahe ist (UMAP)',
  lasso: 'Wer ist darin?',
  lassoNote: 'Ziehen Sie mit der Maus eine Linie um Zeichen der Karte, oder geben Sie ein Rechteck in Prozent der Karte an.',
  left: 'Linke Seite, %',
  right: 'Rechte Seite, %',
  bottom: 'Untere Seite, %',
  top: 'Obere Seite, %',
  clear: 'Leeren',
  inside: (n, all) => `${n} der ${all} gezeigten Kunden liegen darin.`,
  fewInside: (least) =>
    `Weniger als ${least} der gezeigten Kunden liegen darin: zu wenige, um es zu sagen.`,
  insideHead: ['Segment', 'Darin', 'Von denen darin', 'Von allen gezeigten'],
  cut: 'Den Baum anderswo schneiden',
  cutInto: (k, sizes) => `${k} Gruppen von ${sizes} Kunden.`,
  takeCut: (k) => `${k} Gruppen suchen`,
  number: 'Eine andere Zahl von Gruppen',
  numberNote: 'Zu jeder Zahl: wie weit ihre am wenigsten beständige Gruppe wiederkommt, wenn Kunden neu gezogen werden. Ab 75 % hält sie.',
  judged: 'Wie der Befund es sagt',
  takeJudged: 'Den Befund entscheiden lassen',
  ofNumber: (k, least) => `${k} Gruppen: ${least}`,
  showTable: 'Als Tabelle zeigen',
  showChart: 'Als Bild zeigen',
  tableOf: (name) => `${name}, als Tabelle`,
};
