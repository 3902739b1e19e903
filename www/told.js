// @ts-check
// What the engine says of a file or a run, in the language of the page: by
// its code, its facts and its place. Where the page has no words of its own
// for a code, the engine's stand.

import { slot, stamp } from './dom.js';

/**
 * @typedef {import('./protocol').Failure} Failure
 * @typedef {import('./protocol').Place} Place
 * @typedef {import('./protocol').SpokenCode} SpokenCode
 * @typedef {import('./protocol').Warning} Warning
 * @typedef {import('./format.js').Format} Format
 * @typedef {import('./text/en.js').Text} Text
 * @typedef {{text: Text, format: Format}} Tongue
 */

/** Every code: those of the engine, and those that the page itself makes.
 * @typedef {import('./protocol').Codes & {'a-folder': {}, 'no-engine': {}, unexpected: {}}} Codes */

/** What every sentence may name beside its facts; empty where unknown.
 * @typedef {Record<'file' | 'line' | 'record' | 'column' | 'byte' | 'count', string>} Spot */

/** A sentence, and the way on. @typedef {[message: string, hint?: string]} Sentence */

/** The sentences of one language.
 * @typedef {{[C in keyof Codes]: (of: Codes[C] & Spot) => Sentence}} Told */

/** Said by the engine in the language of the plan, as all of a result.
 * @type {Record<SpokenCode, true>} */
const SPOKEN = {
  W_ATTRIBUTE: true, W_CORE_FEATURES: true, W_NO_DAYS: true, W_NO_STAGES: true, W_NOT_KEPT: true,
  W_ORDER_TOTALS: true, W_OTHER_CURRENCY: true, W_OUTCOME: true, W_SMALL_CELL: true, W_SMALL_SEGMENT: true, W_RULE: true,
};

/** Characters shown of a name or a cell, and names shown of a list. */
const LONG = 80;
const MANY = 20;

/** What can turn the direction of the words around it. */
const TURNS = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufefc]/;

/**
 * @param {Failure | Warning} told
 * @param {Tongue} tongue
 * @returns {{message: string, hint: string, lang: string}} `lang` is empty
 * where it is that of the page
 */
export function said(told, tongue) {
  const { code } = told;
  if (!Object.hasOwn(tongue.text.told, code)) {
    const hint = 'hint' in told ? told.hint ?? '' : '';
    const lang = Object.hasOwn(SPOKEN, code) ? '' : 'en';
    return { message: told.message, hint, lang };
  }
  const say = Reflect.get(tongue.text.told, code);
  const [message, hint = ''] = say(named(told, tongue.format));
  return { message, hint, lang: '' };
}

/** @param {Failure | Warning} told @param {Format} format */
function named({ facts, place, ...told }, format) {
  const count = 'count' in told ? told.count : null;
  const { file = '', line, record, column, byte } = place ?? {};
  const all = { file, line, record, column, byte, count, ...facts };
  return Object.fromEntries(Object.entries(all).map(([name, fact]) =>
    [name, written(fact ?? '', format)]));
}

/** @param {number | string | string[]} fact @param {Format} format
 * @returns {string} */
function written(fact, format) {
  if (typeof fact === 'number') return format.count(fact);
  if (typeof fact === 'string') return name(fact);
  const more = fact.length > MANY ? ['…'] : [];
  return [...fact.slice(0, MANY).map(name), ...more].join(', ');
}

/** The user's own text within a sentence: not too long, and in its own
 * direction. @param {string} text */
export function name(text) {
  const short = text.length > LONG ? `${text.slice(0, LONG)}…` : text;
  return TURNS.test(short) ? `\u2068${short}\u2069` : short;
}

/** Where a code names a part of the plan, not a column. */
const OF_PLAN = new Set(['bad-parameter', 'bad-rule', 'plan-version', 'unknown-feature']);

/**
 * Where it is, in words.
 * @param {Failure | Warning} told @param {Tongue} tongue
 * @returns {string[]} the parts that are known, from the large to the small
 */
export function where({ code, place }, { text, format }) {
  if (!place) return [];
  const { file, line, record, column, byte } = place;
  const t = text.errors;
  const isExact = line === null && record === null;
  const word = OF_PLAN.has(code) ? t.parameter : t.column;
  return [
    file && `${t.file} ${text.quoted(name(file))}`,
    line === null ? '' : `${t.line} ${format.count(line)}`,
    record === null ? '' : `${t.record} ${format.count(record)}`,
    column === null ? '' : `${word} ${text.quoted(name(column))}`,
    byte !== null && isExact ? `${t.byte} ${format.count(byte)}` : '',
  ].filter(Boolean);
}

/** A warning as an entry of a list. @param {Warning} warning @param {Tongue} tongue */
export function note(warning, tongue) {
  const item = stamp('t-warning');
  const { message, lang } = said(warning, tongue);
  const words = slot(item, 'message');
  words.textContent = message;
  if (lang) words.lang = lang;
  const place = warning.place && { ...warning.place, file: '', record: null };
  slot(item, 'place').textContent = where({ ...warning, place }, tongue).join(', ');
  item.dataset.code = warning.code;
  return item;
}
