// @ts-check
// Really tries to send something, in every way a page knows that does not
// look a name up before it is blocked, and says what stopped it.

/** A name that can't exist (RFC 2606). */
const TARGET = 'https://kindred-self-test.invalid/';

/** How long the policy may take to speak, in milliseconds. */
const PATIENCE = 400;

/**
 * @typedef {'gone' | 'blocked' | 'refused' | 'open'} Outcome
 * @typedef {{name: string, outcome: Outcome}} Way
 */

/** Ways that are constructors or functions: the lock has removed them.
 * @type {[string, (found: any) => unknown][]} */
const CALLS = [
  ['fetch', (found) => found(TARGET)],
  ['XMLHttpRequest', (found) => sendBy(new found())],
  ['WebSocket', (found) => new found(TARGET.replace('https', 'wss'))],
  ['EventSource', (found) => new found(TARGET)],
  ['WebTransport', (found) => new found(TARGET)],
  ['RTCPeerConnection', (found) => new found()],
  ['open', (found) => found(TARGET)],
];

/** Ways that are markup: the policy blocks them.
 * @type {[string, () => unknown][]} */
const MARKUP = [
  ['Image', () => Object.assign(new Image(), { src: TARGET })],
  ['video', () => Object.assign(document.createElement('video'), { src: TARGET })],
  ['audio', () => Object.assign(new Audio(), { src: TARGET })],
  ['link rel=stylesheet', () => brief('link', { rel: 'stylesheet', href: TARGET })],
  ['script', () => brief('script', { src: TARGET })],
  ['Worker', () => new Worker(TARGET)],
];

/**
 * Counts what the browser says was asked for. What the policy blocked never
 * left, though the browser keeps a line on it.
 * @param {(requests: number) => void} tell
 */
export function watchNetwork(tell) {
  /** @type {string[]} */
  const asked = [];
  /** @type {string[]} */
  const blocked = [];
  const count = () => {
    const left = asked.filter((url) => !blocked.includes(url));
    tell(left.length);
  };
  addEventListener('securitypolicyviolation', ({ blockedURI }) => {
    blocked.push(blockedURI);
    count();
  });
  new PerformanceObserver((list) => {
    const names = list.getEntries().map(({ name }) => name);
    const own = /^(blob|data):/;
    asked.push(...names.filter((name) => !own.test(name)));
    count();
  }).observe({ type: 'resource', buffered: true });
}

/** @returns {Promise<Way[]>} */
export async function selfTest() {
  /** @type {Way[]} */
  const ways = [];
  for (const [name, use] of CALLS) {
    ways.push(await tryCall(name, Reflect.get(globalThis, name), use));
  }
  const beacon = Reflect.get(navigator, 'sendBeacon');
  ways.push(await tryCall('sendBeacon', beacon, () =>
    beacon.call(navigator, TARGET, 'x')));
  for (const [name, use] of MARKUP) {
    ways.push({ name, outcome: await attempt(use) });
  }
  return ways;
}

/**
 * @param {string} name @param {unknown} found
 * @param {(found: any) => unknown} use
 * @returns {Promise<Way>}
 */
async function tryCall(name, found, use) {
  if (found === undefined) return { name, outcome: 'gone' };
  return { name, outcome: await attempt(() => use(found)) };
}

/**
 * What is neither refused nor blocked is open, whether or not anything
 * answers at the other end.
 * @param {() => unknown} use
 * @returns {Promise<Outcome>}
 */
function attempt(use) {
  return new Promise((resolve) => {
    /** @param {Outcome} outcome */
    const end = (outcome) => {
      removeEventListener('securitypolicyviolation', onBlocked);
      clearTimeout(watch);
      resolve(outcome);
    };
    const onBlocked = () => end('blocked');
    addEventListener('securitypolicyviolation', onBlocked);
    const watch = setTimeout(() => end('open'), PATIENCE);
    try {
      const made = use();
      if (made instanceof Promise) made.catch(() => {});
    } catch {
      // The policy reports what it blocked after it has thrown.
      setTimeout(() => end('refused'), PATIENCE / 2);
    }
  });
}

/** @param {XMLHttpRequest} request */
function sendBy(request) {
  request.open('GET', TARGET);
  request.send();
}

/**
 * An element that stands in the document for a moment.
 * @param {string} tag @param {Record<string, string>} attributes
 */
function brief(tag, attributes) {
  const element = document.createElement(tag);
  setTimeout(() => element.remove(), PATIENCE * 2);
  for (const [name, value] of Object.entries(attributes)) {
    Reflect.set(element, name, value);
  }
  document.head.append(element);
}
