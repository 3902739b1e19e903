// @ts-check
// The Chromium lane: node chromium.mjs PEERS ENGINE.wasm TASK N [D] prints one
// line. Uses the peers' puppeteer and their way to count CPU seconds: what
// the kernel says the renderer's threads have run, all of them.
import { createReadStream, existsSync, readFileSync, readdirSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';

const [peers, wasm, task, n, d = '8'] = process.argv.slice(2);
const require = createRequire(path.resolve(peers, 'browser_js/package.json'));
const puppeteer = require('puppeteer-core');
const here = import.meta.dirname;
const types = /** @type {Record<string, string>} */ ({
  '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm', '.html': 'text/html' });

const file = (/** @type {string} */ url) => {
  if (url === '/engine.wasm') return path.resolve(wasm);
  const name = path.basename(url);
  if (url.startsWith('/www/')) return path.join(here, '../../www', name);
  return path.join(url.startsWith('/data/') ? path.resolve(peers, 'data') : here, name);
};
const server = http.createServer((request, reply) => {
  if (request.url === '/') {
    reply.writeHead(200, { 'Content-Type': 'text/html' });
    reply.end('<!doctype html><script type=module src=/bench/page.js></script>');
    return;
  }
  const found = file(request.url ?? '');
  if (!existsSync(found)) { reply.writeHead(404); reply.end(); return; }
  reply.writeHead(200, { 'Content-Type': types[path.extname(found)] ?? 'application/octet-stream' });
  createReadStream(found).pipe(reply);
}).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  headless: true, args: ['--no-sandbox'], protocolTimeout: 580_000,
});
const ran = (/** @type {number} */ process, /** @type {number | string} */ thread) => {
  try {
    return +readFileSync(`/proc/${process}/task/${thread}/schedstat`, 'utf8').split(' ')[0] / 1e9;
  } catch { return 0; }
};
const threads = (/** @type {number} */ process) => readdirSync(`/proc/${process}/task`);
const named = (/** @type {number} */ process, /** @type {string} */ name) =>
  threads(process).filter((thread) =>
    readFileSync(`/proc/${process}/task/${thread}/comm`, 'utf8').startsWith(name));
/** @type {number} */ let renderer;
try {
  const page = await browser.newPage();
  await page.exposeFunction('cpuSeconds', () =>
    threads(renderer).reduce((sum, thread) => sum + ran(renderer, thread), 0));
  page.on('pageerror', (/** @type {Error} */ error) => console.error(String(error)));
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.waitForFunction('window.LANES', { timeout: 60_000 });
  renderer = await busiest(browser, page);
  const act = task === 'workers' ? 'workers' : 'lane';
  const result = await page.evaluate(
    (/** @type {any} */ act, /** @type {any} */ what) => /** @type {any} */ (window).LANES[act](what),
    act, { task, n: +n, d: +d, cap: Number(process.env.PEERS_CAP ?? 8) });
  console.log(JSON.stringify({
    peer: 'kindred', task, n: +n, d: +d, version: `wasm, ${await browser.version()}`, ...result,
  }));
} finally {
  await browser.close();
  server.close();
}

/** The renderer that a busy loop in the page makes busy. */
async function busiest(/** @type {any} */ browser, /** @type {any} */ page) {
  const session = await browser.target().createCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const ids = processInfo.filter((/** @type {any} */ one) => one.type === 'renderer')
    .map((/** @type {any} */ one) => one.id);
  const before = ids.map((/** @type {number} */ id) => ran(id, id));
  await page.evaluate(() => { const from = performance.now(); while (performance.now() - from < 400); });
  const spent = ids.map((/** @type {number} */ id, /** @type {number} */ i) => ran(id, id) - before[i]);
  return ids[spent.indexOf(Math.max(...spent))];
}
