// @ts-check
// Data: a file, a paste or the sample, and what was found in it.

import { $, byTest, make, send, slot } from '../dom.js';
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
    const { items = [], files = [] } = event.dataTransfer ?? {};
    const isFolder = [...items].some((item) => item.webkitGetAsEntry?.()?.isDirectory);
    if (isFolder) send(element, 'folder');
    else if (files.length) send(element, 'drop-files', [...files]);
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
function notes(state) {
  const found = state.inspection?.files.flatMap((file) => file.warnings) ?? [];
  const said = found.map((warning) => note(warning, state));
  return said.length ? said : [make('li', state.text.data.clean, 'calm')];
}
