import { Shield } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { ownHeader, queryClient, trpc } from '../../../web/client.ts';
import { Heading } from '../../../web/heading.tsx';
import { useWords } from '../../../web/language.tsx';
import { LanguageSwitch } from '../../../web/language-switch.tsx';
import { SignInCode } from './sign-in-code.tsx';
import './sign-in.css';
import { signInWords } from './words.ts';

type Trouble = 'wrong' | 'tooMany' | 'linkUsed' | 'disabled' | 'offline';

/** Prefix of the token of a mailed link, which a button confirms, because mail servers open the links that they deliver. */
const byHand = /^surel-/;

/** Signs in by the one-time token behind the #, or by e-mail and password. Both may be followed by a code. */
export function SignInScreen({ signedIn = false, ended = false }: { signedIn?: boolean; ended?: boolean }) {
  const { w } = useWords(signInWords);
  const navigate = useNavigate();
  const { ditolak: reason, keluar: left } = useSearch({ strict: false });
  const [trouble, setTrouble] = useState<Trouble>();
  // The refusal by the sign-in service is shown until the person tries something else.
  const [tried, setTried] = useState(false);
  const ways = useQuery(trpc.account.waysIn.queryOptions());
  const [busy, setBusy] = useState(false);
  const token = useRef(location.hash.slice(1).replace(byHand, ''));
  const [mailed, setMailed] = useState(byHand.test(location.hash.slice(1)));
  const [byLink, setByLink] = useState(token.current !== '' && !mailed);
  const [codeWanted, setCodeWanted] = useState(false);

  async function entered() {
    await queryClient.resetQueries(trpc.account.me.queryFilter());
    if (location.pathname.endsWith('/masuk')) await navigate({ to: '/' });
  }

  async function enter(answer: Promise<Response>, refused: Trouble) {
    setBusy(true);
    setTried(true);
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

  function enterByLink() {
    const link = token.current;
    // A token works once: remove it from the address first, so that a reload or a second run does not use it again.
    token.current = '';
    history.replaceState(null, '', '/kerja/masuk');
    // A refused link redirects to a page, whose status 200 must not be taken for success.
    const ask = { headers: ownHeader, redirect: 'manual' } as const;
    void enter(fetch(`/api/auth/magic-link/verify?token=${encodeURIComponent(link)}`, ask), 'linkUsed');
  }

  useEffect(() => {
    if (mailed) return;
    if (token.current !== '') enterByLink();
    else if (signedIn) void navigate({ to: '/' });
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
    const { refused, wrong, tooMany, linkUsed } = w.signIn;
    const troubles: Record<Trouble, string> = { wrong, tooMany, linkUsed, offline: w.offline, disabled: refused.disabled };
    const refusal = tried ? undefined : Object.entries(refused).find(([name]) => name === reason)?.[1];
    const problem = trouble === undefined ? refusal : troubles[trouble];
    if (mailed)
      return (
        <>
          <Heading>{w.signIn.title}</Heading>
          <p>{w.signIn.mailed}</p>
          <button
            type="button"
            className="main"
            onClick={() => {
              setMailed(false);
              setByLink(true);
              enterByLink();
            }}
          >
            {w.signIn.submit}
          </button>
        </>
      );
    return (
      <>
        <Heading>{w.signIn.title}</Heading>
        <p>{w.signIn.lead}</p>
        {byLink && <p role="status">{w.signIn.byLink}</p>}
        {ended && !tried && <p className="notice">{w.signIn.ended}</p>}
        {left !== undefined && !tried && (
          <div className="notice" role="status">
            <p>{w.signIn.left}</p>
            {ways.data?.service && (
              <p>
                {w.signIn.leftService} <a href="/api/oidc/keluar">{w.signIn.leaveService}</a>
              </p>
            )}
          </div>
        )}
        {problem !== undefined && (
          <div className="notice bad" role="alert">
            <p>{problem}</p>
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
        <p className="small">{w.signIn.noPassword}</p>
        {ways.data?.service && (
          <>
            <p className="or">{w.signIn.or}</p>
            <a href="/api/oidc/mulai" className="button">
              {w.signIn.service}
            </a>
          </>
        )}
      </>
    );
  }
}
