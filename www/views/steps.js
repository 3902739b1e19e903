// @ts-check
// The five steps: where the reader is and what each of them decided.

import { $, $$ } from '../dom.js';
import { placed } from '../plan.js';
import { columns, onChange } from '../state.js';

/** @typedef {import('../state.js').State} State */
/** @typedef {import('../state.js').Step} Step */

export function createSteps() {
  const element = $('.steps');
  const buttons = $$('button[data-step]', element);
  const sections = $$('main > section.step');
  watch(sections, buttons);

  const draw = onChange(
    (s) => [s.inspection, s.plan, s.consent, s.analysis, s.text],
    (state) => {
      const made = summaries(state);
      for (const button of buttons) {
        const step = /** @type {Step} */ (button.dataset.step);
        const { note, isDone, isOpen } = made[step];
        $('small', button).textContent = note;
        button.classList.toggle('done', isDone);
        Object.assign(button, { disabled: !isOpen });
      }
      for (const section of sections) {
        section.hidden = !made[/** @type {Step} */ (section.id)].isOpen;
      }
    },
  );
  return { element, update: draw };
}

/**
 * @param {State} state
 * @returns {Record<Step, {note: string, isDone: boolean, isOpen: boolean}>}
 */
function summaries(state) {
  const { text, format, inspection, analysis, consent, plan } = state;
  const files = inspection?.files ?? [];
  const all = columns(state);
  const used = plan ? placed(plan).filter((r) => r.role !== 'ignore').length : 0;
  const records = files.reduce((sum, file) => sum + file.records, 0);
  const isLoaded = inspection !== null;
  const isDone = analysis !== null;
  const k = format.count(analysis?.k ?? 0);
  const people = analysis ? format.count(analysis.customers.permitted) : '';
  const t = text.summary;
  const segments = analysis?.verdict === 'segments' ? t.segments : t.tiers;
  return {
    data: {
      note: isLoaded ? t.data(format.count(records), files.length) : t.noData,
      isDone: isLoaded,
      isOpen: true,
    },
    meaning: {
      note: isLoaded
        ? t.meaning(format.count(all.length), format.count(used))
        : t.noMeaning,
      isDone,
      isOpen: isLoaded,
    },
    permission: {
      note: consent.purpose
        ? t.permission(text.purposeShort[consent.purpose], people)
        : t.noPermission,
      isDone,
      isOpen: isLoaded,
    },
    segments: {
      note: isDone ? segments(k) : t.noSegments,
      isDone,
      isOpen: isDone,
    },
    takeaway: { note: t.takeaway, isDone: false, isOpen: isDone },
  };
}

/**
 * The step in the middle of the window is the current one.
 * @param {HTMLElement[]} sections @param {HTMLElement[]} buttons
 */
function watch(sections, buttons) {
  /** @param {string} id */
  const mark = (id) => {
    for (const button of buttons) {
      if (button.dataset.step === id) button.setAttribute('aria-current', 'step');
      else button.removeAttribute('aria-current');
    }
  };
  const observer = new IntersectionObserver(
    (entries) => {
      const seen = entries.filter((entry) => entry.isIntersecting).at(-1);
      if (seen) mark(seen.target.id);
    },
    // A frame of another origin than the window keeps margins only so.
    { root: document, rootMargin: '-30% 0px -65% 0px' },
  );
  for (const section of sections) observer.observe(section);
  mark('data');
}
