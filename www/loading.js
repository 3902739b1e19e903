// @ts-check
// Which files are loaded and how: opening, adding, removing, reading again.

import { $, goTo } from './dom.js';
import {
  AS_FOUND,
  carried,
  placed,
  readings,
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
]));

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
    set({ phase: 'loading', failure: null, refused, preview: null, progress: null, status: (t) => t.status.loading });
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
    const consent_column = placed(plan).find((r) => r.role === 'consent')?.column ?? null;
    const basis = consent_column === null ? 'legitimate-interests' : 'consent';
    const records = inspection.files.reduce((sum, file) => sum + file.records, 0);
    set({
      ...nothing(),
      files: chosen,
      inspection,
      plan,
      isSample: sample,
      consent: { purpose: consent.purpose, basis, consent_column },
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
    if (!(await keeping(() => load(again, sample, options), isLoaded))) {
      if (now().phase !== 'loading') $(`[data-read="${field}"]`).focus();
    }
  }

  /** Loads, and says again what was said of what is still there.
   * @param {() => Promise<boolean>} loads
   * @param {boolean} isLoaded whether it is about what is loaded */
  async function keeping(loads, isLoaded) {
    const { plan, given, consent } = now();
    if (!(await loads())) return false;
    const read = now().plan;
    if (!isLoaded || !plan || !read) return true;
    const said = carried(read, plan, given, plan.sources.map((_, at) => at));
    set({ given: said.given, consent });
    changePlan(withReadingsOf({ ...plan, sources: said.plan.sources }, read));
    return true;
  }

  /** Leaves what was refused for what is loaded. */
  function keepLoaded() {
    set({ refused: null, failure: null });
    rest((t) => t.status.kept);
    goTo($('#head-data'));
  }

  return { load, loadNew, reread, keepLoaded };
}
