import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { templateAmounts, templateColumns, templateHead, templateKinds, templateMark } from '@sipkadin/budget';
import type { SigningKey } from '@sipkadin/edition';
import type { Ledger } from '@sipkadin/ledger';
import { recoverEditions } from '@sipkadin/workflow';

export const government = { code: '19.71', name: 'Kota Pangkalpinang' };
export const linesPerFile = 40;

/** A data folder as `sipkadin serve` has it, so that its commands work on it. */
export function folders(root: string) {
  mkdirSync(join(root, 'spool'), { recursive: true });
  return {
    ledgerUrl: `sqlite:${join(root, 'ledger.sqlite')}`,
    uploadsRoot: join(root, 'uploads'),
    editionsRoot: join(root, 'editions'),
    keyPath: join(root, 'signing-key.pem'),
  };
}

/** Amount of a line of the file of one turn, in rupiah; every turn's file differs. */
const amountOf = (turn: number, at: number) => 1_000_000 + turn * 1000 + at;

export function totalOf(turn: number): bigint {
  let total = 0n;
  for (let at = 0; at < linesPerFile; at++) total += BigInt(amountOf(turn, at)) * 100n;
  return total;
}

/** File name of a turn, padded: four digits alone could be read as a year, and intake would ask. */
export const crashFileName = (turn: number) => `anggaran-ke-${String(turn).padStart(7, '0')}.csv`;

/** A small budget in the own template, a new one each turn. */
export function crashFile(turn: number): Buffer {
  const head = [
    [templateHead.mark, templateMark],
    [templateHead.kind, templateKinds.budget],
    [templateHead.government, government.code],
    [templateHead.year, '2025'],
    [templateHead.version, 'murni'],
  ];
  const columns = [...Object.values(templateColumns), ...templateAmounts.budget];
  const rows = Array.from({ length: linesPerFile }, (_, at) => [
    '1.02.0.00.0.00.01.0000',
    'Dinas Kesehatan',
    `1.02.02.2.01.${String(at + 1).padStart(4, '0')}`,
    `Pekerjaan ${at + 1}`,
    '5.1.02.01.001.00024',
    'Belanja Alat Tulis Kantor',
    '1.2.01.08',
    'Dana Alokasi Umum',
    String(amountOf(turn, at)),
  ]);
  return Buffer.from([...head, columns, ...rows].map((cells) => cells.join(';')).join('\n'));
}

/** Short leases: the claims of a killed process expire soon. */
export const times = { lease: 250, renew: 50, poll: 50 };

/** Recovers what was left as soon as the killed process's claim has expired. */
export async function recoverAll(place: { ledger: Ledger; editionsRoot: string; signingKey: SigningKey }): Promise<void> {
  while ((await recoverEditions({ ...place, times })).busy.length > 0) await after(times.poll);
}
