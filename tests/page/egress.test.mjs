// Does anything leave? Three instruments look: Chromium's own network log, a
// network in which every road ends in a sink, and the profile on disk. Each
// must first see what leaves a page without a policy.
import assert from 'node:assert/strict';
import {
  mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import { createCanary, found } from './help/canary.mjs';
import { attempt, channels } from './help/channels.mjs';
import { everything } from './help/flow.mjs';
import { asked, BROWSERS_OWN, foreign, hostOf } from './help/netlog.mjs';
import { createNetwork, startScript } from './help/network.mjs';
import { fileUrl, hostedFolder, openPage } from './help/page.mjs';

const HOSTED = 'http://127.0.0.1:8471/';
const CONTROL = 'http://127.0.0.1:8472/';

const folder = mkdtempSync(join(tmpdir(), 'kindred-egress-'));
const network = await createNetwork();
const inside = 'why' in network ? null : network;
if ('why' in network) {
  console.log(
    `No network of its own can be made here: ${network.why}. ` +
      "Checked without the sink: Chromium's log, the profile on disk, the " +
      'console and the policy.',
  );
}

/** What can be seen in the sink alone. */
const needsSink = { skip: inside ? false : 'there is no sink here' };

/** Hosts outside a network of its own.
 * @type {import('node:child_process').ChildProcess[]} */
const hosts = [];

/** @param {string} root @param {string} port */
async function serve(root, port) {
  if (inside) return inside.serve(root, port);
  hosts.push(await startScript([process.execPath], 'host.mjs', root, port));
}

before(async () => {
  const bare = join(folder, 'bare');
  mkdirSync(bare);
  const html = '<!doctype html><title>control</title><body>control';
  writeFileSync(join(bare, 'index.html'), html);
  await serve(hostedFolder, new URL(HOSTED).port);
  await serve(bare, new URL(CONTROL).port);
});

after(() => {
  for (const child of hosts) child.kill('SIGKILL');
  inside?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** @param {string} name @param {string} url @param {boolean} [bare] */
async function open(name, url, bare = false) {
  const netlog = join(folder, `${name}.json`);
  const executable = inside?.executable();
  const opened = await openPage({ url, netlog, executable, bare });
  return { ...opened, netlog };
}

/** These ask for a name, or connect, and say no more. */
const hints = ['dns-prefetch', 'preconnect', 'webrtc'];

/** The names and connections that reached the sink since an entry.
 * @param {number} from */
const arrivedSince = (from) => inside?.arrived().slice(from) ?? [];

/** Which ways out ended in the sink: by name, and with bytes.
 * @param {ReturnType<typeof arrivedSince>} entries @param {string} tail */
function seen(entries, tail) {
  const names = entries.filter((e) => e.kind === 'dns' && e.name);
  const bytes = entries.filter((e) => e.kind !== 'dns' && e.text);
  const has = (/** @type {string} */ way) => ({
    name: names.some((e) => e.name === `${way}${tail}`),
    bytes: bytes.some((e) => e.text?.includes(`${way}${tail}`)),
  });
  return Object.fromEntries(channels.map((way) => [way, has(way)]));
}

/** @param {string} root @returns {string[]} */
function filesUnder(root) {
  const entries = readdirSync(root, { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = join(root, entry.name);
    if (entry.isDirectory()) return filesUnder(path);
    return entry.isFile() ? [path] : [];
  });
}

describe('the instruments see what leaves', () => {
  test('an open page reaches the sink by every way', needsSink, async () => {
    if (!inside) return;
    const from = inside.arrived().length;
    const opened = await open('control', CONTROL, true);
    await opened.frame.evaluate(attempt, '.control.test');
    const look = () => seen(arrivedSince(from), '.control.test');
    const isStun = (/** @type {{kind: string, port?: number}} */ entry) =>
      entry.kind === 'udp' && entry.port === 3478;
    const isAll = () =>
      Object.values(look()).filter((w) => !w.bytes).length === hints.length
      && arrivedSince(from).some(isStun);
    for (let i = 0; i < 100 && !isAll(); i++) await pause(200);
    await opened.close();
    opened.remove();
    const ways = look();
    const unnamed = channels.filter((way) => !ways[way].name);
    assert.deepEqual(unnamed, [], 'the sink does not see their names');
    const silent = channels.filter((way) => !ways[way].bytes);
    assert.deepEqual(silent, hints, 'the sink does not see their bytes');
    const logged = asked(opened.netlog).map(({ what }) => hostOf(what));
    const unlogged = channels.filter(
      (way) => !logged.some((host) => host.includes(`${way}.control.test`)),
    );
    assert.deepEqual(unlogged, [], "Chromium's log does not show these");
    // WebRTC's own packet carries no name: it must be there all the same.
    assert.ok(arrivedSince(from).some(isStun));
  });

  test('what a page keeps is found on the disk', async () => {
    const { tokens, needles } = createCanary();
    const opened = await open('kept', CONTROL, true);
    await opened.frame.evaluate((token) => {
      localStorage.setItem('kept', token);
      document.title = token;
    }, tokens[0]);
    await pause(1_000);
    await opened.close();
    const places = filesUnder(opened.profile);
    const holding = places.filter((path) =>
      found(readFileSync(path), needles).length);
    opened.remove();
    assert.notDeepEqual(holding, []);
  });

  test('every form of a token is found in what holds it', () => {
    const { needles, tokens } = createCanary();
    const [token] = tokens;
    const texts = {
      plain: token,
      upper: token.toUpperCase(),
      reversed: [...token].reverse().join(''),
      hex: Buffer.from(token).toString('hex'),
      'base64+0': Buffer.from(token).toString('base64'),
      'base64+1': Buffer.from(`x${token}`).toString('base64'),
      'base64+2': Buffer.from(`xy${token}`).toString('base64'),
    };
    for (const [name, text] of Object.entries(texts)) {
      assert.ok(found(Buffer.from(text), needles).includes(name), name);
    }
    const wide = Buffer.from(token, 'utf16le');
    assert.deepEqual(found(wide, needles), ['UTF-16LE']);
  });
});

for (const [kind, url] of [['file', fileUrl], ['hosted', HOSTED]]) {
  describe(`nothing leaves the page: ${kind}`, () => {
    test('the whole path, watched by every instrument', async () => {
      const canary = createCanary();
      const csv = join(folder, `${kind}.csv`);
      writeFileSync(csv, canary.csv);
      const from = inside?.arrived().length ?? 0;
      const opened = await open(`flow-${kind}`, url);
      const ready = Date.now();
      const taken = await everything(opened, csv);
      await pause(1_000);
      assert.deepEqual(await opened.violations(), []);
      assert.deepEqual(opened.said, []);
      assert.equal(opened.page.url(), url);
      await opened.close();

      const text = taken.map((file) => file.text).join();
      assert.ok(text.includes(canary.tokens[12]), 'the exports are empty');

      const questions = foreign(asked(opened.netlog), inside !== null);
      const late = questions.filter(({ time }) => time > ready);
      assert.deepEqual(late, [], 'asked of the network after loading');
      const starts = questions.filter(
        ({ event }) => event === 'URL_REQUEST_START_JOB',
      );
      const hosted = starts.map(({ what }) => what);
      const document = kind === 'hosted' ? [HOSTED] : [];
      assert.deepEqual(hosted, document, 'one document and nothing else');

      const names = arrivedSince(from).flatMap((e) => e.name ?? []);
      const strange = names.filter((name) => !BROWSERS_OWN.test(name));
      assert.deepEqual(strange, [], 'names that reached the sink');

      const places = filesUnder(opened.profile).concat(opened.netlog);
      const left = places.flatMap((path) => {
        const forms = found(readFileSync(path), canary.needles);
        return forms.map((form) => `${path}: ${form}`);
      });
      assert.deepEqual(left, [], 'tokens left on disk');
      const sink = inside ? found(inside.bytes(), canary.needles) : [];
      assert.deepEqual(sink, [], 'tokens that reached the sink');
      opened.remove();
    });

    test('the page tries to send something, and nothing leaves', async () => {
      const from = inside?.arrived().length ?? 0;
      const opened = await open(`self-${kind}`, url);
      const ready = Date.now();
      await opened.frame.getByTestId('self-test-button').click();
      const result = opened.frame.getByTestId('self-test-result');
      await result.getByText(/\w/).first().waitFor();
      await pause(1_000);
      const blocked = await opened.violations();
      assert.ok(blocked.length > 0, 'it did not even try');
      await opened.close();
      opened.remove();
      const questions = foreign(asked(opened.netlog), inside !== null);
      const late = questions.filter(({ time }) => time > ready);
      assert.deepEqual(late, [], 'asked of the network');
      const names = arrivedSince(from).flatMap((e) => e.name ?? []);
      const strange = names.filter((name) => !BROWSERS_OWN.test(name));
      assert.deepEqual(strange, [], 'names that reached the sink');
    });

    test('a hostile script in the frame gets no bytes out', needsSink, async (t) => {
      const from = inside.arrived().length;
      const opened = await open(`hostile-${kind}`, url);
      const tail = `.hostile-${kind}.test`;
      await opened.frame.evaluate(attempt, tail);
      await pause(4_000);
      await opened.close();
      opened.remove();
      const entries = arrivedSince(from);
      const ways = seen(entries, tail);
      const open_ = channels.filter((way) => ways[way].bytes);
      assert.deepEqual(open_, [], 'bytes reached the sink');
      const packets = entries.filter((e) => e.kind === 'udp');
      assert.deepEqual(packets, [], 'packets reached the sink');
      const names = channels.filter((way) => ways[way].name);
      t.diagnostic(`names that reached the sink: ${names.join(', ') || 'none'}`);
      if (kind === 'hosted') assert.deepEqual(names, []);
    });
  });
}

describe('the network may go away after loading', () => {
  for (const [kind, url] of [['file', fileUrl], ['hosted', HOSTED]]) {
    test(`the whole path, ${kind}, with the link down`, needsSink, async () => {
      const own = await createNetwork();
      assert.ok(!('why' in own));
      try {
        await own.serve(hostedFolder, new URL(HOSTED).port);
        const executable = own.executable();
        const opened = await openPage({ url, executable });
        own.cut();
        const csv = join(folder, `offline-${kind}.csv`);
        writeFileSync(csv, createCanary().csv);
        const taken = await everything(opened, csv);
        assert.equal(taken.length, 3);
        assert.deepEqual(opened.said, []);
        await opened.close();
        opened.remove();
      } finally {
        own.close();
      }
    });
  }
});
