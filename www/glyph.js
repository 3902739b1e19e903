// @ts-check
// A shape for each segment, the same as on the charts, so that colour is
// never the only sign.

const SVG = 'http://www.w3.org/2000/svg';

/** How many colours segments have; shapes repeat with them. */
export const N_PAINTS = 10;

const SHAPES = [
  'M6 1a5 5 0 1 0 0 10a5 5 0 1 0 0-10Z',
  'M1.4 1.4h9.2v9.2H1.4Z',
  'M6 .8l5.4 10H.6Z',
  'M6 .2L11.8 6L6 11.8L.2 6Z',
  'M2.6 1L6 4.4L9.4 1L11 2.6L7.6 6L11 9.4L9.4 11L6 7.6L2.6 11L1 9.4L4.4 6L1 2.6Z',
  'M4.4 .6h3.2v3.8h3.8v3.2H7.6v3.8H4.4V7.6H.6V4.4h3.8Z',
  'M6 11.2L.6 1.2h10.8Z',
  'M6 .8a5.2 5.2 0 1 0 0 10.4a5.2 5.2 0 1 0 0-10.4Zm0 2.4a2.8 2.8 0 1 1 0 5.6a2.8 2.8 0 1 1 0-5.6Z',
  'M1 1h10v10H1ZM3.4 3.4v5.2h5.2V3.4Z',
  'M.4 6L3.2 1.2h5.6L11.6 6L8.8 10.8H3.2Z',
];

/** @param {number} place of the segment, from 0 */
export function glyph(place) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 12 12');
  svg.setAttribute('class', 'glyph');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', SHAPES[place % N_PAINTS] ?? '');
  path.setAttribute('fill-rule', 'evenodd');
  svg.append(path);
  return svg;
}
