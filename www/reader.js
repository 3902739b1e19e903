// @ts-check
// The session worker's hand on a heavy reader: a worker of its own, started
// for one file and ended with its last byte. It dies or is stopped without
// the session losing anything.

/**
 * @typedef {import('./protocol').Failure} Failure
 * @typedef {import('./protocol').Parts} Parts
 * @typedef {{resolve: (answer: any) => void, reject: (why: unknown) => void}} Want
 */

/** Chunks asked for ahead, so that both workers have something to do. */
const AHEAD = 2;

/** What each reader says of a file that it cannot read: the code, its kind
 * and the way on. @type {Map<string, [string, string | null, string]>} */
const UNREADABLE = new Map([
  ['workbook', ['E_WORKBOOK', null, 'Open it in a spreadsheet program and save the sheet as CSV.']],
  ['parquet', ['E_PARQUET', 'damaged', 'Export the table again, or as CSV.']],
]);

/** @param {string} kind @param {string} file @param {string} what
 * @returns {Failure} */
function crash(kind, file, what) {
  const [code, of, hint] = UNREADABLE.get(kind) ?? ['E_WORKBOOK', null, ''];
  return {
    code,
    message: `The file could not be read: its reader stopped (${what}).`,
    hint,
    facts: of === null ? {} : { kind: of },
    place: { file, line: null, record: null, column: null, byte: null },
  };
}

/** @param {(kind: string) => Promise<Worker>} spawn */
export function createReader(spawn) {
  /** @type {Worker | null} */ let worker = null;
  /** What was answered before it was asked for. @type {any[]} */
  let answers = [];
  /** @type {Want[]} */ let wants = [];
  /** Which reading goes on: a worker that starts too late is not wanted. */
  let turn = 0;
  let done = 0;

  /** @param {any} answer */
  function hear(answer) {
    done = answer.done ?? done;
    const want = wants.shift();
    if (!want) answers.push(answer);
    else settle(want, answer);
  }

  /** @param {Want} want @param {any} answer */
  function settle({ resolve, reject }, answer) {
    if (answer.failure) reject(answer.failure);
    else resolve(answer);
  }

  function end() {
    worker?.terminate();
    worker = null;
    answers = [];
    turn += 1;
  }

  /** @param {unknown} reason */
  function stop(reason) {
    end();
    const waiting = wants;
    wants = [];
    for (const { reject } of waiting) reject(reason);
  }

  /** The next answer. @returns {Promise<any>} */
  const take = () => new Promise((resolve, reject) => {
    const want = { resolve, reject };
    if (answers.length > 0) settle(want, answers.shift());
    else wants.push(want);
  });

  /** @param {Worker} started @param {File} file @param {string} kind */
  function begin(started, file, kind) {
    worker = started;
    const die = (/** @type {string} */ what) =>
      stop(crash(kind, file.name, what));
    started.onmessage = ({ data }) =>
      (data.crashed ? die(data.crashed) : hear(data));
    started.onerror = (event) => {
      event.preventDefault?.();
      die(event.message || 'unknown');
    };
    started.postMessage({ file });
  }

  return {
    /**
     * What the file holds.
     * @param {File} file @param {string} kind the name of its reader
     * @returns {Promise<Parts>}
     */
    async parts(file, kind) {
      stop('unwanted');
      const mine = turn;
      done = 0;
      const answer = take();
      spawn(kind).then((started) => {
        if (mine === turn) begin(started, file, kind);
        else started.terminate();
      }, (error) => {
        if (mine === turn) stop(crash(kind, file.name, String(error)));
      });
      return (await answer).parts;
    },

    /** The text of a part of that file. @param {string} part */
    openPart(part) {
      worker?.postMessage({ part });
      const ask = () => worker?.postMessage({ next: true });
      for (let n = 0; n < AHEAD; n++) ask();
      return {
        /** @returns {Promise<Uint8Array | undefined>} */
        async next() {
          if (!worker) throw 'cancelled';
          const { chunk } = await take();
          if (chunk) ask();
          else end();
          return chunk;
        },
        get done() {
          return done;
        },
      };
    },

    /** Ends whatever goes on; whoever waits for it hears the reason. */
    stop,
  };
}
