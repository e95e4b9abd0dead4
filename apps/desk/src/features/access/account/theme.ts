import { remember, remembered } from '../../../web/language.tsx';

export type Theme = 'system' | 'light' | 'dark';
export const themes: readonly Theme[] = ['system', 'light', 'dark'];
const key = 'sipkadin-tampilan';

export function chosenTheme(): Theme {
  return themes.find((theme) => theme === remembered(key)) ?? 'system';
}

/** `system` unless the person chose one. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  remember(key, theme);
}
