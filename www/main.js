// @ts-check
// The wiring: events of the views become requests to the engine, answers
// become state, state goes down to every view.

import { compileEngine, policy, startWorker, unpack } from './boot.js';
import { createChanges } from './changes.js';
import { createCounting } from './counting.js';
import { $, $$, byTest, goTo, translate } from './dom.js';
import { createEngine, EngineError } from './engine.js';
import { createLoading } from './loading.js';
import {
  AS_FOUND,
  isReadAlike,
  keyOf,
  permitted,
  placed,
  readPlan,
  readings,
} from './plan.js';
import { createReview } from './review.js';
import { save } from './save.js';
import { selfTest, watchNetwork } from './self-test.js';
import { createState, nothing, speak } from './state.js';
import { createAttributes } from './views/attributes.js';
import { createCards } from './views/cards.js';
import { createCharts } from './views/charts.js';
import { createCut } from './views/cut.js';
import { createCompare } from './views/compare.js';
import { createData } from './views/data.js';
import { createErrors } from './views/errors.js';
import { createFiles } from './views/files.js';
import { createForetold } from './views/foretold.js';
import { createHybrid } from './views/hybrid.js';
import { createLeftOut } from './views/leftout.js';
import { createLookUp } from './views/lookup.js';
import { createMeaning } from './views/meaning.js';
import { createOverlaps } from './views/overlaps.js';
import { createParameters } from './views/parameters.js';
import { createPermission } from './views/permission.js';
import { createPreview } from './views/preview.js';
import { createProgress } from './views/progress.js';
import { createQuality } from './views/quality.js';
import { createQuestions } from './views/questions.js';
import { createReading } from './views/reading.js';
import { createLifecycle } from './views/lifecycle.js';
import { createNumber } from './views/number.js';
import { createRules } from './views/rules.js';
import { createSegments } from './views/segments.js';
import { createSteps } from './views/steps.js';
import { createTakeaway } from './views/takeaway.js';
import { createTrust } from './views/trust.js';
import { createWeights } from './views/weights.js';

/**
 * @typedef {import('./protocol').Failure} Failure
 * @typedef {import('./protocol').Reply} Reply
 * @typedef {import('./protocol').Request} Request
 * @typedef {import('./state.js').Plan} Plan
 * @typedef {import('./state.js').State} State
 */

const root = document.documentElement;
const charts = createCharts(policy.svg);
const views = [
  createSteps(),
  createData(),
  createFiles(),
  createPreview(),
  createReading(),
  createMeaning(),
  createQuality(),
  createLeftOut(),
  createPermission(),
  createParameters(),
  createHybrid(),
  createSegments(),
  createCards(),
  charts,
  createCompare(),
  createLookUp(),
  createLifecycle(),
  createForetold(),
  createQuestions(),
  createNumber(),
  createCut(),
  createAttributes(),
  createWeights(),
  createRules(),
  createOverlaps(),
  createTakeaway(),
  createTrust(),
  createProgress(),
  createErrors(),
];

let state = createState();
/** What runs now. @type {AbortController | null} */
let work = null;

/** @param {Partial<State>} change */
function set(change) {
  state = { ...state, ...change };
  root.dataset.state = state.phase;
  root.dataset.stage = state.progress?.progress.stage ?? '';
  const status = byTest('status');
  const said = state.status(state.text);
  if (status.textContent !== said) status.textContent = said;
  for (const view of views) view.update(state);
  // A plan that comes with its result was looked over.
  if (change.plan && !change.analysis) lookOver();
  if (change.analysis || change.rules || change.overlap) count();
}

/** One core is left to the page where there are more than two: it hardly works
 * while they do. `data-workers` on the root element asks for another number. */
function workers() {
  const asked = Number(root.dataset.workers);
  const cores = navigator.hardwareConcurrency || 2;
  return asked || Math.max(Math.min(2, cores), cores - 1);
}

/** While a new worker is told what the one before knew. */
const REPEATING = {
  phase: /** @type {const} */ ('running'),
  status: (/** @type {State['text']} */ text) => text.status.repeating,
};

/** The page is shown first. */
const shown = new Promise((resolve) => setTimeout(resolve));
const engine = shown.then(compileEngine).then((module) =>
  createEngine(() => startWorker(module, workers()), unpack));
const lookOver = createReview({ now: () => state, set, engine });
const count = createCounting({ now: () => state, set, engine });
engine.catch(() => {
  fail(ofPage('no-engine'), 'data');
});

/**
 * Asks the engine, shows how far it is, and puts an error beside its cause.
 * @param {Request} request
 * @param {string} at where an error belongs
 * @param {File[]} [opened]
 * @param {(failure: Failure) => void} [onRefusal] before the error is shown
 * @returns {Promise<Reply | null>} nothing where it was stopped or failed
 */
