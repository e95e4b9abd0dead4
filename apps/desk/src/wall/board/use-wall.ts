import { useEffect, useState } from 'react';
import { ask, openLink } from './connection.ts';
import { keepState, keptState, nextState, type WallState } from './wall-state.ts';

/** Milliseconds until the next question: after an answer, and after none. */
const pause = { answered: 60_000, unanswered: 15_000 };

/** The figures of this screen, asked for once a minute for as long as the page is open. */
export function useWall(): WallState {
  const [state, setState] = useState<WallState>(() => keptState(localStorage));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    async function round(): Promise<void> {
      const outcome = await ask();
      if (ended) return;
      setState((before) => {
        const next = nextState(before, outcome, new Date().toISOString());
        keepState(localStorage, next);
        return next;
      });
      if (outcome.kind === 'figures') loadNewRelease(outcome.answer.version);
      timer = setTimeout(() => void round(), outcome.kind === 'figures' ? pause.answered : pause.unanswered);
    }
    // A new link may have other cameras, which the policy of the page has to name.
    void openLink().then((opened) => (opened ? location.reload() : round()));
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, []);
  return state;
}

const reloaded = 'sipkadin-layar-versi';

/** Loads the page anew where the server has another one, once for each version. */
function loadNewRelease(version: string): void {
  const own = document.documentElement.dataset['version'] ?? '';
  if (own === '' || own === version || sessionStorage.getItem(reloaded) === version) return;
  sessionStorage.setItem(reloaded, version);
  location.reload();
}
