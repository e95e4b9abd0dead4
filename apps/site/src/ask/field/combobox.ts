import { formatShort } from '@sipkadin/ui/format';
import { askEn } from '../words.en.ts';
import { askId } from '../words.id.ts';
import { type Settings, settingsOf } from './settings.ts';
import { type Suggested, suggester } from './suggest.ts';

/** How long nothing must change before a screen reader is told, in milliseconds. */
const quiet = 700;

/**
 * Makes the field a combobox (WAI-ARIA): the answer and what else fits appear as one types; arrows choose, Enter opens what is chosen or
 * sends the question, Escape closes. Texts are set as text, never as markup.
 */
export function answerAsTyped(form: HTMLFormElement, input: HTMLInputElement): void {
  const settings = settingsOf(form.dataset);
  if (settings !== undefined) combobox(form, input, settings);
}

function combobox(form: HTMLFormElement, input: HTMLInputElement, settings: Settings): void {
  const w = settings.language === 'en' ? askEn.ask : askId.ask;
  const suggest = suggester(settings, w);
  const list = document.createElement('ul');
  list.className = 'ask-answers';
  list.id = 'ask-answers';
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', w.label);
  const heard = document.createElement('p');
  heard.className = 'heard';
  heard.setAttribute('role', 'status');
  form.append(list, heard);
  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': list.id })) {
    input.setAttribute(name, value);
  }
  let shown: readonly Suggested[] = [];
  let chosen = -1;
  let speaking: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  function choose(at: number): void {
    chosen = at;
    for (const [one, option] of [...list.children].entries()) option.setAttribute('aria-selected', String(one === at));
    const option = list.children[at];
    if (option === undefined) input.removeAttribute('aria-activedescendant');
    else {
      input.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    }
  }

  function show(all: readonly Suggested[]): void {
    shown = all;
    list.replaceChildren(...all.map((one, at) => optionOf(one, at, settings)));
    list.hidden = all.length === 0;
    input.setAttribute('aria-expanded', String(all.length > 0));
    choose(-1);
    clearTimeout(speaking);
    speaking = setTimeout(() => {
      heard.textContent = all[0]?.text ?? '';
    }, quiet);
  }

  async function update(): Promise<void> {
    const turn = ++asked;
    const found = suggest(input.value);
    const all = found instanceof Promise ? await found : found;
    // An answer that comes late must not replace a newer one.
    if (turn === asked) show(document.activeElement === input ? all : []);
  }

  function follow(at: number): boolean {
    const href = shown[at]?.href;
    if (href === undefined) return false;
    location.assign(href);
    return true;
  }

  input.addEventListener('input', () => void update());
  input.addEventListener('focus', () => void update());
  input.addEventListener('blur', () => show([]));
  input.addEventListener('keydown', (event) => {
    const count = shown.length;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (count === 0) void update();
      else choose(event.key === 'ArrowDown' ? (chosen + 1) % count : (chosen <= 0 ? count : chosen) - 1);
      event.preventDefault();
    } else if (event.key === 'Escape' && count > 0) {
      show([]);
      event.preventDefault();
    } else if (event.key === 'Enter' && follow(chosen)) event.preventDefault();
  });
  // The field keeps the focus while an option is pressed.
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const option = event.target instanceof Element ? event.target.closest('li') : null;
    if (option !== null) follow([...list.children].indexOf(option));
  });
  input.setAttribute('aria-expanded', 'false');
  if (input.value !== input.defaultValue) void update();
}

function optionOf({ text, amount, under, isAnswer }: Suggested, at: number, { language }: Settings): HTMLLIElement {
  const option = document.createElement('li');
  option.id = `ask-answer-${at}`;
  option.setAttribute('role', 'option');
  if (isAnswer) option.className = 'answer';
  if (amount !== undefined && amount !== null) {
    const sum = document.createElement('b');
    sum.textContent = formatShort(amount, language);
    option.append(sum);
  }
  option.append(text);
  if (under !== '') {
    const line = document.createElement('span');
    line.className = 'under';
    line.textContent = under;
    option.append(line);
  }
  return option;
}
