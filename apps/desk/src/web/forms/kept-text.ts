import type { ChangeEvent } from 'react';

/**
 * Keeps what is typed into a field until it was sent, for the tab: a session that expires meanwhile replaces the screen by the sign-in
 * page, and the field is there anew afterwards. @param key names the field on its page
 */
export function keptText(key: string): {
  props: { defaultValue: string; onChange: (event: ChangeEvent<HTMLTextAreaElement | HTMLInputElement>) => void };
  forget: () => void;
} {
  const name = `ketikan ${location.pathname} ${key}`;
  return {
    props: {
      defaultValue: sessionStorage.getItem(name) ?? '',
      onChange: ({ target: { value } }) => sessionStorage.setItem(name, value),
    },
    forget: () => sessionStorage.removeItem(name),
  };
}
