// The whole path by hand: load, permit, run, take away, forget.
import { Kindred } from './kindred.mjs';

const exports = ['export-labels', 'export-plan', 'export-report'];

/**
 * @param {{page: import('playwright-core').Page,
 *   frame: import('playwright-core').Frame, said: string[]}} opened
 * @param {string} file
 */
export async function everything({ page, frame, said }, file) {
  const kindred = new Kindred(page, frame, said);
  await kindred.load(file);
  await kindred.run();
  const taken = [];
  for (const id of exports) taken.push(await kindred.download(id));
  await kindred.at('forget-button').click();
  await kindred.reaches('ready');
  return taken;
}
