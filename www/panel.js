// @ts-check
// A panel that shows a chart or, at a press, its table.

import { $, stamp } from './dom.js';

/** @param {import('./state.js').ChartName | 'overlaps'} name */
export function panel(name) {
  const element = stamp('t-chart');
  element.classList.add(`of-${name}`);
  $('.plot', element).dataset.testid = `chart-${name}`;
  const table = $('.scroll', element);
  $('table', element).dataset.testid = `table-${name}`;
  const button = $('button', element);
  button.addEventListener('click', () => {
    table.hidden = !table.hidden;
    $('.plot', element).hidden = !table.hidden;
    button.setAttribute('aria-expanded', String(!table.hidden));
    label(button, element, Boolean(table.hidden));
  });
  return element;
}

/** @param {HTMLElement} button @param {HTMLElement} panel
 * @param {boolean} isChart whether the chart is in sight */
export function label(button, panel, isChart) {
  const word = button.dataset[isChart ? 'show' : 'hide'] ?? '';
  button.textContent = word;
  button.setAttribute('aria-label', `${word}: ${$('h3', panel).textContent}`);
}
