import type { Language, Sen } from '@sipkadin/budget';
import { fraction } from '../charts/pixels.ts';
import { formatShort } from '../format.ts';
import type { ChartFile, ChartHead, PictureRow } from './chart-file.tsx';

interface PlacedStep {
  name: string;
  note?: string | undefined;
  amount: Sen;
  kind: 'level' | 'change';
  /** Where its bar begins and how long it is. */
  from: Sen;
  size: Sen;
}

interface StepsGiven {
  steps: readonly PlacedStep[];
  /** The amounts at the left and right end of the bars. Where the left is not zero, levels are marks without a length. */
  start: Sen;
  end: Sen;
  language: Language;
}

/** The steps of a waterfall as a picture and a table; the table has the level that each step leads to. */
export function stepsFile(head: ChartHead, { steps, start, end, language }: StepsGiven): ChartFile {
  const at = (amount: Sen) => fraction(amount - start, end - start);
  const barOf = ({ kind, amount, from, size }: PlacedStep): PictureRow['bar'] => {
    if (kind === 'level') {
      const to = at(amount);
      return [{ kind: 'fill', from: start === 0n ? 0 : Math.max(0, to - 0.006), to }];
    }
    return [{ kind: amount < 0n ? 'fall' : 'rise', from: at(from), to: at(from + size) }];
  };
  const levels = steps.reduce<Sen[]>((all, { kind, amount }) => [...all, kind === 'level' ? amount : (all.at(-1) ?? 0n) + amount], []);
  return {
    ...head,
    picture: {
      kind: 'rows',
      key: [],
      rows: steps.map((step) => ({
        name: step.name,
        value: `${step.kind === 'change' && step.amount > 0n ? '+' : ''}${formatShort(step.amount, language)}`,
        detail: step.note ?? '',
        bar: barOf(step),
      })),
    },
    table: {
      columns: ['nama', 'langkah', 'jumlah', 'menjadi'],
      rows: steps.map(({ name, kind, amount }, index) => [name, kind === 'level' ? 'keadaan' : 'perubahan', amount, levels[index] ?? null]),
    },
  };
}
