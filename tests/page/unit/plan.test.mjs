// A plan changes only where the user changed it.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  AS_FOUND,
  NOTHING_ASKED,
  carried,
  figures,
  joinKey,
  keyOf,
  kindKey,
  methodKey,
  permitted,
  readPlan,
  withAttributes,
  useOf,
  withAsked,
  withField,
  withFigure,
  withMethod,
  withReading,
  withRemedy,
  withRole,
  withWeights,
  withUse,
} from '../../../www/plan.js';
import { en } from '../../../www/text/en.js';

const plan = Object.freeze({
  version: 2,
  permission: null,
  sources: [
    {
      kind: 'lines',
      reading: AS_FOUND,
      roles: [
        { column: 'who', role: 'customer-id', confidence: 0.9 },
        { column: '__proto__', role: 'attribute', confidence: 0.4 },
      ],
      key: null,
    },
    {
      kind: 'customers',
      reading: AS_FOUND,
      roles: [{ column: 'who', role: 'customer-id', confidence: 0.9 }],
      key: null,
    },
  ],
  remedies: [],
  rules: [],
  as_of: null,
  recipe: { features: [], redundant_above: 0.9 },
  method: { name: 'k-means', n_clusters: null, n_restarts: 10 },
  choice: { k_max: 10 },
  seed: 7,
  currency: null,
  language: 'en',
});

test('a choice about what is odd takes the place of the one before', () => {
  const of = (/** @type {string} */ role) => ({ check: 'missing-values', role });
  const one = withRemedy(plan, { check: 'outlying-amounts', above: 100 }, true);
  const other = withRemedy(one, { check: 'outlying-amounts', above: 200 }, true);
  assert.deepEqual(other.remedies, [{ check: 'outlying-amounts', above: 200 }]);
  const both = withRemedy(withRemedy(other, of('date'), true), of('customer-id'), true);
  assert.equal(both.remedies.length, 3, 'a column each');
  const back = withRemedy(both, of('date'), false);
  assert.deepEqual(back.remedies.at(-1), of('customer-id'));
  assert.equal(plan.remedies.length, 0);
});

test('attributes stand beside what forms segments', () => {
  const one = withAttributes(plan, ['attribute:city']);
  assert.deepEqual(one.recipe.features, ['attribute:city']);
  const named = { ...plan, recipe: { ...plan.recipe, features: ['orders', 'attribute:age'] } };
  assert.deepEqual(withAttributes(named, ['attribute:city']).recipe.features, ['orders', 'attribute:city']);
  assert.deepEqual(withAttributes(one, []), plan, 'nothing chosen is as proposed');
});

test('a plan names weights only where a side counts otherwise', () => {
  const one = withWeights(plan, { value: 2.5 });
  assert.deepEqual(one.recipe.weights, { value: 2.5, behaviour: 1, profile: 1, voice: 1 });
  const other = withWeights(one, { behaviour: 0 });
  assert.equal(other.recipe.weights?.value, 2.5, 'what was said before stays');
  assert.deepEqual(withWeights(other, { value: 1, behaviour: 1 }), plan);
});

test('a plan from before there were choices has none', () => {
  const { remedies, ...older } = plan;
  assert.deepEqual(readPlan(JSON.stringify(older), en)?.remedies, []);
  assert.equal(readPlan(JSON.stringify({ ...plan, remedies: 'all' }), en), null);
  const { rules, ...unruled } = plan;
  assert.deepEqual(readPlan(JSON.stringify(unruled), en)?.rules, []);
  assert.equal(readPlan(JSON.stringify({ ...plan, rules: [{}] }), en), null);
});

test('without a purpose there is no permission', () => {
  const consent = { purpose: null, basis: 'consent', consent_column: 'ok' };
  assert.equal(permitted(plan, consent, 'de').permission, null);
  const said = permitted(plan, { ...consent, purpose: 'service' }, 'de');
  assert.deepEqual(said.permission, { ...consent, purpose: 'service' });
  assert.equal(said.language, 'de');
});

test('a role is given to its column alone, whatever its name', () => {
  const [{ roles }] = withRole(plan, { source: 0, column: '__proto__' }, 'date').sources;
  assert.deepEqual(roles[1], { column: '__proto__', role: 'date', confidence: 1 });
  assert.equal(roles[0], plan.sources[0].roles[0]);
  assert.equal(plan.sources[0].roles[1].role, 'attribute');
});

