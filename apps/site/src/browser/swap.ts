import { formTarget } from './copy.ts';

/**
 * Forms marked `data-swap` take effect when a choice is made, without a reload: the page of the new address is fetched and takes the
 * place of this one, with its title, the link to the other language and an entry in the history. Where it cannot be fetched, the
 * browser goes there.
 */
export function swapForms(afterwards: () => void): void {
  let latest = 0;
  document.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLSelectElement) || target.form?.dataset['swap'] === undefined) return;
    const address = addressOf(target.form, target);
    history.pushState(null, '', address);
    void show(address, target.name);
  });
  // Also fires for jumps within the page, which swap nothing.
  let shown = location.pathname + location.search;
  addEventListener('popstate', () => {
    if (location.pathname + location.search !== shown && document.querySelector('form[data-swap]') !== null) void show(location.href);
  });

  async function show(address: string, focused?: string): Promise<void> {
    const turn = ++latest;
    document.querySelector('main')?.setAttribute('aria-busy', 'true');
    try {
      const response = await fetch(address);
      const next = new DOMParser().parseFromString(await response.text(), 'text/html');
      if (turn !== latest) return;
      const [now, then] = [document.querySelector('main'), next.querySelector('main')];
      if (!response.ok || now === null || then === null) throw new Error(String(response.status));
      document.title = next.title;
      // The header stays: its field may hold what is being typed.
      const language = next.querySelector('a.language')?.getAttribute('href');
      if (typeof language === 'string') document.querySelector('a.language')?.setAttribute('href', language);
      now.replaceWith(then);
      shown = location.pathname + location.search;
      if (focused !== undefined) document.querySelector<HTMLElement>(`[name="${focused}"]`)?.focus({ preventScroll: true });
      afterwards();
    } catch {
      if (turn === latest) location.assign(address);
    }
  }
}

/** @param chosen where its option is marked `data-alone`, the form's other choices do not apply to it */
function addressOf(form: HTMLFormElement, chosen: HTMLSelectElement): string {
  const alone = chosen.selectedOptions[0]?.dataset['alone'] !== undefined;
  const kept = [...new FormData(form)].filter(
    ([name, value]) =>
      value !== '' && (!alone || name === chosen.name || form.querySelector(`input[type=hidden][name="${name}"]`) !== null),
  );
  const target = new URL(form.action);
  target.search = kept.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&');
  return formTarget(target);
}
