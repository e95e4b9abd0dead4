import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { trpc } from './client.ts';
import { useWords } from './language.tsx';
import { useSeat } from './person.tsx';
import { Failure } from './states.tsx';
import { applyTheme, chosenTheme, themes } from './theme.ts';

/** Password and appearance. */
export function AccountScreen() {
  const { w } = useWords();
  const { person } = useSeat();
  const [theme, setTheme] = useState(chosenTheme);
  const [short, setShort] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const save = useMutation(trpc.account.setPassword.mutationOptions({ onSuccess: () => form.current?.reset() }));
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const next = String(typed.get('next') ?? '');
    const current = String(typed.get('current') ?? '');
    setShort(next.length < 12);
    if (next.length >= 12) save.mutate({ next, ...(current === '' ? {} : { current }) });
  }
  return (
    <>
      <h1>{w.account.title}</h1>
      <p className="stamp">
        {person.name} · {person.email}
      </p>
      <section className="card">
        <h2>{w.account.password}</h2>
        <p>{w.account.passwordLead}</p>
        <form ref={form} onSubmit={submit} noValidate>
          <input type="hidden" autoComplete="username" value={person.email} readOnly />
          <label>
            {w.account.current}
            <input name="current" type="password" autoComplete="current-password" />
          </label>
          <label>
            {w.account.next}
            <input name="next" type="password" autoComplete="new-password" />
          </label>
          {short && (
            <p className="error" role="alert">
              {w.account.tooShort}
            </p>
          )}
          {save.isError && <Failure error={save.error} />}
          {save.isSuccess && (
            <p className="notice good" role="status">
              {w.account.saved}
            </p>
          )}
          <button type="submit" className="main" disabled={save.isPending}>
            {w.account.save}
          </button>
        </form>
      </section>
      <fieldset className="card">
        <legend>{w.theme}</legend>
        {themes.map((one) => (
          <label key={one} className="choice">
            <input
              type="radio"
              name="theme"
              checked={theme === one}
              onChange={() => {
                applyTheme(one);
                setTheme(one);
              }}
            />
            <span>{w.themes[one]}</span>
          </label>
        ))}
      </fieldset>
    </>
  );
}
