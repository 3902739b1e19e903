// @ts-check
// Units as the engine names them, of one.

/** @type {{[several: string]: string}} */
export const ofOne = {
  days: 'day', orders: 'order', lines: 'line', pieces: 'piece',
  products: 'product', bits: 'bit', months: 'month',
  Tage: 'Tag', Bestellungen: 'Bestellung', Zeilen: 'Zeile',
  Produkte: 'Produkt', Monate: 'Monat',
};
