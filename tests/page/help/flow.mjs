// The whole path by hand: load, permit, run, take away, forget.
import { readFileSync } from 'node:fs';

import { byId, state } from './page.mjs';

/**
 * @param {import('playwright-core').Frame} frame
 * @param {string} file
 */
export async function load(frame, file) {
  await byId(frame, 'file-input').setInputFiles(file);
  await byId(frame, 'column-table').waitFor({ timeout: 60_000 });
}

/** States a purpose and a basis, as a run asks for.
 * @param {import('playwright-core').Frame} frame */
export async function permit(frame) {
  await byId(frame, 'purpose-select').selectOption('analytics');
  const basis = byId(frame, 'basis-select');
  if (await basis.count()) await basis.selectOption('legitimate-interests');
}

/** @param {import('playwright-core').Frame} frame */
export async function run(frame) {
  await byId(frame, 'run-button').click();
  await state(frame, 'done');
}

/**
 * Presses an export and gives the file's bytes.
 * @param {import('playwright-core').Page} page
 * @param {import('playwright-core').Frame} frame
 * @param {string} id
 */
export async function takeAway(page, frame, id) {
  const waiting = page.waitForEvent('download', { timeout: 60_000 });
  await byId(frame, id).click();
  const download = await waiting;
  const path = await download.path();
  return { name: download.suggestedFilename(), bytes: readFileSync(path) };
}

export const exports = ['export-labels', 'export-plan', 'export-report'];

/**
 * All of it.
 * @param {import('playwright-core').Page} page
 * @param {import('playwright-core').Frame} frame
 * @param {string} file
 */
export async function everything(page, frame, file) {
  await load(frame, file);
  await permit(frame);
  await run(frame);
  const taken = [];
  for (const id of exports) taken.push(await takeAway(page, frame, id));
  await byId(frame, 'forget-button').click();
  await state(frame, 'ready');
  return taken;
}
