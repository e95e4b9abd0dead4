import type { Visitor } from '../../apps/desk/test/deployment.ts';
import { settledAs } from './published-city.ts';

/** Columns of a "rekap 5", as in bench/generate.ts. */
const columns = [
  'TAHUN',
  'KODE SKPD',
  'NAMA SKPD',
  'KODE SUB UNIT',
  'NAMA SUB UNIT',
  'KODE SUB KEGIATAN',
  'NAMA SUB KEGIATAN',
  'KODE SUMBER DANA',
  'NAMA SUMBER DANA',
  'KODE REKENING',
  'NAMA REKENING',
  'NAMA PAKET/KELOMPOK',
  'PAGU',
];

/** Texts that no answer to the public may have; of an amount, as digits and with either separator. */
export interface Hidden {
  texts: readonly string[];
}

/** A budget with a unique name in each of its texts and a unique amount in each row. */
function hiddenBudget(mark: string, first: bigint): { csv: string; texts: string[] } {
  const amounts = Array.from({ length: 5 }, (_, at) => first + BigInt(at) * 1_234_567n);
  const names = ['dinas', 'kegiatan', 'rekening', 'paket'].map((kind) => `${kind}kenari${mark}`);
  const [unit, activity, account, pack] = names as [string, string, string, string];
  const rows = amounts.map((amount, at) => {
    const code = '1.03.0.00.0.00.01.0000';
    const ofActivity = ['1.03.01.2.01.0001', `Penyediaan ${activity}`, '1.2.01.08', 'Dana Alokasi Umum'];
    return [
      2025,
      code,
      `Dinas ${unit}`,
      code,
      `Dinas ${unit}`,
      ...ofActivity,
      `5.1.02.01.01.000${at + 1}`,
      `Belanja ${account}`,
      pack,
      amount,
    ];
  });
  return {
    csv: [columns, ...rows].map((row) => row.join(',')).join('\n'),
    texts: [...names, ...[...amounts, amounts.reduce((sum, one) => sum + one, 0n)].flatMap(written)],
  };
}

function written(amount: bigint): string[] {
  const digits = String(amount);
  const grouped = (mark: string) => digits.replaceAll(/\B(?=(?:\d{3})+$)/g, mark);
  return [digits, grouped('.'), grouped(',')];
}

/**
 * Sends budgets that stay unpublished, by the desk's own ways: one is a draft, one waits for the verifier, one was sent back, one was
 * thrown away.
 * @throws Error where a step is refused
 */
export async function hideFigures({ operator, verifier }: { operator: Visitor; verifier: Visitor }): Promise<Hidden> {
  const ends: Readonly<Record<string, (id: string, reason: string) => Promise<{ status: number }[]>>> = {
    draft: async () => [],
    submitted: async (id) => [await operator.mutate('uploads.submit', { id })],
    returned: async (id, reason) => [
      await operator.mutate('uploads.submit', { id }),
      await verifier.mutate('review.sendBack', { id, reason }),
    ],
    discarded: async (id) => [await operator.mutate('uploads.discard', { id })],
  };
  const texts: string[] = [];
  for (const [at, [state, end]] of Object.entries(ends).entries()) {
    const { csv, texts: own } = hiddenBudget(state, 97_531_024_681n + BigInt(at) * 1_000_000_007n);
    const [file, reason] = [`berkaskenari${state}`, `alasankenari${state}`];
    const { id, status } = await operator.send(`rekap5_2025_perubahan_${file}.csv`, csv);
    if (status !== 201) throw new Error(`a budget that stays hidden was not taken: ${status}`);
    await settledAs(operator, id, 'draft');
    const refused = (await end(id, reason)).find((one) => one.status !== 200);
    if (refused !== undefined) throw new Error(`a hidden budget is not ${state}: ${refused.status}`);
    texts.push(...own, file, reason);
  }
  return { texts };
}
