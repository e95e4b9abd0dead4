/**
 * The filter of the glossary takes effect as one types: terms without the text are hidden, and the line beneath says how many are left.
 * It looks at what is printed; the form, which works without script, knows the meanings in the other language too.
 */
export function filterTerms(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-terms]');
  const input = form?.querySelector<HTMLInputElement>('input[type=search]');
  const said = document.querySelector<HTMLElement>('[data-shown]');
  const terms = [...document.querySelectorAll<HTMLElement>('.terms > div')];
  input?.addEventListener('input', () => {
    const wanted = input.value.trim().toLocaleLowerCase('id');
    for (const term of terms) term.hidden = !term.textContent.toLocaleLowerCase('id').includes(wanted);
    if (said === null) return;
    const count = terms.filter((term) => !term.hidden).length;
    const { shown = '', none = '' } = said.dataset;
    said.textContent =
      wanted === '' ? '' : count === 0 ? none.replace('{text}', () => input.value) : shown.replace('{count}', String(count));
  });
}
