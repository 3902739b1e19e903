// @ts-check
// Which files are loaded and how: opening, adding, removing, reading again.

import { $, $$, goTo } from './dom.js';
import {
  AS_FOUND,
  carried,
  joinKey,
  kindKey,
  placed,
  readings,
  withDecided,
  withReading,
  withReadingsOf,
} from './plan.js';
import { nothing } from './state.js';

/**
 * @typedef {import('./protocol').Codes} Codes
 * @typedef {import('./protocol').ReadOptions} ReadOptions
 * @typedef {import('./state.js').Plan} Plan
 * @typedef {import('./state.js').State} State
 */

/** What may come of reading a file in the wrong way. @type {Set<string>} */
const OF_READING = new Set(/** @type {(keyof Codes)[]} */ ([
  'E_COLS',
  'E_DECIMAL_MARK',
  'E_ENCODING',
  'E_FIELD',
  'E_NO_ROWS',
  'E_NUL',
  'E_QUOTE',
  'E_ROW',
  'E_SEPARATOR',
  'E_UTF16',
  'E_UTF8',
  'E_WIDTHS',
]));

/** A larger file is read in parts, as `Host::room` has it. */
const ROOM = 192 * 2 ** 20;

/** What is said while files are read: of a large one, how long it may take.
 * @param {File[]} files @returns {State['status']} */
function reading(files) {
  const large = files.find(({ size }) => size > ROOM);
  return (t) =>
    large ? t.status.loadingLarge(Math.round(large.size / 1e6)) : t.status.loading;
}

/** @param {Plan} plan @returns {number[]} */
const allOf = (plan) => plan.sources.map((_, at) => at);

/** The basis and the column that a plan's roles speak for.
 * @param {Plan} plan */
function proposedConsent(plan) {
  const consent_column = placed(plan).find((r) => r.role === 'consent')?.column ?? null;
  const basis = /** @type {import('./protocol').Basis} */ (
    consent_column === null ? 'legitimate-interests' : 'consent');
  return { basis, consent_column };
}

/**
 * @param {object} page
 * @param {() => State} page.now
 * @param {(change: Partial<State>) => void} page.set
 * @param {typeof import('./main.js').ask} page.ask
 * @param {(status: State['status']) => void} page.rest
 * @param {(plan: Plan) => void} page.changePlan
 */
