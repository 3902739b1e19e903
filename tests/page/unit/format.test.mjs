// Numbers, money and days as people read them.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createFormat, groups } from '../../../www/format.js';

const en = createFormat('en');
const de = createFormat('de');
const pounds = { currency: '£', minor_digits: 2 };

test('money is exact to the last digit of the minor unit', () => {
  assert.equal(en.money(424047320, pounds), '£4,240,473.20');
  assert.equal(en.money(1, pounds), '£0.01');
  assert.equal(en.money(-31245020, pounds), '−£312,450.20');
  assert.equal(de.money(424047320, pounds), '4.240.473,20\u00a0£');
});

test('a code is written as the language writes it', () => {
  const euro = { currency: 'EUR', minor_digits: 2 };
  assert.equal(en.money(123456, euro), '€1,234.56');
  assert.equal(de.money(123456, euro), '1.234,56\u00a0€');
  const yen = { currency: 'JPY', minor_digits: 0 };
  assert.equal(en.money(1234, yen), '¥1,234');
});

test('without a currency there is none', () => {
  const none = { currency: null, minor_digits: 2 };
  assert.equal(en.money(123456, none), '1,234.56');
});

test('a number is written to its last digit, as the language writes it', () => {
  assert.equal(en.exact('1881.30'), '1,881.30');
  assert.equal(de.exact('1881.30'), '1.881,30');
  assert.equal(de.exact('-0.005'), '−0,005');
  assert.equal(de.exact('123456789012345678.95'), '123.456.789.012.345.678,95');
});

test('what is missing is a dash, never NaN', () => {
  assert.equal(en.money(null, pounds), '–');
  assert.equal(en.share(null), '–');
  assert.equal(en.ratio(null), '–');
  assert.equal(en.value(null, 'days'), '–');
  assert.equal(en.value(Number.NaN, 'days'), '–');
});

test('a share is a whole per cent', () => {
  assert.equal(en.share(0.187), '19%');
  assert.equal(de.share(0.187), '19\u00a0%');
});

test('a value keeps three figures below 100 and its unit', () => {
  assert.equal(en.value(9.2345, 'orders'), '9.23\u00a0orders');
  assert.equal(en.value(1234.5, 'days'), '1,235\u00a0days');
  assert.equal(en.value(1, 'months'), '1\u00a0month');
  assert.equal(de.value(1, 'Bestellungen'), '1\u00a0Bestellung');
  assert.equal(en.value(1.5, 'orders'), '1.5\u00a0orders');
  assert.equal(de.value(9.2345, ''), '9,23');
});

test('a share that is a feature becomes per cent', () => {
  assert.equal(en.value(0.286, '%'), '28.6%');
  assert.equal(en.figure(1, '%'), '100%');
  assert.equal(de.value(-0.0136, '% in 30 Tagen'), '−1,4\u00a0% in 30 Tagen');
});

test('nothing is less than nothing by rounding', () => {
  assert.deepEqual([en.ratio(-0.001), en.share(-0.001), en.count(-0.4)], ['0.00', '0%', '0']);
  assert.equal(en.ratio(-0.01), '−0.01');
});

test('an effect beyond reading says so', () => {
  assert.equal(en.effect(-0.916), '−0.92');
  assert.equal(en.effect(554638198.5), '> 100');
  assert.equal(en.effect(-554638198.5), '< −100');
});

test('a day is the same day in every time zone', () => {
  assert.equal(en.day('2011-12-09'), '9 Dec 2011');
  assert.equal(en.day('2011-12-09T00:00:00'), '9 Dec 2011');
  assert.equal(en.day('not a day'), 'not a day');
});

test('time left is never nothing', () => {
  assert.equal(en.left(0), '1 second');
  assert.equal(en.left(30_000), '30 seconds');
  assert.equal(en.left(240_000), '4 minutes');
});

test('a hash is read in groups of four', () => {
  assert.equal(groups('ab12cd34ef', 2), 'ab12 cd34');
  assert.equal(groups('ab12cd34ef'), 'ab12 cd34 ef');
});
