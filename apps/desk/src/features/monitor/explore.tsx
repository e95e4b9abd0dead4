import { Chart } from '@sipkadin/ui';
import type { BudgetBars } from '@sipkadin/ui/explore';
import type { ComponentProps, ReactNode } from 'react';
import { Component, lazy, Suspense, useSyncExternalStore } from 'react';
import { useWords } from '../../web/language.tsx';
import { monitorWords } from './words.ts';

// recharts is as large as everything else together, so it is a chunk of its own, loaded only for exploring.
const Bars = lazy(async () => ({ default: (await import('@sipkadin/ui/explore')).BudgetBars }));

interface LazyBarsProps extends ComponentProps<typeof BudgetBars> {
  /** Shown on a narrow screen, and where the explorable chart cannot be loaded. */
  instead: ReactNode;
}

export function LazyBars({ instead, ...props }: LazyBarsProps) {
  return (
    <Drawn title={props.title} id={props.id} instead={instead}>
      <Bars {...props} />
    </Drawn>
  );
}

interface DrawnProps {
  id: string;
  title: string;
  instead: ReactNode;
  children: ReactNode;
}

function Drawn({ id, title, instead, children }: DrawnProps) {
  const { w } = useWords(monitorWords);
  const wide = useWide();
  // A phone has too little room to explore, so it does not load the chunk.
  if (!wide) {
    return (
      <Chart id={id} title={title}>
        {instead}
      </Chart>
    );
  }
  return (
    <Fallen
      fallback={
        <Chart id={id} title={title}>
          {instead}
        </Chart>
      }
    >
      <Suspense
        fallback={
          <Chart id={id} title={title}>
            <p className="drawing small" role="status">
              {w.leadership.drawing}
            </p>
          </Chart>
        }
      >
        {children}
      </Suspense>
    </Fallen>
  );
}

const wideEnough = matchMedia('(min-width: 640px)');

function useWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      wideEnough.addEventListener('change', changed);
      return () => wideEnough.removeEventListener('change', changed);
    },
    () => wideEnough.matches,
  );
}

/** Keeps the page working when the chunk of a chart cannot be loaded. */
class Fallen extends Component<{ fallback: ReactNode; children: ReactNode }, { fallen: boolean }> {
  override state = { fallen: false };
  static getDerivedStateFromError() {
    return { fallen: true };
  }
  override render() {
    return this.state.fallen ? this.props.fallback : this.props.children;
  }
}
