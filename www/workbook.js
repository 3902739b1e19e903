// @ts-check
// The worker of the heavy reader for workbooks and archives: one file, read
// piece by piece where the module asks for it, and one part of it as text.

import { Heavy, initSync } from './pkg/workbook/workbook.js';

/** @type {Heavy} */ let heavy;
let isOver = false;
let lastWords = '';
Reflect.set(globalThis, 'kindredLastWords', (/** @type {string} */ words) => {
  lastWords = words;
});

/** @param {File} file */
function pieces(file) {
  // TypeScript knows it in a worker's own library only.
  const reader = new (Reflect.get(globalThis, 'FileReaderSync'))();
  return {
    name: file.name,
    size: file.size,
    /** @param {number} at @param {number} length */
    read: (at, length) =>
      new Uint8Array(reader.readAsArrayBuffer(file.slice(at, at + length))),
  };
}

/** @param {any} data */
function answer({ module, file, part, next }) {
  if (module) initSync({ module });
  if (file) {
    heavy = new Heavy(pieces(file));
    postMessage({ parts: heavy.parts() });
  }
  if (part !== undefined) heavy.open(part);
  if (next && !isOver) give();
}

function give() {
  const chunk = heavy.next();
  isOver = !chunk;
  const done = heavy.done();
  postMessage({ chunk, done }, { transfer: chunk ? [chunk.buffer] : [] });
}

onmessage = ({ data }) => {
  try {
    answer(data);
  } catch (/** @type {any} */ error) {
    isOver = true;
    if (typeof error?.code === 'string') postMessage({ failure: error });
    else postMessage({ crashed: lastWords || String(error) });
  }
};