export function createLoading({ now, set, ask, rest, changePlan }) {
  /**
   * Reads files, or makes the sample. What was loaded stays until it is read;
   * what is refused stays at hand to be read in another way.
   * @param {File[]} chosen @param {boolean} sample
   * @param {ReadOptions[]} options one a file
   */
  async function load(chosen, sample, options) {
    const before = now().refused;
    const refused = before?.files === chosen ? before : null;
    set({ phase: 'loading', failure: null, refused, offered: null, preview: null, progress: null, status: reading(chosen) });
    const handles = chosen.map(({ name, size }) => ({ name, size }));
    const request = /** @type {const} */ ({ type: 'load', files: handles, sample, options });
    const reply = await ask(request, 'data', chosen, ({ code, place }) => {
      const name = place?.file || refused?.name;
      if (!name || !(refused || OF_READING.has(code))) return;
      const source = Math.max(0, chosen.findIndex((file) => file.name === name));
      set({ refused: { name, source, files: chosen, sample, options } });
    });
    if (reply?.type !== 'loaded') return false;
    const { inspection } = reply;
    const { language, consent, format } = now();
    const plan = { ...reply.plan, language };
    const records = inspection.files.reduce((sum, file) => sum + file.records, 0);
    set({
      ...nothing(),
      files: chosen,
      inspection,
      joins: inspection.joins,
      plan,
      isSample: sample,
      consent: { purpose: consent.purpose, ...proposedConsent(plan) },
      phase: 'ready',
      status: (t) => t.status.loaded(format.count(records)),
    });
    goTo($('#head-meaning'));
    return true;
  }

  /** @param {File[]} chosen */
  const loadNew = (chosen) => load(chosen, false, chosen.map(() => AS_FOUND));

  /** Reads again what was refused, or else what is loaded, one file of it in
   * another way.
   * @param {{source: number, field: string, value: string}} change */
  async function reread({ source, field, value }) {
    const { plan, refused, files, isSample } = now();
    const before = refused?.options ?? (plan && readings(plan));
    if (!before) return;
    const { files: again, sample } = refused ?? { files, sample: isSample };
    const isLoaded = again === files;
    const options = before.map((reading, at) =>
      at === source ? withReading(reading, field, value) : reading);
    if (!(await keeping(() => load(again, sample, options), isLoaded && plan ? allOf(plan) : null))) {
      if (now().phase !== 'loading') $$(`[data-read="${field}"]`)[0]?.focus();
    }
  }

  /** Reads again with something decided of one column; an empty value leaves
   * it to the engine.
   * @param {{source: number, column: string, field: string, value: string}} change */
  async function decide({ source, column, field, value }) {
    const { plan, files, isSample } = now();
    if (!plan) return;
    const options = readings(plan).map((reading, at) =>
      at === source ? withDecided(reading, column, field, value) : reading);
    await keeping(() => load(files, isSample, options), allOf(plan));
    const selects = $$(`.column select[data-field="${field}"]`);
    selects.find(({ dataset }) =>
      dataset.column === column && Number(dataset.source) === source)?.focus();
  }

  /** Loads, and says again what was said of what is still there.
   * @param {() => Promise<boolean>} loads
   * @param {(number | undefined)[] | null} places where each file stood
   * before; nothing where it is not about what was loaded */
  async function keeping(loads, places) {
    const { plan, given, consent } = now();
    if (!(await loads())) return false;
    const read = now().plan;
    if (!places || !plan || !read) return true;
    const said = carried(read, plan, given, places);
    // What nobody has changed is proposed anew: a file of customers may say
    // who agreed.
    const before = proposedConsent(plan);
    const isAsProposed = consent.basis === before.basis
      && consent.consent_column === before.consent_column;
    set({ given: said.given, ...(isAsProposed ? {} : { consent }) });
    changePlan(withReadingsOf({ ...plan, sources: said.plan.sources }, read));
    await join();
    return true;
  }

  /** Asks how the files join now. */
  async function join() {
    const { plan } = now();
    if (!plan || plan.sources.length < 2) return;
    const reply = await ask({ type: 'join', sources: plan.sources }, 'data');
    if (reply?.type === 'joined') set({ joins: reply.joins });
  }

  /** Takes more files beside those that are loaded. @param {File[]} more */
  async function add(more) {
    const { plan, files, isSample } = now();
    if (!plan || isSample || files.length === 0) {
      await loadNew(more);
      return;
    }
    const options = [...readings(plan), ...more.map(() => AS_FOUND)];
    const places = [...allOf(plan), ...more.map(() => undefined)];
    await keeping(() => load([...files, ...more], false, options), places);
    goTo($('#head-data'));
  }

  /** Leaves out one of several files. @param {number} source */
  async function remove(source) {
    const { plan, files } = now();
    if (!plan || files.length < 2) return;
    const places = allOf(plan).filter((at) => at !== source);
    const rest = places.map((at) => /** @type {File} */ (files[at]));
    const options = readings(plan).filter((_, at) => at !== source);
    const given = new Set([...now().given].filter((key) => !key.endsWith(':key')));
    set({ given });
    await keeping(() => load(rest, false, options), places);
    goTo($('#head-data'));
  }

  /** Asks what is to become of files that come while others are loaded.
   * @param {File[]} dropped */
  async function drop(dropped) {
    const { files, isSample } = now();
    if (isSample || files.length === 0) await loadNew(dropped);
    else set({ offered: dropped, failure: null });
  }

  /** @param {'add' | 'replace' | 'neither'} how */
  function take(how) {
    const { offered } = now();
    set({ offered: null });
    if (!offered || how === 'neither') return goTo($('#head-data'));
    return how === 'add' ? add(offered) : loadNew(offered);
  }

  /** @param {number} source @param {Partial<import('./protocol').SourcePlan>} change
   * @param {string} key of what was said */
  async function changeSource(source, change, key) {
    const { plan, given } = now();
    if (!plan) return;
    set({ given: new Set([...given, key]) });
    changePlan({
      ...plan,
      sources: plan.sources.map((file, at) => (at === source ? { ...file, ...change } : file)),
    });
    await join();
  }

  /** @param {{source: number, value: any}} change */
  const giveKind = ({ source, value }) =>
    changeSource(source, { kind: value }, kindKey(source));

  /** @param {'column' | 'of'} end
   * @returns {(change: {source: number, value: string}) => unknown} */
  const giveKey = (end) => ({ source, value }) => {
    const { plan, joins, inspection } = now();
    const file = inspection?.files[source];
    const found = plan?.sources[source]?.key ?? joins.find((it) => it.source === source)?.key;
    const first = file?.columns[0]?.name ?? '';
    const key = { ...(found ?? { column: first, of: value }), [end]: value };
    return changeSource(source, { key: value ? key : null }, joinKey(source));
  };

  /** Leaves what was refused for what is loaded. */
  function keepLoaded() {
    set({ refused: null, failure: null });
    rest((t) => t.status.kept);
    goTo($('#head-data'));
  }

  return {
    load,
    loadNew,
    reread,
    keepLoaded,
    /** What the views send. */
    handlers: {
      'load-files': loadNew,
      'add-files': add,
      'drop-files': drop,
      offer: take,
      'remove-file': remove,
      reading: reread,
      decided: decide,
      kind: giveKind,
      'key-column': giveKey('column'),
      'key-of': giveKey('of'),
      'keep-loaded': keepLoaded,
    },
  };
}
