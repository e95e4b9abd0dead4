import { accountWords, type Language, type Sen, toDecimal } from '@sipkadin/budget';
import {
  type Against,
  againsts,
  type Changes,
  changesOf,
  codeNames,
  correctionsOf,
  type Reading,
  type Sides,
  type StatementRow,
  type UploadRow,
  type Viewer,
} from '@sipkadin/ledger';
import type { StatementGrant } from '../../rights/authorize.ts';
import { mayHaveFile } from '../../rights/file-access.ts';
import { fileRights } from '../../rights/rights.ts';
import type { DeskContext } from '../../rights/trpc.ts';
import { reportOf } from '../uploads/reading/report.ts';
import { statementDto } from '../uploads/upload-dto.ts';
import { correctionDto } from '../workbook/corrections/corrected-cells.ts';

/** How many differing keys the page lists; the workbook has all. */
const listed = 60;

/** What a statement changes against a state of the ledger; `undefined`: against the first state that has something to compare. */
export async function statementChanges(
  { ledger: { read }, names, person, viewer, upload, statement }: DeskContext & StatementGrant,
  against: Against | undefined,
) {
  const changes = against === undefined ? await firstOf(read, statement, viewer) : await changesOf(read, statement.id, against, viewer);
  const corrections = await correctionsOf(read, [upload.id]);
  const called = await names(corrections.map(({ actor }) => actor));
  return {
    mayHaveFile: mayHaveFile(fileRights['GET berkas/:id'], person, upload),
    corrections: corrections.map((one) => correctionDto(one, called)),
    upload: { id: upload.id, fileName: upload.fileName, state: upload.state },
    statement: statementDto(statement),
    statements: upload.statements.map(statementDto),
    ownTotals: ownTotals(upload),
    ...changesDto(changes, await namesOf(read, statement.id, changes)),
  };
}

async function firstOf(read: Reading, { id }: StatementRow, viewer: Viewer): Promise<Changes> {
  let found: Changes | undefined;
  for (const against of ['published', 'working', 'previous'] as const) {
    const changes = await changesOf(read, id, against, viewer);
    // Where a finer report counts, nothing changes: the month before is no answer to what would.
    if (changes.before !== null || changes.finer !== null) return changes;
    if (against === 'working') found = changes;
  }
  return found ?? changesOf(read, id, 'working', viewer);
}

export interface CodeNamer {
  unit(code: string): string;
  activity(code: string): string;
  account(code: string, language: Language): string;
}

export async function namesOf(read: Reading, statement: string, { before }: Changes): Promise<CodeNamer> {
  const names = await codeNames(read, [...(before?.statements ?? []), statement]);
  return {
    unit: (code) => names.unit.get(code) ?? '',
    activity: (code) => names.activity.get(code) ?? '',
    account: (code, language) => names.account.get(code) ?? accountWords(code)?.[language] ?? '',
  };
}

function changesDto({ kind, against, before, finer, counts, parts, keys }: Changes, names: CodeNamer) {
  const differing = <T extends Sides>(sums: readonly T[]) => sums.filter(({ before, after }) => before !== after).slice(0, listed);
  const called = (code: string) => ({ id: names.account(code, 'id'), en: names.account(code, 'en') });
  return {
    ...{ kind, against, before, finer, counts },
    parts: parts.map(({ akun, total, byUnit, byAccount }) => ({
      ...{ akun, name: called(akun), ...sidesDto(total) },
      byUnit: differing(byUnit).map(({ code, ...sides }) => ({ code, name: names.unit(code), ...sidesDto(sides) })),
      byAccount: differing(byAccount).map(({ code, ...sides }) => ({ code, name: called(code), ...sidesDto(sides) })),
    })),
    differing: keys.length,
    keys: keys.slice(0, listed).map(({ unit, activity, account, month, document, place, ...sides }) => ({
      ...{ unit, activity, account, month, document, place },
      unitName: names.unit(unit),
      activityName: names.activity(activity),
      accountName: names.account(account, 'id'),
      ...sidesDto(sides),
    })),
  };
}

function sidesDto({ before, after }: Sides) {
  const text = (amount: Sen | null) => (amount === null ? null : toDecimal(amount));
  return { before: text(before), after: text(after), difference: toDecimal((after ?? 0n) - (before ?? 0n)) };
}

/** Counts the file's own totals, and those that differ from the sum of its lines. */
function ownTotals(upload: UploadRow): { all: number; unequal: number } {
  const reconciliation = reportOf(upload)?.reconciliation ?? [];
  return { all: reconciliation.length, unequal: reconciliation.filter(({ equal }) => !equal).length };
}

export function isAgainst(text: unknown): text is Against {
  return againsts.some((one) => one === text);
}
