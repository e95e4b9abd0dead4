import { isCopy } from '../../browser/copy.ts';

/** The small part that every page loads: the rest comes when the field gets the focus. Old browsers keep the plain form. */
const form = document.querySelector<HTMLFormElement>('form.ask');
const input = form?.querySelector<HTMLInputElement>('input[type="search"]');
if (form && input && form.dataset.index !== undefined && 'groupBy' in Map) {
  const load = () => void import('./combobox.ts').then(({ answerAsTyped }) => answerAsTyped(form, input));
  const asked = isCopy && input.value === '' ? new URLSearchParams(location.search).get('cari') : null;
  if (asked !== null) {
    // No server has answered the question of the address.
    input.value = asked;
    input.focus();
    load();
  } else if (document.activeElement === input) load();
  else input.addEventListener('focus', load, { once: true });
}
