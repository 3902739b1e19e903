// @ts-check
// Numbers, money, days and durations as text, by `Intl` and nothing else.

import { ofOne } from './text/units.js';

/** What stands where there is no value. */
const NONE = '–';

/** What stands before a number below zero. */
const MINUS = '−';

/** Where an effect stops being a number worth reading. */
const HUGE = 100;

/** @param {string} language a BCP 47 tag, such as `en` */
export function createFormat(language) {
  const tag = language === 'en' ? 'en-GB' : language;
  const whole = number(tag, { maximumFractionDigits: 0 });
  const two = number(tag, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const figure = number(tag, { maximumSignificantDigits: 3 });
  const percent = number(tag, { style: 'percent' });
  const finePercent = number(tag, { style: 'percent', maximumFractionDigits: 1 });
  const day = new Intl.DateTimeFormat(tag, {
    dateStyle: 'medium',
    timeZone: 'UTC',
  });
  const month = new Intl.DateTimeFormat(tag, {
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const list = new Intl.ListFormat(tag, { type: 'conjunction' });
  /** @type {(n: number, unit: string) => string} */
  const duration = (n, unit) =>
    new Intl.NumberFormat(tag, {
      style: 'unit',
      unit,
      unitDisplay: 'long',
    }).format(n);

  return {
    /** The tag it formats for. */
    tag,

    /** @param {number} n a count */
    count: whole,

    /** @param {number | null} n `0.0..=1.0` */
    share: (n) => (n === null ? NONE : percent(n)),

    /** @param {number | null} n shown with two decimals */
    ratio: (n) => (n === null ? NONE : two(n)),

    /**
     * An effect, with two decimals as far as these say anything.
     * @param {number} n
     */
    effect(n) {
      if (Math.abs(n) < HUGE) return two(n);
      return n < 0 ? `< ${MINUS}${HUGE}` : `> ${HUGE}`;
    },

    /**
     * A feature's value in its unit.
     * @param {number | null} n @param {string} unit
     */
    value(n, unit) {
      const shown = this.figure(n, unit);
      if (shown === NONE || !unit) return shown;
      if (unit.startsWith('%')) return shown + unit.slice(1);
      const isOne = shown === figure(1);
      return `${shown}\u00a0${isOne ? ofOne[unit] ?? unit : unit}`;
    },

    /**
     * A feature's value where its unit stands elsewhere; shares, which the
     * engine gives in `0.0..=1.0`, as per cent.
     * @param {number | null} n @param {string} unit
     */
    figure(n, unit) {
      if (n === null || !Number.isFinite(n)) return NONE;
      if (unit.startsWith('%')) return finePercent(n);
      return Math.abs(n) < 100 ? figure(n) : whole(n);
    },

    /**
     * A sum in the minor unit.
     * @param {number | null} minor
     * @param {{currency: string | null, minor_digits: number}} of
     * @param {'exact' | 'round'} how to the last digit, or whole major units
     */
    money(minor, of, how = 'exact') {
      if (minor === null) return NONE;
      const digits = how === 'round' ? 0 : of.minor_digits;
      return currency(tag, of.currency, digits)(minor / 10 ** of.minor_digits);
    },

    /** @param {string} text a number as the engine writes it, such as
     * `-1234.50`; to its last digit */
    exact(text) {
      const digits = text.split('.')[1]?.length ?? 0;
      // A number would lose digits that a text keeps.
      const written = number(tag, { minimumFractionDigits: digits, maximumFractionDigits: digits });
      return written(/** @type {any} */ (text));
    },

    /** @param {string} iso a day such as `2011-12-09` */
    day(iso) {
      const read = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
      return Number.isNaN(read.getTime()) ? iso : day.format(read);
    },

    /**
     * Some months, which are a month, a quarter, a year or many years.
     * @param {string} start the first, such as `2011-01`
     * @param {number} n how many
     */
    months(start, n) {
      const [year = 0, first = 1] = start.split('-').map(Number);
      if (n === 1) return month.format(new Date(`${start}-01T00:00:00Z`));
      if (n < 12) return `Q${(first + 2) / 3} ${year}`;
      return n === 12 ? `${year}` : `${year} – ${year + n / 12 - 1}`;
    },

    /** @param {number} ms a duration in milliseconds */
    left(ms) {
      const seconds = Math.max(1, Math.round(ms / 1000));
      if (seconds < 90) return duration(seconds, 'second');
      return duration(Math.round(seconds / 60), 'minute');
    },

    /** @param {string[]} words */
    list: (words) => list.format(words),
  };
}

/** @typedef {ReturnType<typeof createFormat>} Format */

/**
 * By its code as `Intl` writes it; by its sign in front.
 * @param {string} tag @param {string | null} name @param {number} digits
 * @returns {(major: number) => string}
 */
function currency(tag, name, digits) {
  const fixed = {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  };
  if (name && /^[A-Z]{3}$/.test(name)) {
    return number(tag, { ...fixed, style: 'currency', currency: name, currencyDisplay: 'narrowSymbol' });
  }
  const plain = number(tag, fixed);
  if (!name) return plain;
  const before = tag.startsWith('en');
  return (major) => {
    const sign = major < 0 ? MINUS : '';
    const shown = plain(Math.abs(major));
    return before ? `${sign}${name}${shown}` : `${sign}${shown}\u00a0${name}`;
  };
}

/**
 * Numbers by `Intl`, with a minus for its hyphen and none before a zero.
 * @param {string} tag @param {Intl.NumberFormatOptions} how
 * @returns {(n: number) => string}
 */
function number(tag, how) {
  const format = new Intl.NumberFormat(tag, { signDisplay: 'negative', ...how });
  return (n) => format.format(n).replace('-', MINUS);
}

/**
 * A hash in groups of four, for reading aloud.
 * @param {string} hex @param {number} [n_groups] from the start; all without
 */
export function groups(hex, n_groups = hex.length) {
  return (hex.match(/.{1,4}/g) ?? []).slice(0, n_groups).join(' ');
}
