import { accountWords, type Language, type Sen, toDecimal } from '@sipkadin/budget';
import {
  type Against,
  againsts,
  type Changes,
  changesOf,
  codeNames,
  type Reading,
  type Sides,
  type StatementRow,
  type UploadRow,
} from '@sipkadin/ledger';
import { z } from 'zod';
import { ofStatement } from '../../rights/trpc.ts';
import { reportOf, statementDto } from '../uploads/upload-dto.ts';

export const changesRouter = {
  /** What a statement changes; without `against`, against the first state that has something to compare with. */
  of: ofStatement.input(z.object({ against: z.enum(againsts).optional() })).query(async ({ ctx, input }) => {
    const { against } = input;
    const { read } = ctx.ledger;
    const changes = against === undefined ? await firstOf(read, ctx.statement) : await changesOf(read, ctx.statement.id, against);
    return {
      upload: { id: ctx.upload.id, fileName: ctx.upload.fileName, state: ctx.upload.state },
      statement: statementDto(ctx.statement),
      statements: ctx.upload.statements.map(statementDto),
      ownTotals: ownTotals(ctx.upload),
      ...shownChanges(changes, await namesOf(read, ctx.statement.id, changes)),
    };
  }),
};

/** How many differing keys a page lists; the workbook has them all. */
const listed = 60;

async function firstOf(read: Reading, { id }: StatementRow): Promise<Changes> {
  let found: Changes | undefined;
  for (const against of ['published', 'working', 'previous'] as const) {
    const changes = await changesOf(read, id, against);
    if (changes.before !== null) return changes;
    if (against === 'working') found = changes;
  }
  return found ?? changesOf(read, id, 'working');
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

function shownChanges({ kind, against, before, counts, parts, keys }: Changes, names: CodeNamer) {
  const differing = <T extends Sides>(sums: readonly T[]) => sums.filter(({ before, after }) => before !== after).slice(0, listed);
  const called = (code: string) => ({ id: names.account(code, 'id'), en: names.account(code, 'en') });
  return {
    ...{ kind, against, before, counts },
    parts: parts.map(({ akun, total, byUnit, byAccount }) => ({
      ...{ akun, name: called(akun), ...shownSides(total) },
      byUnit: differing(byUnit).map(({ code, ...sides }) => ({ code, name: names.unit(code), ...shownSides(sides) })),
      byAccount: differing(byAccount).map(({ code, ...sides }) => ({ code, name: called(code), ...shownSides(sides) })),
    })),
    differing: keys.length,
    keys: keys.slice(0, listed).map(({ unit, activity, account, month, document, place, ...sides }) => ({
      ...{ unit, activity, account, month, document, place },
      unitName: names.unit(unit),
      activityName: names.activity(activity),
      accountName: names.account(account, 'id'),
      ...shownSides(sides),
    })),
  };
}

function shownSides({ before, after }: Sides) {
  const text = (amount: Sen | null) => (amount === null ? null : toDecimal(amount));
  return { before: text(before), after: text(after), difference: toDecimal((after ?? 0n) - (before ?? 0n)) };
}

/** The file's own totals: how many there are, and how many are not the sum of its lines. */
function ownTotals(upload: UploadRow): { all: number; unequal: number } {
  const reconciliation = reportOf(upload)?.reconciliation ?? [];
  return { all: reconciliation.length, unequal: reconciliation.filter(({ equal }) => !equal).length };
}

export function isAgainst(text: unknown): text is Against {
  return againsts.some((one) => one === text);
}
