// Cells of a file become text that shows all there is.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { visible } from '../../../www/cells.js';

test('what shows nothing is shown', () => {
  assert.equal(visible('a\tb\nc\u0000'), 'a␉b␊c␀');
  assert.equal(visible('\u001b[31m\u007f'), '␛[31m␡');
  assert.equal(visible('\u202eexe\u200b\ufeff\u0085'), '⟨202E⟩exe⟨200B⟩⟨FEFF⟩⟨0085⟩');
});

test('letters of every script stay as they are', () => {
  for (const text of ['Žofia', 'עברית', '日本語', '1.234,56 €', '👍🏽', 'a\u00a0b']) {
    assert.equal(visible(text), text);
  }
});
