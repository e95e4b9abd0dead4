import type { IsoInstant } from '@sipkadin/budget';
import type { WallAnswer } from '../wall-routes.ts';
import type { Outcome } from './connection.ts';

/** What a screen shows; `unopened`: it never had a link, `withdrawn`: its link does not work any more. */
export type WallState =
  | { phase: 'starting' | 'unopened' | 'withdrawn' | 'unreached' }
  | { phase: 'shown'; answer: WallAnswer; receivedAt: IsoInstant; isOffline: boolean };

/** The state after an answer: without a network the last figures stay, a withdrawn link clears them. */
export function nextState(before: WallState, outcome: Outcome, at: IsoInstant): WallState {
  if (outcome.kind === 'figures') return { phase: 'shown', answer: outcome.answer, receivedAt: at, isOffline: false };
  if (outcome.kind === 'unreached') return before.phase === 'shown' ? { ...before, isOffline: true } : { phase: 'unreached' };
  return { phase: before.phase === 'shown' || before.phase === 'withdrawn' ? 'withdrawn' : 'unopened' };
}

const key = 'sipkadin-layar';

/** The last figures that this screen received; a starting state where there are none, or storage is forbidden. */
export function keptState(storage: Pick<Storage, 'getItem'>): WallState {
  try {
    const kept = JSON.parse(storage.getItem(key) ?? 'null') as { answer: WallAnswer; receivedAt: IsoInstant } | null;
    return kept === null ? { phase: 'starting' } : { phase: 'shown', ...kept, isOffline: false };
  } catch {
    return { phase: 'starting' };
  }
}

/** Keeps the figures that are shown; forgets them where a link is needed anew. */
export function keepState(storage: Pick<Storage, 'setItem' | 'removeItem'>, state: WallState): void {
  try {
    if (state.phase === 'shown') storage.setItem(key, JSON.stringify({ answer: state.answer, receivedAt: state.receivedAt }));
    else if (state.phase === 'withdrawn' || state.phase === 'unopened') storage.removeItem(key);
  } catch {
    // Without storage, the figures last until the page is closed.
  }
}