test('columns of one name in two files are two columns', () => {
  const [first, second] = withRole(plan, { source: 1, column: 'who' }, 'email').sources;
  assert.deepEqual(first, plan.sources[0]);
  assert.equal(second.roles[0].role, 'email');
});

test('roles that were given outlive a new reading, proposals do not', () => {
  const who = { source: 0, column: 'who' };
  const mine = withRole(withRole(plan, who, 'ignore'), { source: 0, column: '__proto__' }, 'text');
  const said = carried(plan, mine, new Set([keyOf(who), '0/gone']), [0, 1]);
  const roles = said.plan.sources.map((file) => file.roles.map(({ role }) => role));
  assert.deepEqual(roles, [['ignore', 'attribute'], ['customer-id']]);
  assert.deepEqual([...said.given], [keyOf(who)]);
});

test('what was said of a file goes with it to another place', () => {
  const [lines, customers] = plan.sources;
  const key = { column: 'who', of: 'who' };
  const mine = { ...plan, sources: [lines, { ...customers, kind: 'tickets', key }] };
  const given = new Set([kindKey(1), joinKey(1), kindKey(0)]);
  const read = { ...plan, sources: [customers, lines] };
  const said = carried(read, mine, given, [1, undefined]);
  assert.equal(said.plan.sources[0].kind, 'tickets');
  assert.deepEqual(said.plan.sources[0].key, key);
  assert.equal(said.plan.sources[1], lines, 'of a new file nothing was said');
  assert.deepEqual([...said.given], [kindKey(0), joinKey(0)]);
});

test('an empty field leaves the decision to the engine', () => {
  assert.equal(withField(plan, 'n_clusters', '4').method.n_clusters, 4);
  assert.equal(withField(plan, 'n_clusters', '').method.n_clusters, null);
  const dense = { ...plan, method: { name: 'dbscan', radius: null, min_samples: 5 } };
  assert.deepEqual(withField(dense, 'n_clusters', '4'), dense, 'it finds the number itself');
  assert.equal(withField(plan, 'as_of', '').as_of, null);
  assert.equal(withField(plan, 'currency', 'EUR').currency, 'EUR');
  const keeping = { ...plan, known: { language: 'en', segments: [] } };
  assert.deepEqual(withField(keeping, 'known', ''), plan);
  assert.equal(withField(plan, 'seed', '').seed, 7);
  assert.equal(withField(plan, 'seed', '9').seed, 9);
  assert.throws(() => withField(plan, 'purpose', 'x'), /no field purpose/);
});

test('a figure is changed where it stands, and empty it is as proposed', () => {
  const dense = { ...plan, method: { name: 'hdbscan', min_samples: null, selection: 'leaf' }, choice: { k_max: 12 } };
  const names = ['method.min_samples', 'method.selection', 'method.radius', 'choice.k_max'];
  assert.deepEqual(figures(dense, names), [
    ['method.min_samples', null],
    ['method.selection', 'leaf'],
    ['choice.k_max', 12],
  ]);
  const usual = { name: 'hdbscan', min_samples: null, selection: 'excess-of-mass' };
  const given = withFigure(dense, 'method.min_samples', '7', usual);
  assert.equal(given.method.min_samples, 7);
  assert.equal(given.choice, dense.choice);
  assert.equal(withFigure(given, 'method.min_samples', '', usual).method.min_samples, null);
  assert.equal(withFigure(dense, 'method.selection', 'leaf', usual).method.selection, 'leaf');
  assert.equal(withFigure(dense, 'choice.k_max', '8', usual).choice.k_max, 8);
  assert.equal(withFigure(dense, 'choice.k_max', '', usual).choice.k_max, 12);
  const genie = { ...plan, method: { name: 'agglomerative', linkage: 'genie', gini_threshold: 0.3 } };
  const threshold = ['method.gini_threshold'];
  assert.deepEqual(figures(genie, threshold), [['method.gini_threshold', 0.3]]);
  const ward = { ...plan, method: { ...genie.method, linkage: 'ward' } };
  assert.deepEqual(figures(ward, threshold), []);
});

