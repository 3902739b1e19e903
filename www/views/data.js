// @ts-check
// Data: a file, a paste or the sample, and what was found in it.

import { $, byTest, make, own, send, slot } from '../dom.js';
import { groups } from '../format.js';
import { onChange } from '../state.js';
import { note } from '../told.js';

/** @typedef {import('../state.js').State} State */

/** So many characters at once were pasted, not typed. */
const A_PASTE = 12;

export function createData() {
  const element = $('#data');
  const found = slot(element, 'found');
  const warnings = slot(element, 'warnings');
  listenForFiles(element);
  listenForPaste(element);
  byTest('sample-button', element).addEventListener('click', () =>
    send(element, 'load-sample'));

  const draw = onChange(
    (s) => [s.inspection, s.text],
    (state) => {
      found.hidden = state.inspection === null;
      slot(element, 'first').hidden = state.inspection !== null;
      element.classList.toggle('loaded', state.inspection !== null);
      slot(element, 'facts').replaceChildren(...facts(state));
      warnings.replaceChildren(...notes(state));
    },
  );
  return {
    element,
    /** @param {State} state */
    update(state) {
      draw(state);
      const id = state.analysis ? 'reading-warnings' : 'warning-list';
      warnings.dataset.testid = id;
    },
  };
}

/** @param {HTMLElement} element */
function listenForFiles(element) {
  const input = /** @type {HTMLInputElement} */ (byTest('file-input', element));
  /** @param {File[]} files */
  const load = (files) => files.length && send(element, 'load-files', files);
  input.addEventListener('change', () => {
    load([...(input.files ?? [])]);
    input.value = '';
  });
  const veil = slot(document, 'dropping');
  addEventListener('dragover', (event) => {
    event.preventDefault();
    veil.hidden = !event.dataTransfer?.types.includes('Files');
  });
  addEventListener('dragleave', (event) => {
    if (!event.relatedTarget) veil.hidden = true;
  });
  addEventListener('drop', (event) => {
    event.preventDefault();
    veil.hidden = true;
    load([...(event.dataTransfer?.files ?? [])]);
  });
}

/** @param {HTMLElement} element */
function listenForPaste(element) {
  const area = /** @type {HTMLTextAreaElement} */ (byTest('paste-input', element));
  const load = () => {
    const { value } = area;
    area.value = '';
    length = 0;
    if (value.trim()) send(element, 'load-text', value);
  };
  let length = 0;
  area.addEventListener('input', () => {
    const grown = area.value.length - length;
    length = area.value.length;
    if (grown >= A_PASTE && area.value.includes('\n')) load();
  });
  byTest('paste-button', element).addEventListener('click', load);
  document.addEventListener('paste', (event) => {
    if (event.target instanceof HTMLInputElement) return;
    if (event.target instanceof HTMLTextAreaElement) return;
    const files = [...(event.clipboardData?.files ?? [])];
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (files.length) send(element, 'load-files', files);
    else if (text.includes('\n')) send(element, 'load-text', text);
  });
}

/** @param {State} state */
function facts({ inspection, text, format, isSample }) {
  const t = text.data;
  const all = (inspection?.files ?? []).flatMap((file) => [
    make('span', [make('b', [own(file.name)])]),
    make('span', [make('b', format.count(file.records)), ` ${t.records}`]),
    make('span', [make('b', format.count(file.columns.length)), ` ${t.columns}`]),
    make('span', `${file.format} · ${file.encoding}`),
    make('span', [`${t.hash} `, make('code', groups(file.sha256, 4))]),
  ]);
  const note = isSample ? [make('span', [make('b', t.synthetic)])] : [];
  return [...note, ...all];
}

/** @param {State} state */
function notes(state) {
  const found = state.inspection?.files.flatMap((file) => file.warnings) ?? [];
  const said = found.map((warning) => note(warning, state));
  return said.length ? said : [make('li', state.text.data.clean, 'calm')];
}
