/**
 * Screens of the desk of one government, in a ledger of its own and in one that all governments share: people's records and uploads of
 * each, and the figures of some. While they are asked, another government changes something before each question.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fiscalYear } from '@sipkadin/budget';
import {
  addGovernment,
  auditActors,
  countUploads,
  type Ledger,
  listAudit,
  listUploads,
  openLedger,
  receiveUpload,
  setGovernment,
} from '@sipkadin/ledger';
import { leadershipSummary } from '../../apps/desk/src/features/monitor/overview/overview-data.ts';
import { shippedReference } from '../../apps/server/src/commands/files/all-regions/shipped.ts';
import { fillYear } from '../leadership.ts';

export interface DeskRow {
  screen: string;
  /** Medians in milliseconds. */
  alone: number;
  among: number;
}

const own = '19.71';
const year = fiscalYear(2026);
const size = 5_000;
/** Governments that have figures too. */
const filled = 5;
const uploadsOfEach = 20;
const turns = 60;
const now = () => '2026-11-30T03:00:00.000Z';
const asked = { year, month: undefined };

const overview = 'Ringkasan';
const screens: Readonly<Record<string, (ledger: Ledger) => Promise<unknown>>> = {
  [overview]: (ledger) => leadershipSummary({ ledger, now, government: own }, asked),
  'daftar unggahan': async ({ read }) => [
    await countUploads(read, { government: own }),
    await listUploads(read, { government: own, limit: 50, offset: 0, oldestFirst: false }),
  ],
  'jejak audit': async ({ read }) => [await listAudit(read, { government: own }), await auditActors(read, own)],
};

export async function deskScreens(governments: number, say: (text: string) => void): Promise<DeskRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sipkadin-nation-desk-'));
  const ledgers: Ledger[] = [];
  const withOwn = async (name: string) => {
    const ledger = await openLedger({ url: `sqlite:${join(folder, name)}` });
    ledgers.push(ledger);
    await ledger.transact((tx) => addGovernment(tx, { code: own, name: 'Kota Pangkalpinang' }, 'bench'));
    await fillYear({ ledger, folder }, year, { government: own, size });
    return ledger;
  };
  try {
    const [alone, among] = [await withOwn('alone.sqlite'), await withOwn('among.sqlite')];
    const others = shippedReference()
      .regions.filter(({ code }) => code !== own)
      .slice(0, governments - 1);
    for (const [at, government] of others.entries()) {
      await among.transact(async (tx) => {
        await addGovernment(tx, government, 'bench');
        await setGovernment(tx, government.code, { completeShare: 90 }, 'bench');
        for (let upload = 0; upload < uploadsOfEach; upload++) {
          const hash = `${at}-${upload}`.padStart(64, '0');
          await receiveUpload(tx, { government: government.code, fileName: `berkas-${upload}.xlsx`, hash, bytes: 1, actor: 'clerk' });
        }
      });
      if (at < filled) await fillYear({ ledger: among, folder }, year, { government: government.code, size });
    }
    say(`  a ledger of ${others.length + 1} governments filled`);
    const [other] = others;
    const rows: DeskRow[] = [];
    for (const [screen, ask] of Object.entries(screens)) {
      const times: [number[], number[]] = [[], []];
      // In turn, so that a neighbour's load falls on both.
      for (let turn = -5; turn < turns; turn++) {
        const change = (ledger: Ledger, government: string) =>
          ledger.transact((tx) => setGovernment(tx, government, { completeShare: 50 + (turn & 31) }, 'bench'));
        if (other !== undefined) await change(among, other.code);
        // A change empties what SQLite has in memory. Alone it would be the government's own, after which its overview is computed anew.
        if (screen !== overview) await change(alone, own);
        for (const [which, ledger] of [alone, among].entries()) {
          const began = performance.now();
          await ask(ledger);
          if (turn >= 0) times[which]?.push(performance.now() - began);
        }
      }
      const median = (of: readonly number[]) => of.toSorted((a, b) => a - b)[Math.floor(of.length / 2)] ?? Number.NaN;
      rows.push({ screen, alone: median(times[0]), among: median(times[1]) });
    }
    return rows;
  } finally {
    for (const ledger of ledgers) await ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
