// @ts-check
// The first records of a file, while all the others are still being read.

import { $, slot } from '../dom.js';
import { headRow, recordRow } from '../cells.js';
import { onChange } from '../state.js';
import { name } from '../told.js';

/** @typedef {import('../state.js').State} State */

export function createPreview() {
  const element = slot(document, 'preview');
  const draw = onChange(
    (s) => [s.preview, s.text],
    ({ preview, text, format }) => {
      element.hidden = preview === null;
      if (!preview) return;
      const { file, rows } = preview;
      const { columns, cells, n_columns } = rows;
      const t = text.rows;
      const title = t.first(format.count(cells.length), text.quoted(name(file)));
      const isCut = n_columns > columns.length;
      const more = isCut ? t.cut(format.count(columns.length), format.count(n_columns)) : '';
      slot(element, 'preview-title').textContent = title;
      slot(element, 'preview-note').textContent = more;
      const numbered = cells.map((record, at) => recordRow(record, format.count(at + 1)));
      $('thead', element).replaceChildren(headRow(columns, t.record));
      $('tbody', element).replaceChildren(...numbered);
    },
  );
  return { element, /** @param {State} state */ update: draw };
}
