// Finds a Chromium; run by itself, installs Debian's where it may.
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** What a headless test needs: no sandbox as root, no calls home. */
export const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The path of a browser, or null. */
export function findBrowser() {
  const { CHROME_BIN, PATH = '' } = process.env;
  const folders = [...PATH.split(delimiter), '/usr/bin', '/snap/bin'];
  const found = folders.flatMap((f) => names.map((n) => join(f, n)));
  const all = [...(CHROME_BIN ? [CHROME_BIN] : []), ...found, ...places];
  return all.find(runs) ?? null;
}

/** The path of a browser; without one the test fails. */
export function browser() {
  const path = findBrowser();
  if (path) return path;
  throw new Error(
    'No browser: install Chromium or Chrome (Debian, Ubuntu: ' +
      'apt-get install chromium), or set CHROME_BIN to its path.',
  );
}

/** @param {string} path */
function runs(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Installs a Debian package where this process may. @param {string} name */
export function install(name) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const options = {
    stdio: /** @type {const} */ (['ignore', 'inherit', 'inherit']),
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  console.log(`installing ${name}`);
  execFileSync('apt-get', ['update', '-q'], options);
  const flags = ['install', '-q', '-y', '--no-install-recommends'];
  execFileSync('apt-get', [...flags, name], options);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!findBrowser()) install('chromium');
  const path = browser();
  const version = execFileSync(path, ['--version'], { encoding: 'utf8' });
  console.log(`${path}: ${version.trim()}`);
}
