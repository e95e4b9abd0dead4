import { Shield } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { ownHeader, queryClient, trpc } from '../client.ts';
import { useWords } from '../language.tsx';
import { LanguageSwitch } from '../language-switch.tsx';
import { SignInCode } from './sign-in-code.tsx';

type Trouble = 'wrong' | 'tooMany' | 'linkUsed' | 'disabled' | 'offline' | 'serviceNoRole' | 'serviceFailed' | 'serviceForeign';

/** Why the sign-in service's door of return sent the browser here. */
const refusals: Record<string, Trouble> = {
  'no-role': 'serviceNoRole',
  'not-from-here': 'serviceForeign',
  'sign-in-service': 'serviceFailed',
};

/** A one-time link brings its token behind the #; without one, e-mail and password. Either may be followed by a code. */
export function SignInScreen({ signedIn = false, ended = false }: { signedIn?: boolean; ended?: boolean }) {
  const { w } = useWords();
  const navigate = useNavigate();
  const [trouble, setTrouble] = useState<Trouble | undefined>(() => refusals[new URLSearchParams(location.search).get('ditolak') ?? '']);
  const ways = useQuery(trpc.account.waysIn.queryOptions());
  const [busy, setBusy] = useState(false);
  const token = useRef(location.hash.slice(1));
  const [byLink, setByLink] = useState(token.current !== '');
  const [codeWanted, setCodeWanted] = useState(false);

  async function entered() {
    await queryClient.resetQueries(trpc.account.me.queryFilter());
    if (location.pathname.endsWith('/masuk')) await navigate({ to: '/' });
  }

  async function enter(answer: Promise<Response>, refused: Trouble) {
    setBusy(true);
    try {
      const given = await answer;
      const { twoFactorRedirect, code } = (await given.json().catch(() => ({}))) as { twoFactorRedirect?: boolean; code?: string };
      if (twoFactorRedirect) setCodeWanted(true);
      else if (given.ok) await entered();
      else setTrouble(given.status === 429 ? 'tooMany' : code === 'disabled' ? 'disabled' : refused);
    } catch {
      setTrouble('offline');
    }
    setBusy(false);
    setByLink(false);
  }

  useEffect(() => {
    const link = token.current;
    if (link === '') {
      if (signedIn) void navigate({ to: '/' });
      return;
    }
    // A token works once: forget it before anything else, so that a reload or a second run does not try it again.
    token.current = '';
    history.replaceState(null, '', '/kerja/masuk');
    void enter(fetch(`/api/auth/magic-link/verify?token=${encodeURIComponent(link)}`, { headers: ownHeader }), 'linkUsed');
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = JSON.stringify({ email: form.get('email'), password: form.get('password') });
    setTrouble(undefined);
    void enter(
      fetch('/api/auth/sign-in/email', { method: 'POST', headers: { ...ownHeader, 'content-type': 'application/json' }, body }),
      'wrong',
    );
  }

  return (
    <main className="bare sign-in">
      <div className="brand">
        <Shield size={36} /> SIP KADIN
      </div>
      {codeWanted ? <SignInCode onEntered={entered} onBack={() => setCodeWanted(false)} /> : first()}
      <p className="row">
        <a href="/">{w.publicSite}</a> <LanguageSwitch />
      </p>
    </main>
  );

  function first() {
    return (
      <>
        <h1>{w.signIn.title}</h1>
        <p>{w.signIn.lead}</p>
        {byLink && <p role="status">{w.signIn.byLink}</p>}
        {ended && trouble === undefined && <p className="notice">{w.signIn.ended}</p>}
        {trouble !== undefined && (
          <div className="notice bad" role="alert">
            <p>{trouble === 'offline' ? w.offline : w.signIn[trouble]}</p>
          </div>
        )}
        <form onSubmit={submit}>
          <label>
            {w.signIn.email}
            <input name="email" type="email" autoComplete="username" required />
          </label>
          <label>
            {w.signIn.password}
            <input name="password" type="password" autoComplete="current-password" required />
          </label>
          <button type="submit" className="main" disabled={busy}>
            {busy ? w.signIn.busy : w.signIn.submit}
          </button>
        </form>
        {ways.data?.service && (
          <p>
            <a href="/api/oidc/mulai" className="button">
              {w.signIn.service}
            </a>
          </p>
        )}
        <p className="small">{w.signIn.noPassword}</p>
      </>
    );
  }
}
