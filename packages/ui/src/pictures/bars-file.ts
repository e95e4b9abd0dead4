import type { Language, Sen } from '@sipkadin/budget';
import { fraction } from '../charts/pixels.ts';
import { dash, formatRatio, formatShort } from '../format.ts';
import { words } from '../words/words.ts';
import type { ChartFile, ChartHead, PictureKey, PictureRow } from './chart-file.tsx';

interface Amounts {
  /** Code or slug of what the row is of. */
  key: string;
  name: string;
  budget: Sen | null;
  realization: Sen | null;
  plan: Sen | null;
}

interface BarsGiven {
  rows: readonly Amounts[];
  language: Language;
  scale: 'share' | 'absolute';
  only?: { side: 'budget' | 'realization'; whole: Sen | null } | undefined;
}

/** A list of bullet bars as a picture and a table: the same rows, lengths and words as the list on the page. */
export function barsFile(head: ChartHead, { rows, language, scale, only }: BarsGiven): ChartFile {
  const w = words(language);
  const largest = rows.flatMap(({ budget, realization }) => [budget ?? 0n, realization ?? 0n]).reduce((a, b) => (b > a ? b : a), 0n);
  const isOver = ({ budget, realization }: Amounts) => (realization ?? 0n) > (budget ?? 0n);
  const room = scale === 'share' && only === undefined && rows.some(isOver) ? 1 / 1.1 : 1;
  const drawn = rows.map((row): PictureRow => {
    const whole = scale === 'absolute' ? largest : row.budget;
    const at = (amount: Sen | null) => Math.min(fraction(amount, whole), 1.1) * room;
    if (only !== undefined) {
      const amount = row[only.side];
      const detail = only.whole === null ? '' : formatRatio(amount, only.whole, language);
      return {
        name: row.name,
        value: short(amount, language),
        detail,
        bar: [{ kind: only.side === 'budget' ? 'track' : 'fill', from: 0, to: at(amount) }],
      };
    }
    const { budget, realization, plan } = row;
    const [track, fill] = [at(budget), at(realization)];
    const tick = plan === null ? undefined : at(plan);
    if (realization === null)
      return {
        name: row.name,
        value: dash,
        detail: `${w.notReported}, ${w.kinds.budget} ${short(budget, language)}`,
        bar: [{ kind: 'silent', from: 0, to: track }],
        tick,
      };
    return {
      name: row.name,
      value: short(realization, language),
      detail:
        budget === null || budget === 0n
          ? w.zeroBudget
          : `${formatRatio(realization, budget, language)} ${w.of} ${short(budget, language)}`,
      bar: [
        { kind: 'track', from: 0, to: track },
        { kind: 'fill', from: 0, to: Math.min(fill, track) },
        ...(fill > track ? [{ kind: 'over' as const, from: track, to: fill }] : []),
      ],
      tick,
    };
  });
  const key: PictureKey[] =
    only === undefined
      ? [
          { kind: 'fill', text: w.paid },
          { kind: 'track', text: w.budget },
          ...(drawn.some(({ tick }) => tick !== undefined) ? [{ kind: 'tick' as const, text: w.planToDate }] : []),
          ...(rows.some(({ realization }) => realization === null) ? [{ kind: 'silent' as const, text: w.notReported }] : []),
          ...(drawn.some(({ bar }) => bar.some(({ kind }) => kind === 'over')) ? [{ kind: 'over' as const, text: w.overBudget }] : []),
        ]
      : [{ kind: only.side === 'budget' ? 'track' : 'fill', text: only.side === 'budget' ? w.budget : w.paid }];
  return {
    ...head,
    picture: { kind: 'rows', rows: drawn, key },
    table: {
      columns: ['nama', 'anggaran', 'realisasi', 'rencana_sampai_tanggal_laporan', 'pelaporan', 'kunci'],
      rows: rows.map(({ key: of, name, budget, realization, plan }) => [
        name,
        budget,
        realization,
        plan,
        realization === null && only?.side !== 'budget' ? 'belum dilaporkan' : '',
        of,
      ]),
    },
  };
}

interface PartsGiven {
  parts: readonly { name: string; amount: Sen; share?: string | undefined }[];
  /** The amount that is the full width; the total of the parts where it is left out. */
  full?: Sen | undefined;
  language: Language;
}

/** A whole cut in parts: a bar for each. */
export function partsFile(head: ChartHead, { parts, full, language }: PartsGiven): ChartFile {
  const total = parts.reduce((all, { amount }) => all + (amount > 0n ? amount : 0n), 0n);
  return {
    ...head,
    picture: {
      kind: 'rows',
      key: [],
      rows: parts.map(({ name, amount, share }) => ({
        name,
        value: short(amount, language),
        detail: share ?? formatRatio(amount, total, language),
        bar: [
          { kind: 'track', from: 0, to: 1 },
          { kind: 'fill', from: 0, to: fraction(amount, full ?? total) },
        ],
      })),
    },
    table: {
      columns: ['nama', 'jumlah', 'bagian'],
      rows: parts.map(({ name, amount, share }) => [name, amount, share ?? formatRatio(amount, total, language)]),
    },
  };
}

export function short(amount: Sen | null, language: Language): string {
  return amount === null ? dash : formatShort(amount, language);
}
