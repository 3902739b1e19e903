// A network of its own in which every name and every packet ends in the
// sink. It needs root and Linux; elsewhere `createNetwork` says why not.
import { execFileSync, spawn } from 'node:child_process';
import {
  existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { browser, install } from './browser.mjs';

let made = 0;
const here = fileURLToPath(new URL('.', import.meta.url));

/** @param {string} line */
function run(line) {
  execFileSync('ip', line.split(' '), { stdio: ['ignore', 'pipe', 'pipe'] });
}

function hasIp() {
  try {
    run('-V');
    return true;
  } catch {
    return false;
  }
}

/** Why no network can be made here, or null. */
function obstacle() {
  if (process.platform !== 'linux') return 'this is not Linux';
  if (process.getuid?.() !== 0) return 'only root may make one';
  if (!hasIp()) install('iproute2');
  if (!hasIp()) return 'there is no `ip` (Debian: iproute2)';
  try {
    run('netns add kindred-probe');
    run('netns del kindred-probe');
    return null;
  } catch (error) {
    return `making one failed: ${error}`.trim();
  }
}

/**
 * @returns {Promise<{why: string} | Awaited<ReturnType<typeof open>>>}
 */
export async function createNetwork() {
  const why = obstacle();
  return why ? { why } : open();
}

/**
 * Starts a script of this folder and waits until it says that it is ready.
 * @param {string[]} words what runs scripts
 * @param {string} script
 * @param {...string} rest
 */
export async function startScript([program, ...words], script, ...rest) {
  const child = spawn(program, [...words, join(here, script), ...rest]);
  child.stderr.pipe(process.stderr);
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve);
    child.once('exit', () => reject(new Error(`${script} stopped`)));
  });
  return child;
}

async function open() {
  const name = `kindred-${process.pid}-${++made}`;
  const folder = mkdtempSync(join(tmpdir(), 'kindred-sink-'));
  const log = join(folder, 'sink.jsonl');
  writeFileSync(log, '');
  mkdirSync(`/etc/netns/${name}`, { recursive: true });
  writeFileSync(`/etc/netns/${name}/resolv.conf`, 'nameserver 192.0.2.1\n');
  run(`netns add ${name}`);
  const inside = `-n ${name}`;
  run(`${inside} link set lo up`);
  run(`${inside} link add v0 type veth peer name v1`);
  run(`${inside} addr add 192.0.2.1/32 dev v0`);
  // No address that comes later by itself: Chromium breaks off what runs
  // when its network changes.
  run(`${inside} link set v0 addrgenmode none`);
  run(`${inside} link set v1 addrgenmode none`);
  run(`${inside} link set v0 up`);
  run(`${inside} link set v1 up`);
  // Every address is one of ours: whatever is called ends in the sink.
  run(`${inside} route add local 0.0.0.0/0 dev lo`);

  const words = ['ip', 'netns', 'exec', name, process.execPath];
  const children = [await startScript(words, 'sink.mjs', log)];

  return {
    /** Starts Chromium inside, as an executable for Playwright. */
    executable() {
      const path = join(folder, 'chromium');
      const line = `exec ip netns exec ${name} '${browser()}' "$@"`;
      writeFileSync(path, `#!/bin/sh\n${line}\n`, { mode: 0o755 });
      return path;
    },

    /** Serves a folder inside, with the headers of its `_headers`.
     * @param {string} root @param {string} port */
    async serve(root, port) {
      children.push(await startScript(words, 'host.mjs', root, port));
    },

    /** Cuts the network: no way is left, not even to the sink. */
    cut() {
      run(`${inside} link set v0 down`);
      run(`${inside} link set lo down`);
    },

    /** What arrived so far.
     * @returns {{kind: string, name?: string, port?: number,
     *   text?: string}[]} */
    arrived() {
      const lines = readFileSync(log, 'utf8').split('\n').filter(Boolean);
      return lines.map((line) => JSON.parse(line));
    },

    /** All that arrived, as bytes. */
    bytes: () => readFileSync(log),

    close() {
      for (const child of children) child.kill('SIGKILL');
      run(`netns del ${name}`);
      rmSync(`/etc/netns/${name}`, { recursive: true, force: true });
      if (existsSync(folder)) rmSync(folder, { recursive: true });
    },
  };
}
