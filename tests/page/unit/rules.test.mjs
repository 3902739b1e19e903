// Rules are plain data; what is done with them changes nothing else.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { areRules, combined, freeName, ready, renamed } from '../../../www/rules.js';
import { de } from '../../../www/text/de.js';
import { en } from '../../../www/text/en.js';

const many = { feature: 'orders', 'at-least': 3 };
const named = (/** @type {string} */ rule) => ({ rule });

test('two are combined as sets are', () => {
  const [a, b] = [named('a'), { segment: 1 }];
  assert.deepEqual(combined('and', a, b), { all: [a, b] });
  assert.deepEqual(combined('or', a, b), { any: [a, b] });
  assert.deepEqual(combined('without', a, b), { all: [a, { not: b }] });
});

test('a rule that is renamed is still the one that others name', () => {
  const rules = [
    { name: 'a', when: many },
    { name: 'b', when: { any: [named('a'), { all: [{ not: named('a') }, many] }] } },
    { name: 'c', when: named('b') },
  ];
  const next = renamed(rules, 0, 'z');
  assert.deepEqual(next[0], { name: 'z', when: many });
  assert.deepEqual(next[1].when, { any: [named('z'), { all: [{ not: named('z') }, many] }] });
  assert.deepEqual(next[2], rules[2]);
  // A name that another rule has takes nobody with it.
  assert.deepEqual(renamed(rules, 0, 'c')[1], rules[1]);
});

test('a name is free, with a number where it must be', () => {
  const rules = ['a', 'a 2'].map((name) => ({ name, when: many }));
  assert.equal(freeName('b', rules), 'b');
  assert.equal(freeName('a', rules), 'a 3');
});

test('only what a result tells is offered ready-made', () => {
  const analysis = {
    features: [{ name: 'revenue', quartiles: [1, 2, 1234.567] }, { name: 'orders', quartiles: null }],
    groups: [{ group: 'first-time', customers: 3 }],
    segments: [],
  };
  const of = (/** @type {any} */ more, /** @type {any} */ text) =>
    ready(/** @type {any} */ ({ ...analysis, ...more }), text);
  const few = of({ lifecycle: null }, en);
  assert.deepEqual(few, [
    { name: 'First-time buyers', when: { group: 'first-time' } },
    { name: 'Most valuable', when: { feature: 'revenue', 'at-least': 1230 } },
  ]);
  const staged = of({ lifecycle: {} }, de).map(({ name }) => name);
  assert.ok(staged.includes('Verloren und wertvoll'));
  const conditions = [{ feature: 'orders', relation: 'at-least', threshold: 4.5 }];
  const segments = [{ name: 'Frequent', conditions }, { name: 'Others', conditions: [] }];
  assert.deepEqual(of({ lifecycle: null, segments }, en).slice(2), [
    { name: 'Frequent', when: { all: [{ feature: 'orders', 'at-least': 4.5 }] } },
  ]);
});

test('a plan with rules of another form is none', () => {
  for (const good of [[], [{ name: 'a', when: { not: { all: [many] } } }]]) {
    assert.equal(areRules(good), true);
  }
  const deep = Array.from({ length: 5_000 }).reduce((it) => ({ not: it }), many);
  for (const bad of [
    null, {}, [null], [{ name: 1, when: many }], [{ name: 'a' }],
    [{ name: 'a', when: { all: many } }], [{ name: 'a', when: { not: null } }],
    [{ name: 'a', when: { all: [many], not: 5 } }], [{ name: 'a', when: deep }],
  ]) {
    assert.equal(areRules(bad), false);
  }
});
