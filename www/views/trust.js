// @ts-check
// What left this page, and how anybody can check it.

import { $, byTest, fillTable, goTo, make, own, send, slot } from '../dom.js';
import { groups } from '../format.js';
import { onChange } from '../state.js';

/** @typedef {import('../state.js').State} State */

export function createTrust() {
  const element = byTest('trust-panel');
  const check = $('#check');
  const button = slot(element, 'check');
  /** @param {boolean} isOpen */
  const show = (isOpen) => {
    check.hidden = !isOpen;
    button.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) goTo($('h2', check));
    else button.focus();
  };
  button.addEventListener('click', () => show(Boolean(check.hidden)));
  slot(check, 'close').addEventListener('click', () => show(false));
  byTest('self-test-button', element).addEventListener('click', () => {
    send(element, 'self-test');
    show(true);
  });
  byTest('forget-button', element).addEventListener('click', () =>
    send(element, 'forget'));

  const drawCount = onChange(
    (s) => [s.requests, s.text],
    ({ requests, text }) => {
      slot(element, 'count').textContent = text.trust.requests(requests);
    },
  );
  const drawWays = onChange(
    (s) => [s.text],
    ({ text }) => {
      const ways = text.trust.ways.map((way) => make('li', way));
      slot(check, 'ways').replaceChildren(...ways);
    },
  );
  const drawResult = onChange(
    (s) => [s.selfTest, s.text],
    (state) => byTest('self-test-result', check).replaceChildren(...result(state)),
  );
  const drawFiles = onChange(
    (s) => [s.inspection, s.text],
    (state) => {
      slot(check, 'files').replaceChildren(...files(state));
      slot(element, 'hash').replaceChildren(...hashes(state));
    },
  );
  return {
    element,
    /** @param {State} state */
    update(state) {
      drawCount(state);
      drawWays(state);
      drawResult(state);
      drawFiles(state);
    },
  };
}

/** @param {State} state */
function result({ selfTest, text }) {
  const t = text.trust;
  if (selfTest === null) return [];
  if (selfTest === 'trying') return [make('p', t.testing)];
  const closed = selfTest.filter((way) => way.outcome !== 'open').length;
  const table = make('table', [make('thead'), make('tbody')], 'ways');
  const rows = selfTest.map((way) => {
    const said = make('span', t.outcomes[way.outcome], `is-${way.outcome}`);
    return [way.name, said];
  });
  fillTable(table, t.head, rows);
  const title = make('b', t.result(closed, selfTest.length));
  return [make('p', [title]), table];
}

/** In short. @param {State} state */
function hashes({ inspection, text }) {
  return (inspection?.files ?? []).map((file) => {
    const hash = make('code', groups(file.sha256, 4));
    hash.title = `${file.name}: ${file.sha256}`;
    return make('span', [`${text.trust.file} `, hash]);
  });
}

/** @param {State} state */
function files({ inspection, text }) {
  const t = text.trust;
  return (inspection?.files ?? []).flatMap((file) => [
    make('p', [make('b', [own(file.name)]), ` ${t.fileHash}`], 'small'),
    make('code', groups(file.sha256), 'hash'),
  ]);
}
