// @ts-check
// What stands around the charts; the charts themselves speak for themselves.

import { de as questionsDe, en as questions } from './questions.js';

export const en = {
  ...questions,
  charts: {
    map: 'Map',
    evidence: 'How many groups',
    rfm: 'Recency by number of orders',
    shares: 'Size and money',
    profile: 'What sets them apart',
    tree: 'How groups come together',
  },
  cut: 'Cut the tree elsewhere',
  cutInto: (/** @type {number} */ k, /** @type {string} */ sizes) =>
    `${k} groups of ${sizes} customers.`,
  takeCut: (/** @type {number} */ k) => `Find ${k} groups`,
  showTable: 'Show as table',
  showChart: 'Show as chart',
  tableOf: (/** @type {string} */ name) => `${name}, as a table`,
};

/** @type {typeof en} */
export const de = {
  ...questionsDe,
  charts: {
    map: 'Karte',
    evidence: 'Wie viele Gruppen',
    rfm: 'Letzter Kauf nach Zahl der Bestellungen',
    shares: 'Größe und Geld',
    profile: 'Was sie unterscheidet',
    tree: 'Wie Gruppen sich fügen',
  },
  cut: 'Den Baum anderswo schneiden',
  cutInto: (k, sizes) => `${k} Gruppen von ${sizes} Kunden.`,
  takeCut: (k) => `${k} Gruppen suchen`,
  showTable: 'Als Tabelle zeigen',
  showChart: 'Als Bild zeigen',
  tableOf: (name) => `${name}, als Tabelle`,
};
