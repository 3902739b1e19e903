// What Chromium's own network log says was asked of the network.
import { readFileSync } from 'node:fs';

/** Hosts that Chromium calls on its own account, page or no page. */
export const BROWSERS_OWN =
  /(^|\.)(google|googleapis|gstatic|gvt1|gvt2|googleusercontent)\.com$/;

/** Where those calls go in the test's network, the resolver there, and the
 * address with which Chromium asks itself whether it has IPv6. */
const OWN_ADDRESSES = [
  '192.0.2.1:53',
  '192.0.2.9:443',
  '192.0.2.9:80',
  '[2001:4860:4860::8888]:443',
];
const LOCAL = /^(file|data|blob|chrome|chrome-untrusted|about|devtools):/;

/**
 * Everything that asks for a connection, a name or an address.
 * @param {string} file
 * @returns {{event: string, what: string, time: number}[]} times as
 * `Date.now()` gives them
 */
export function asked(file) {
  const log = JSON.parse(readFileSync(file, 'utf8'));
  const { logEventTypes, timeTickOffset } = log.constants;
  const names = Object.fromEntries(
    Object.entries(logEventTypes).map(([name, id]) => [id, name]),
  );
  /** @param {any} entry */
  const read = ({ type, params = {}, time }) => {
    const what =
      params.url ?? params.host ?? params.address ?? params.hostname ?? '';
    const when = Number(time) + Number(timeTickOffset);
    return { event: names[type], what: String(what), time: when };
  };
  return log.events.map(read).filter(isQuestion);
}

/** @param {{event: string, what: string}} entry */
function isQuestion({ event, what }) {
  const meant =
    /^(URL_REQUEST_START_JOB|HOST_RESOLVER|TCP_CONNECT|UDP_CONNECT|CONNECT_JOB|QUIC_SESSION|WEB_TRANSPORT|SOCKET_POOL|HTTP_STREAM|DNS_TRANSACTION|UDP_BYTES_SENT)/;
  return meant.test(event) && what !== '' && !LOCAL.test(what);
}

/**
 * Without what the browser asks on its own account.
 * @param {{event: string, what: string, time: number}[]} entries
 * @param {boolean} inNetwork in a real network an address does not tell who
 * asked: there only names and URLs are looked at
 */
export function foreign(entries, inNetwork) {
  return entries.filter(({ event, what }) => {
    if (BROWSERS_OWN.test(hostOf(what).replace(/\.$/, ''))) return false;
    const isAddress = /^(TCP|UDP|QUIC)_/.test(event);
    return isAddress ? inNetwork && !OWN_ADDRESSES.includes(what) : true;
  });
}

/** @param {string} what an address, a name or a URL */
export function hostOf(what) {
  const plain = what.includes('://') ? what : `any://${what}`;
  try {
    return new URL(plain).hostname;
  } catch {
    return what;
  }
}
