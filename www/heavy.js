// @ts-check
// The worker of a heavy reader: one file, read piece by piece where the module
// asks for it, and one part of it as text.

/**
 * What a module of a heavy reader offers.
 * @typedef {object} Reader
 * @property {() => any} parts
 * @property {(part: string) => void} open
 * @property {() => Uint8Array | undefined} next
 * @property {() => number} done
 */

/**
 * Answers the session worker for the rest of this worker's life.
 * @param {(module: {module: WebAssembly.Module}) => unknown} start
 * @param {new (file: any) => Reader} Heavy
 */
export function serve(start, Heavy) {
  /** @type {Reader} */ let heavy;
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
    if (module) start({ module });
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
}