export async function ask(request, at, opened = [], onRefusal = () => {}) {
  if (request.type === 'load' || request.type === 'run') work?.abort();
  const own = new AbortController();
  const started = performance.now();
  let before = state;
  work = own;
  try {
    const handle = await engine;
    const reply = await handle.call(request, {
      signal: own.signal,
      files: opened,
      onProgress(progress) {
        if (work !== own) return;
        const spent = performance.now() - started;
        const { overall } = progress;
        const isTelling = spent > 1500 && overall > 0.05;
        const left = isTelling ? (spent / overall) * (1 - overall) : null;
        set({ progress: { progress, left } });
      },
      onPreview: (preview) => work === own && set({ preview }),
      onRepeat(isRepeating) {
        if (isRepeating) before = state;
        const { phase, status } = isRepeating ? REPEATING : before;
        set({ phase, progress: null, status });
      },
    });
    root.dataset.memory = String(handle.memory);
    return reply;
  } catch (reason) {
    // Where a later request took its place: silence.
    if (work !== own && own.signal.aborted) return null;
    if (reason instanceof EngineError) onRefusal(reason.failure);
    end(reason, at);
    return null;
  } finally {
    if (work === own) work = null;
    if (state.preview && !work) set({ preview: null });
  }
}

/** @param {unknown} reason @param {string} at */
function end(reason, at) {
  const isCancelled = reason instanceof DOMException
    || (reason instanceof EngineError && reason.failure.code === 'cancelled');
  if (isCancelled) return rest((text) => text.status.cancelled);
  if (reason instanceof EngineError) return fail(reason.failure, placeOf(reason.failure, at));
  fail(ofPage('unexpected'), at);
}

/** A failure of the page itself: the texts know it by its code.
 * @param {'a-folder' | 'no-engine' | 'unexpected' | 'bad-plan'} code
 * @param {Failure['place']} [place] @returns {Failure} */
const ofPage = (code, place = null) => ({ code, message: code, hint: null, facts: {}, place });

/** @param {Failure} failure @param {string} at */
function fail(failure, at) {
  set({
    phase: 'failed',
    progress: null,
    failure: { failure, at },
    status: (text) => text.status.failed,
  });
}

/** The work is over; what there was is there. @param {State['status']} status */
function rest(status) {
  const phase = state.analysis ? 'done' : 'ready';
  set({ phase, progress: null, status });
}

/** Codes that belong beside another step than the button that was pressed. */
const PLACES = new Map([
  ['role-missing', 'meaning'],
  ['role-twice', 'meaning'],
  ['unknown-column', 'meaning'],
  ['plan-reading', 'data'],
]);

/** @param {Failure} failure @param {string} at */
const placeOf = ({ code }, at) => PLACES.get(code) ?? at;

/** @param {boolean} isMoving whether the reader goes to the answer */
async function run(isMoving) {
  if (!state.plan) return;
  const { plan: asked, consent } = state;
  const plan = permitted(asked, consent, state.language);
  set({ phase: 'running', failure: null, progress: null, status: (t) => t.status.running });
  const reply = await ask({ type: 'run', plan }, 'permission');
  if (reply?.type !== 'analysed') return;
  set({
    analysis: reply.analysis,
    isStale: state.plan !== asked || state.consent !== consent,
    found: undefined,
    drawings: new Map(),
  });
  if (isMoving) goTo($('#head-segments'));
  if (await draw()) rest((t) => t.status.done);
}

/** @returns {Promise<boolean>} whether every chart was drawn */
async function draw() {
  for (const { chart, size } of charts.wanted()) {
    const reply = await ask({ type: 'draw', chart, size }, 'segments');
    if (reply?.type !== 'drawn') return false;
    set({ drawings: new Map([...state.drawings, [chart, reply.drawing]]) });
  }
  return true;
}

/** @param {import('./protocol').ExportName} what */
async function exportFile(what) {
  set({ failure: null });
  const reply = await ask({ type: 'export', what }, 'takeaway');
  if (reply?.type !== 'exported') return;
  save(reply.name, reply.mime, reply.bytes);
  set({ status: (t) => t.status.saved(reply.name) });
}

/** @param {string} customer */
async function lookUp(customer) {
  set({ failure: null });
  const reply = await ask({ type: 'look-up', customer }, 'look-up');
  if (reply?.type === 'found') set({ found: reply.customer });
}

/** An answer for whoever opened something: what runs goes on.
 * @param {{request: Request, give: (reply: Reply | null) => void}} wanted */
async function inquire({ request, give }) {
  const handle = await engine;
  give(await handle.call(request).catch(() => null));
}

