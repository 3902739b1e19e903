// @ts-check
// What the page knows. Views read it and never write it.

import { createFormat } from './format.js';
import { de } from './text/de.js';
import { en } from './text/en.js';

/**
 * @typedef {import('./protocol').Analysis} Analysis
 * @typedef {import('./protocol').ChartName} ChartName
 * @typedef {import('./protocol').ColumnInspection} ColumnInspection
 * @typedef {import('./protocol').CustomerCard} CustomerCard
 * @typedef {import('./protocol').Drawing} Drawing
 * @typedef {import('./protocol').Failure} Failure
 * @typedef {import('./protocol').Inspection} Inspection
 * @typedef {import('./protocol').Language} Language
 * @typedef {import('./protocol').Plan} Plan
 * @typedef {import('./protocol').Preview} Preview
 * @typedef {import('./protocol').Progress} Progress
 * @typedef {import('./protocol').ReadOptions} ReadOptions
 * @typedef {import('./protocol').Review} Review
 * @typedef {import('./protocol').Basis} Basis
 * @typedef {import('./protocol').Purpose} Purpose
 * @typedef {import('./format.js').Format} Format
 * @typedef {import('./text/en.js').Text} Text
 * @typedef {'ready' | 'loading' | 'running' | 'done' | 'failed'} Phase
 * @typedef {'data' | 'meaning' | 'permission' | 'segments' | 'takeaway'} Step
 * @typedef {'auto' | 'light' | 'dark'} Theme
 */

/**
 * What the user has said so far about the permission; without a purpose the
 * plan has none.
 * @typedef {object} Consent
 * @property {Purpose | null} purpose
 * @property {Basis} basis
 * @property {string | null} consent_column
 */

/**
 * Files, or the sample, that were refused, and how they were read.
 * @typedef {object} Refused
 * @property {string} name of the one that was refused
 * @property {number} source which of them it is
 * @property {File[]} files none where it is the sample
 * @property {boolean} sample
 * @property {ReadOptions[]} options one a file
 */

/**
 * @typedef {object} State
 * @property {Phase} phase
 * @property {Language} language
 * @property {Theme} theme
 * @property {Text} text
 * @property {Format} format
 * @property {(text: Text) => string} status
 * @property {File[]} files that are loaded: opened again when they are read
 * in another way
 * @property {Preview | null} preview of a file that is still being read
 * @property {Inspection | null} inspection
 * @property {Plan | null} plan
 * @property {Consent} consent
 * @property {import('./protocol').JoinReport[]} joins as the plan has them
 * @property {File[] | null} offered dropped while others are loaded
 * @property {Refused | null} refused may be read in another way, whatever is
 * loaded
 * @property {boolean} isSample
 * @property {Review | {failure: Failure} | null} review of the plan as it is;
 * a failure where the plan does not fit
 * @property {ReadonlySet<string>} given places of columns whose role the user gave
 * @property {Analysis | null} analysis
 * @property {boolean} isStale whether the plan changed since the analysis
 * @property {import('./protocol').Rule[]} rules as they are being written;
 * those of the plan are in the plan
 * @property {import('./protocol').Condition[]} overlap sets to set against
 * each other
 * @property {import('./protocol').Counted | null} counted what came of them
 * @property {ReadonlyMap<ChartName, Drawing>} drawings
 * @property {{progress: Progress, left: number | null} | null} progress
 * @property {{failure: Failure, at: string} | null} failure
 * @property {CustomerCard | null | undefined} found `null`: nobody has the id
 * @property {number} requests since the page loaded
 * @property {import('./self-test.js').Way[] | 'trying' | null} selfTest
 */

/** @param {Language} language */
export const speak = (language) => ({
  language,
  text: language === 'de' ? de : en,
  format: createFormat(language),
});

/** A page that has read nothing. */
export const nothing = () => ({
  files: /** @type {File[]} */ ([]),
  preview: null,
  inspection: null,
  plan: null,
  consent: /** @type {Consent} */ ({
    purpose: null,
    basis: 'legitimate-interests',
    consent_column: null,
  }),
  joins: [],
  offered: null,
  refused: /** @type {Refused | null} */ (null),
  review: null,
  isSample: false,
  given: new Set(),
  analysis: null,
  isStale: false,
  rules: /** @type {import('./protocol').Rule[]} */ ([]),
  overlap: /** @type {import('./protocol').Condition[]} */ ([]),
  counted: null,
  drawings: new Map(),
  progress: null,
  failure: null,
  found: undefined,
});

/** @returns {State} */
export const createState = () => ({
  ...nothing(),
  ...speak('en'),
  phase: 'ready',
  theme: 'auto',
  status: (text) => text.status.ready,
  requests: 0,
  selfTest: null,
});

/** Every column of every file, in order, with the file it stands in.
 * @param {State} state */
export const columns = (state) =>
  state.inspection?.files.flatMap((file, source) =>
    file.columns.map((column) => ({ ...column, source }))) ?? [];

/**
 * Draws again only when what it depends on has changed, so that nobody's
 * focus is lost.
 * @param {(state: State) => unknown[]} pick
 * @param {(state: State) => void} draw
 * @returns {(state: State) => void}
 */
export function onChange(pick, draw) {
  /** @type {unknown[] | null} */
  let last = null;
  return (state) => {
    const now = pick(state);
    if (last?.every((value, place) => value === now[place])) return;
    last = now;
    draw(state);
  };
}
