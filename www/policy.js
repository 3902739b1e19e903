// @ts-check
// The one Trusted Types policy of a realm. It lets two things through: the
// workers that the page was built with, and charts that the engine drew.

/** @typedef {{createPolicy(name: string, rules: object): any}} Factory */

/** @param {string[]} urls scripts a worker may be started from */
export function createPolicy(...urls) {
  const known = new Set(urls);
  const rules = {
    /** @param {string} url */
    createScriptURL(url) {
      if (!known.has(url)) throw new TypeError('not the embedded worker');
      return url;
    },
    /** @param {string} text */
    createHTML(text) {
      if (!text.startsWith('<svg ')) throw new TypeError('not a chart');
      return text;
    },
  };
  /** @type {Factory | undefined} */
  const factory = Reflect.get(globalThis, 'trustedTypes');
  const policy = factory?.createPolicy('kindred', rules) ?? rules;
  return {
    /** Lets a worker start from one more script of the page.
     * @param {string} url */
    admit: (url) => {
      known.add(url);
    },
    /** @param {string} url @returns {string} for `new Worker` */
    workerUrl: (url) => policy.createScriptURL(url),
    /** @param {string} text @returns {string} for `DOMParser`, as XML */
    svg: (text) => policy.createHTML(text),
  };
}