/** @param {Plan} plan */
function changePlan(plan) {
  const rules = plan.rules === state.plan?.rules ? state.rules : plan.rules;
  set({ plan, rules, isStale: state.analysis !== null, failure: null });
}

/** The rules as they are written go into the plan, and into the result. */
async function keepRules() {
  const { rules } = state;
  // Segments that are formed with rules are others with other rules.
  if (state.plan?.hybrid) return changePlan({ ...state.plan, rules });
  set({ failure: null });
  const reply = await ask({ type: 'keep', rules }, 'rules');
  const { plan } = state;
  if (!plan || reply?.type !== 'analysed') return;
  set({ plan: { ...plan, rules }, analysis: reply.analysis, status: (t) => t.rules.isKept });
}

/** The digest covers the sentences, so the page speaks as the plan does.
 * @param {File} file */
async function importPlan(file) {
  const plan = readPlan(await file.text(), state.text);
  if (!plan) {
    const place = { file: file.name, line: null, record: null, column: null, byte: null };
    return fail(ofPage('bad-plan', place), 'permission');
  }
  // What a plan leaves out of its method is as proposed.
  const isNamed = (/** @type {import('./protocol').Method} */ it) => it.name === plan.method.name;
  plan.method = { ...state.inspection?.methods.find(isNamed), ...plan.method };
  const isSame = state.plan && isReadAlike(plan, state.plan);
  if (!isSame && !(await loading.load(state.files, state.isSample, readings(plan)))) return;
  const given = new Set(placed(plan).map(keyOf));
  const { permission } = plan;
  set({ given, ...(permission && { consent: permission }) });
  changePlan(plan);
  if (plan.language !== state.language) changeLanguage(plan.language);
}

/** @param {import('./protocol').Language} language */
function changeLanguage(language) {
  set(speak(language));
  root.lang = language;
  /** @type {HTMLSelectElement} */ (byTest('language-select')).value = language;
  document.title = state.text.title;
  translate(document, state.text);
  nameTheme();
  if (state.analysis && !state.isStale) run(false);
}

function changeTheme() {
  const next = /** @type {const} */ ({ auto: 'light', light: 'dark', dark: 'auto' });
  set({ theme: next[state.theme] });
  if (state.theme === 'auto') delete root.dataset.theme;
  else root.dataset.theme = state.theme;
  nameTheme();
}

const nameTheme = () => {
  byTest('theme-toggle').textContent = state.text.nav.theme[state.theme];
};

async function forget() {
  work?.abort();
  work = null;
  (await engine).forget();
  set({ ...nothing(), phase: 'ready', status: (t) => t.status.forgotten });
  goTo($('#head-data'));
}

async function testYourself() {
  set({ selfTest: 'trying' });
  set({ selfTest: await selfTest() });
}

const loading = createLoading({ now: () => state, set, ask, rest, changePlan });

/** @type {Record<string, (detail: any) => unknown>} */
const handlers = {
  ...loading.handlers,
  ...createChanges({ now: () => state, set, changePlan, run: () => run(true) }),
  'load-text': (text) =>
    loading.loadNew([new File([text], state.text.data.pasted, { type: 'text/plain' })]),
  'load-sample': () => loading.load([], true, [AS_FOUND]),
  folder: () => fail(ofPage('a-folder'), 'data'),
  inquire,
  rules: (rules) => set({ rules }),
  overlap: (overlap) => set({ overlap }),
  'keep-rules': keepRules,
  permission: (consent) => set({
    consent,
    failure: null,
    isStale: state.analysis !== null,
  }),
  'import-plan': importPlan,
  run: () => run(true),
  redraw: () => state.phase === 'done' && draw(),
  'look-up': lookUp,
  export: exportFile,
  cancel: () => work?.abort(),
  forget,
  'self-test': testYourself,
};
for (const [name, handle] of Object.entries(handlers)) {
  document.addEventListener(name, async (event) => {
    try {
      await handle(/** @type {CustomEvent} */ (event).detail);
    } catch (reason) {
      end(reason, 'data');
    }
  });
}
for (const button of $$('[data-step], [data-go]')) {
  const step = button.dataset.step ?? button.dataset.go;
  button.addEventListener('click', () => goTo($(`#head-${step}`)));
}
byTest('theme-toggle').addEventListener('click', changeTheme);
byTest('language-select').addEventListener('change', (event) => {
  const select = /** @type {HTMLSelectElement} */ (event.target);
  changeLanguage(select.value === 'de' ? 'de' : 'en');
});
addEventListener('beforeunload', (event) => {
  if (state.analysis) event.preventDefault();
});
watchNetwork((requests) => {
  if (requests !== state.requests) set({ requests });
});

set({});
changeLanguage(navigator.language.startsWith('de') ? 'de' : 'en');
