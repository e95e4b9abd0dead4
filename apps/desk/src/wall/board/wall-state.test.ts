import { describe, expect, it } from 'vitest';
import type { WallAnswer } from '../wall-routes.ts';
import { keepState, keptState, nextState, type WallState } from './wall-state.ts';

const answer: WallAnswer = { version: 'v1', figures: null };
const at = '2026-11-29T02:42:00.000Z';
const later = '2026-11-29T03:00:00.000Z';
const shown: WallState = { phase: 'shown', answer, receivedAt: at, isOffline: false };

describe('a wallboard', () => {
  it('goes on from its last figures while the server is not reached, and recovers', () => {
    const offline = nextState(shown, { kind: 'unreached' }, later);
    expect(offline).toEqual({ ...shown, isOffline: true });
    expect(nextState(offline, { kind: 'figures', answer }, later)).toEqual({ ...shown, receivedAt: later });
  });

  it('clears its figures when its link is withdrawn, and tells that from a screen that never had one', () => {
    const withdrawn = nextState(shown, { kind: 'no-link' }, later);
    expect(withdrawn).toEqual({ phase: 'withdrawn' });
    expect(nextState(withdrawn, { kind: 'no-link' }, later)).toEqual({ phase: 'withdrawn' });
    expect(nextState({ phase: 'starting' }, { kind: 'no-link' }, at)).toEqual({ phase: 'unopened' });
    expect(nextState({ phase: 'starting' }, { kind: 'unreached' }, at)).toEqual({ phase: 'unreached' });
  });

  it('keeps what it shows over a restart, and nothing of a withdrawn link', () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    };
    expect(keptState(storage)).toEqual({ phase: 'starting' });
    keepState(storage, { ...shown, isOffline: true });
    expect(keptState(storage)).toEqual(shown);
    keepState(storage, { phase: 'unreached' });
    expect(keptState(storage)).toEqual(shown);
    keepState(storage, { phase: 'withdrawn' });
    expect([keptState(storage), kept.size]).toEqual([{ phase: 'starting' }, 0]);
    kept.set('sipkadin-layar', '{broken');
    expect(keptState(storage)).toEqual({ phase: 'starting' });
  });
});
