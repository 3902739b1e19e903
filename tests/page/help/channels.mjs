// Ways out of a page, each to a host of its own name, so that the sink shows
// which of them were open. Run in the page as it stands.

/** The names that tell the ways apart. */
export const channels = [
  'fetch', 'xhr', 'beacon', 'websocket', 'eventsource', 'img', 'css',
  'script', 'frame', 'prefetch', 'dns-prefetch', 'preconnect', 'webrtc',
  'worker', 'form', 'anchor', 'open',
];

/** Opens every way; a way that is closed throws, which is meant.
 * @param {string} tail such as `.control.test` */
export function attempt(tail) {
  /** @param {string} way */
  const url = (way) => `http://${way}${tail}/leak`;
  /** @param {string} tag @param {Record<string, string>} fields */
  const add = (tag, fields) => {
    const element = document.createElement(tag);
    for (const [k, v] of Object.entries(fields)) element.setAttribute(k, v);
    document.body.append(element);
    return element;
  };
  /** @type {Record<string, () => unknown>} */
  const ways = {
    fetch: () => fetch(url('fetch'), { mode: 'no-cors' }).catch(() => {}),
    xhr: () => {
      const request = new XMLHttpRequest();
      request.open('GET', url('xhr'));
      request.send();
    },
    beacon: () => navigator.sendBeacon(url('beacon'), 'x'),
    websocket: () => new WebSocket(url('websocket').replace('http', 'ws')),
    eventsource: () => new EventSource(url('eventsource')),
    img: () => add('img', { src: url('img') }),
    css: () => add('link', { rel: 'stylesheet', href: url('css') }),
    script: () => add('script', { src: url('script') }),
    frame: () => add('iframe', { src: url('frame') }),
    prefetch: () => add('link', { rel: 'prefetch', href: url('prefetch') }),
    'dns-prefetch': () =>
      add('link', { rel: 'dns-prefetch', href: url('dns-prefetch') }),
    preconnect: () =>
      add('link', { rel: 'preconnect', href: url('preconnect') }),
    webrtc: async () => {
      const urls = `stun:webrtc${tail}:3478`;
      const peer = new RTCPeerConnection({ iceServers: [{ urls }] });
      peer.createDataChannel('x');
      await peer.setLocalDescription(await peer.createOffer());
    },
    worker: () => {
      const source = `fetch(${JSON.stringify(url('worker'))})`;
      const blob = new Blob([source], { type: 'text/javascript' });
      return new Worker(URL.createObjectURL(blob));
    },
    form: () => {
      add('iframe', { name: 'hole' });
      const form = /** @type {HTMLFormElement} */ (
        add('form', { action: url('form'), target: 'hole' })
      );
      form.submit();
    },
    anchor: () => add('a', { href: url('anchor'), target: '_blank' }).click(),
    open: () => window.open(url('open')),
  };
  for (const way of Object.values(ways)) {
    try {
      Promise.resolve(way()).catch(() => {});
    } catch {
      // Closed.
    }
  }
}
