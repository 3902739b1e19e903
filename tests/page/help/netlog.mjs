// What Chromium's own network log says was asked of the network.
import { readFileSync } from 'node:fs';

/** Hosts that the browser calls on its own account, page or no page. */
const OWN = /(^|\.)(google|googleapis|gstatic|gvt1|gvt2|googleusercontent)\./;
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
    /^(URL_REQUEST_START_JOB|HOST_RESOLVER|TCP_CONNECT|UDP_CONNECT|CONNECT_JOB|QUIC_SESSION|WEB_TRANSPORT|SOCKET_POOL|HTTP_STREAM)/;
  return meant.test(event) && what !== '' && !LOCAL.test(what);
}

/** Without what the browser asks on its own account.
 * @param {{event: string, what: string, time: number}[]} entries */
export function foreign(entries) {
  return entries.filter(({ what }) => !OWN.test(hostOf(what)));
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
