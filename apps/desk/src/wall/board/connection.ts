import type { WallAnswer } from '../wall-routes.ts';

/** What asking for figures led to. */
export type Outcome = { kind: 'figures'; answer: WallAnswer } | { kind: 'no-link' } | { kind: 'unreached' };

const ownHeader = { 'x-sipkadin': '1' };

/** Hands over the token in the address, if there is one, and takes it out of the address. @returns whether a link was opened */
export async function openLink(): Promise<boolean> {
  const token = location.hash.slice(1);
  if (token === '') return false;
  const answer = await fetch('/layar/buka', {
    method: 'POST',
    headers: { ...ownHeader, 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  }).catch(() => null);
  // Where the server was not reached, the token is tried again by the next load of the page.
  if (answer === null || answer.status >= 500) return false;
  history.replaceState(null, '', location.pathname + location.search);
  return answer.ok;
}

export async function ask(): Promise<Outcome> {
  try {
    const answer = await fetch('/layar/angka', { headers: ownHeader });
    if (answer.status === 401) return { kind: 'no-link' };
    if (!answer.ok) return { kind: 'unreached' };
    return { kind: 'figures', answer: (await answer.json()) as WallAnswer };
  } catch {
    return { kind: 'unreached' };
  }
}
