/** The small part that every page loads: the rest comes when the field gets the focus. Old browsers keep the plain form. */
const form = document.querySelector<HTMLFormElement>('form.ask');
const input = form?.querySelector<HTMLInputElement>('input[type="search"]');
if (form && input && form.dataset.index !== undefined && 'groupBy' in Map) {
  const load = () => void import('./combobox.ts').then(({ answerAsTyped }) => answerAsTyped(form, input));
  if (document.activeElement === input) load();
  else input.addEventListener('focus', load, { once: true });
}
