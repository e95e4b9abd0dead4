import { Shield, SimulatedStrip } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useSearch } from '@tanstack/react-router';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { OwnAccount } from '../features/access/account/account.tsx';
import { useShownCodes } from '../features/access/account/recovery-codes.tsx';
import { accountWords } from '../features/access/account/words.ts';
import { SignInScreen } from '../features/access/sign-in/sign-in-screen.tsx';
import { type MenuPath, menuRights } from '../rights/rights.ts';
import { ownHeader, queryClient, trpc } from '../web/client.ts';
import { mainId } from '../web/focus.ts';
import { Heading } from '../web/heading.tsx';
import { useWords } from '../web/language.tsx';
import { LanguageSwitch } from '../web/language-switch.tsx';
import { PersonProvider, type SignedIn, usePerson } from '../web/person.tsx';
import { Disconnected, Failure, Skeleton } from '../web/states.tsx';
import { appWords } from './words.ts';

/** Key of each menu entry's words; order and rights of the menu are in the table of rights. */
const entryWords = {
  '/': 'home',
  '/pimpinan': 'leadership',
  '/prognosis': 'forecast',
  '/kendala': 'obstacles',
  '/pertanyaan': 'questions',
  '/rapat': 'meeting',
  '/unggah': 'uploads',
  '/pemetaan': 'mappings',
  '/verifikasi': 'queue',
  '/kalender': 'calendar',
  '/peringatan': 'alerts',
  '/kesehatan': 'health',
  '/indeks': 'index',
  '/kewajiban': 'duties',
  '/dokumen': 'documents',
  '/terbitan': 'editions',
  '/aturan': 'rules',
  '/pengaturan': 'settings',
  '/orang': 'people',
  '/log': 'log',
  '/akun': 'account',
} as const satisfies Record<MenuPath, string>;
const menu = Object.keys(menuRights) as MenuPath[];

/** Navigation, government and language around every screen; the sign-in page while nobody is signed in. */
export function Frame() {
  const me = useQuery(trpc.account.me.queryOptions());
  const search = useSearch({ strict: false });
  const { pathname } = useLocation();
  const before = useRef(false);
  const accountOnly = useRef(false);
  const codes = useShownCodes();
  if (me.data === undefined) {
    return (
      <main className="bare">{me.isError ? <Failure error={me.error} again={() => void me.refetch()} /> : <Skeleton rows={6} />}</main>
    );
  }
  const person = me.data;
  if (person === null || pathname === '/masuk')
    return <SignInScreen signedIn={person !== null} ended={person === null && before.current} />;
  before.current = true;
  // The page that shows recovery codes stays until the person has put them away.
  accountOnly.current = person.lacksSecondFactor || (accountOnly.current && codes !== null);
  if (accountOnly.current) return <AccountOnly person={person} />;
  const government = person.governments.find(({ code }) => code === search.pemda) ?? person.governments[0];
  if (government === undefined) return <NoRoles />;
  return (
    <PersonProvider value={{ person, government }}>
      <Layout person={person} government={government} />
    </PersonProvider>
  );
}

function Layout({ person, government }: { person: SignedIn; government: SignedIn['governments'][number] }) {
  const { w, language } = useWords(appWords);
  const { may } = usePerson();
  const { pathname } = useLocation();
  const [open, setOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const shown = useRef(pathname);
  useEffect(() => setOpen(false), [pathname]);
  // A layout effect, because it must run before the new screen moves the focus to its own next step (useNext).
  useLayoutEffect(() => {
    if (shown.current !== pathname) main.current?.focus({ preventScroll: true });
    shown.current = pathname;
  }, [pathname]);
  return (
    <div className="frame">
      <a
        className="skip"
        href={`#${mainId}`}
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {w.skip}
      </a>
      <header className="side">
        <div className="side-inner">
          <div className="brand">
            <Shield size={28} />
            <span>
              SIP KADIN <small>{w.desk}</small>
            </span>
            <button type="button" className="menu" aria-expanded={open} aria-controls="menu" onClick={() => setOpen(!open)}>
              {w.menu}
            </button>
          </div>
          <nav id="menu" className={open ? 'open' : undefined} aria-label={w.menu}>
            <ul>
              {menu
                .filter((to) => may(to))
                .map((to) => (
                  <li key={to}>
                    <Link to={to} activeOptions={{ exact: to === '/', includeSearch: false }}>
                      {w.nav[entryWords[to]]}
                    </Link>
                  </li>
                ))}
            </ul>
            <div className="side-foot">
              <GovernmentSwitch person={person} government={government} />
              <p className="who">{person.name}</p>
              <LanguageSwitch />
              <a href={`/p/${government.code}/`}>{w.publicSite}</a>
              <button type="button" onClick={() => void signOut()}>
                {w.signOut}
              </button>
            </div>
          </nav>
        </div>
      </header>
      <main id={mainId} ref={main} tabIndex={-1}>
        <Disconnected />
        {government.simulated && !pathname.startsWith('/pimpinan') && (
          <div className="of-government">
            <SimulatedStrip language={language}>{w.simulatedFiles}</SimulatedStrip>
          </div>
        )}
        <Outlet />
      </main>
    </div>
  );
}

/** Links and no <select>, which would navigate at every arrow key (WCAG 3.2.2). */
function GovernmentSwitch({ person, government }: { person: SignedIn; government: { code: string; name: string } }) {
  const { w } = useWords(appWords);
  const list = useRef<HTMLDetailsElement>(null);
  const shown = useRef(government.code);
  useLayoutEffect(() => {
    if (shown.current === government.code) return;
    shown.current = government.code;
    // The chosen link is hidden with the list and would lose the focus.
    if (list.current?.contains(document.activeElement)) list.current.querySelector('summary')?.focus();
    list.current?.removeAttribute('open');
  }, [government.code]);
  if (person.governments.length < 2) return <p className="who">{government.name}</p>;
  return (
    <details className="governments" ref={list}>
      <summary>
        <small>{w.government}</small> {government.name}
      </summary>
      <ul>
        {person.governments.map(({ code, name }) => (
          <li key={code}>
            <Link to="/" search={{ pemda: code }} aria-current={code === government.code ? 'true' : undefined}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Only the own account, until a second factor is set up. */
function AccountOnly({ person }: { person: SignedIn }) {
  const { w } = useWords(appWords);
  const { w: account } = useWords(accountWords);
  return (
    <main className="confined">
      <div className="brand">
        <Shield size={36} /> SIP KADIN
      </div>
      <section className="notice old">
        <h2>{account.secondFactor.missingTitle}</h2>
        <p>{account.secondFactor.missing}</p>
      </section>
      <OwnAccount person={person} />
      <p className="row">
        <button type="button" onClick={() => void signOut()}>
          {w.signOut}
        </button>
        <LanguageSwitch />
      </p>
    </main>
  );
}

function NoRoles() {
  const { w } = useWords(appWords);
  return (
    <main className="bare">
      <Heading>{w.home.nothing}</Heading>
      <p>{w.noRoleHere(Object.values(w.roles).join(', '))}</p>
      <button type="button" onClick={() => void signOut()}>
        {w.signOut}
      </button>
    </main>
  );
}

async function signOut(): Promise<void> {
  await fetch('/api/auth/sign-out', { method: 'POST', headers: { ...ownHeader, 'content-type': 'application/json' }, body: '{}' });
  queryClient.clear();
  location.assign('/kerja/masuk?keluar=ya');
}