test('a rule has one use at a time, and a plan that asks nothing says nothing', () => {
  const frozen = withUse(plan, 'A', 'freeze');
  assert.deepEqual(frozen.hybrid, { ...NOTHING_ASKED, freeze: ['A'] });
  const begun = withAsked(withUse(frozen, 'A', 'seeds'), { stay: true, least: 4 });
  assert.deepEqual(begun.hybrid, { ...NOTHING_ASKED, seeds: ['A'], stay: true, least: 4 });
  assert.equal(useOf(begun.hybrid, 'A'), 'seeds');
  assert.equal(useOf(begun.hybrid, 'B'), '');
  const apart = withAsked(plan, { apart: [['A', 'B']] });
  assert.deepEqual(withUse(apart, 'A', 'together').hybrid.apart, [['A', 'B']]);
  // Without a seed nobody can stay in one.
  const sized = withUse(begun, 'A', '');
  assert.deepEqual(sized.hybrid, { ...NOTHING_ASKED, least: 4 });
  assert.deepEqual(withAsked(sized, { least: null }), plan);
});

test('a saved plan asks with lists of names, or is none', () => {
  const read = (/** @type {object} */ hybrid) => readPlan(JSON.stringify({ ...plan, hybrid }), en);
  assert.deepEqual(read({ freeze: ['A'] })?.hybrid, { ...NOTHING_ASKED, freeze: ['A'] });
  for (const wrong of [{ freeze: 'A' }, { seeds: [3] }, { apart: ['A'] }, { apart: {} }]) {
    assert.equal(read(wrong), null, JSON.stringify(wrong));
  }
});

test('a reading option is decided or left as found', () => {
  assert.equal(withReading(AS_FOUND, 'has_header', 'false').has_header, false);
  assert.equal(withReading(AS_FOUND, 'has_header', '').has_header, null);
  assert.equal(withReading(AS_FOUND, 'delimiter', '\t').delimiter, '\t');
  assert.equal(withReading(AS_FOUND, 'ragged', 'pad').ragged, 'pad');
  assert.equal(withReading(AS_FOUND, 'tables', 'first').tables, 'first');
});

test('a saved plan comes back as it was', () => {
  assert.deepEqual(readPlan(JSON.stringify(plan), en), plan);
});

test('what is no plan is refused, not half taken', () => {
  const wrong = [
    '',
    'null',
    '[]',
    '{"version":2,"sources":[]}',
    JSON.stringify({ ...plan, sources: [null] }),
    JSON.stringify({ ...plan, sources: [{ reading: AS_FOUND, roles: [null] }] }),
    JSON.stringify({
      ...plan,
      sources: [{ reading: AS_FOUND, roles: [{ column: 'a', role: 'constructor' }] }],
    }),
    JSON.stringify({ ...plan, permission: { purpose: 'x', basis: 'consent' } }),
    JSON.stringify({ ...plan, method: null }),
    JSON.stringify({ ...plan, language: 'fr' }),
    JSON.stringify({ ...plan, language: undefined }),
  ];
  for (const json of wrong) assert.equal(readPlan(json, en), null, json);
});

test('a method keeps the number of groups where it takes one', () => {
  const plan = { method: { name: 'k-means', n_clusters: 5 } };
  const ward = { name: 'agglomerative', linkage: 'ward', n_clusters: null };
  assert.equal(methodKey(ward), 'agglomerative/ward');
  assert.deepEqual(withMethod(plan, ward).method, { ...ward, n_clusters: 5 });
  const dense = { name: 'hdbscan', min_samples: 5 };
  assert.equal(methodKey(dense), 'hdbscan');
  assert.deepEqual(withMethod(plan, dense).method, dense);
  assert.equal(withMethod({ method: dense }, ward).method.n_clusters, null);
});

test('what is asked of the days before is in the plan only where it is asked', () => {
  const asked = withField(plan, 'outcome', 'left');
  assert.deepEqual(asked, { ...plan, outcome: { horizon_days: 90, of: 'left' } });
  const fewer = withField(asked, 'horizon_days', '30');
  assert.deepEqual(fewer.outcome, { horizon_days: 30, of: 'left' });
  assert.deepEqual(withField(fewer, 'outcome', 'revenue').outcome, { horizon_days: 30, of: 'revenue' });
  assert.equal(withField(fewer, 'horizon_days', '').outcome?.horizon_days, 90);
  assert.deepEqual(withField(fewer, 'outcome', ''), plan);
});
