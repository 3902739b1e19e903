// @ts-check
// What the page itself tells of a failure, in English.

/** Where the engine's own English will not do: what the page itself made,
 * and what reads better beside the page's fields.
 * @type {Partial<import('../told.js').Told>} */
export const told = {
  'bad-plan': () => [
    'This file is not a plan: expected JSON with a version, files, roles and a purpose that Kindred knows.',
    'Choose a plan.json that Kindred saved.',
  ],
  'no-engine': () => [
    'The engine could not be started in this browser.',
    'Kindred needs WebAssembly with SIMD: Chrome 91, Firefox 89, Safari 16.4 or newer.',
  ],
  'no-purpose': () => [
    'Nothing was computed: there is no purpose yet.',
    'Choose below why you look at these customers.',
  ],
  'a-folder': () => [
    'A folder was dropped, not a file.',
    'Open the folder and drop the files in it.',
  ],
  unexpected: () => [
    'Something in this page went wrong that should not have.',
    'Your file is unchanged. Reload the page and try again.',
  ],
};
