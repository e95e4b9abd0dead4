import { type Code, opdOf } from '@sipkadin/budget';
import type { Reading } from '../database/database.ts';

/** Which units and akun a statement covers. */
export interface Coverage {
  /** Empty: the whole government. */
  covers: ReadonlySet<Code>;
  /** Sub-units of covered OPD that it does not cover, each with an akun: see `withSeparateUnits`. */
  leaves: ReadonlySet<string>;
  /** Sub-units that it covers by themselves, without their OPD. */
  separate: ReadonlySet<Code>;
}

/** A unit and an akun as one key. */
export const part = (unit: Code, akun: string) => `${unit}|${akun}`;

/** Whether a statement covers a unit in an akun: the unit itself, its OPD, or, for '', the whole government as a summary. */
export function coversUnit({ covers, leaves }: Pick<Coverage, 'covers' | 'leaves'>, unit: Code, akun: string): boolean {
  if (covers.size === 0 || unit === '') return covers.size === 0 && unit === '';
  return (covers.has(unit) || covers.has(opdOf(unit))) && !leaves.has(part(unit, akun));
}

/** Sub-units that any of these statements covers by themselves: they report separately from their OPD. */
export function separateUnits(statements: Iterable<Pick<Coverage, 'separate'>>): Set<Code> {
  return new Set([...statements].flatMap(({ separate }) => [...separate]));
}

/** Sub-units among covered units whose OPD is not covered too. */
export function withoutTheirOpd(covers: Iterable<Code>): Set<Code> {
  const units = new Set(covers);
  return new Set([...units].filter((unit) => unit !== opdOf(unit) && !units.has(opdOf(unit))));
}

interface Stored extends Pick<Coverage, 'covers'> {
  seq: number;
  /** Akun that it has lines of. */
  accounts: string;
}

const chunk = 400;

/**
 * Statements with what they cover, where some sub-units report separately. A report of their OPD covers such a sub-unit only in the
 * akun in which it has lines of it; without any, the sub-unit's own report goes on counting beside that of the OPD.
 * @param separate sub-units that report separately in the year of the statements
 */
export async function withSeparateUnits<T extends Stored>(
  read: Reading,
  statements: readonly T[],
  separate: ReadonlySet<Code>,
): Promise<(T & Coverage)[]> {
  const unnamed = ({ covers }: T) => [...separate].filter((unit) => covers.has(opdOf(unit)) && !covers.has(unit));
  const open = new Map(statements.map((statement) => [statement.seq, unnamed(statement)]));
  const parts = await partsWithLines(
    read,
    [...open].flatMap(([seq, units]) => (units.length > 0 ? [seq] : [])),
    [...separate],
  );
  return statements.map((statement) => {
    const { seq, covers, accounts } = statement;
    const own = parts.get(seq) ?? new Set();
    const akun = accounts === '' ? [''] : accounts.split('');
    const possible = (open.get(seq) ?? []).flatMap((unit) => akun.map((one) => ({ unit, key: part(unit, one) })));
    const named = possible.filter(({ key }) => own.has(key)).map(({ unit }) => unit);
    return {
      ...statement,
      covers: named.length === 0 ? covers : new Set([...covers, ...named]),
      leaves: new Set(possible.flatMap(({ key }) => (own.has(key) ? [] : [key]))),
      separate: withoutTheirOpd(covers),
    };
  });
}

/** Of each statement the units and akun that it has lines of, among these units; see `part`. */
export async function partsWithLines(read: Reading, seqs: readonly number[], units: readonly Code[]): Promise<Map<number, Set<string>>> {
  const parts = new Map<number, Set<string>>();
  for (let from = 0; from < seqs.length; from += chunk)
    for (let at = 0; at < units.length; at += chunk)
      for (const { statement, unit, account } of await read
        .selectFrom('rollup')
        .select(['statement', 'unit', 'account'])
        .distinct()
        .where('statement', 'in', seqs.slice(from, from + chunk))
        .where('unit', 'in', units.slice(at, at + chunk))
        .execute()) {
        const known = parts.get(Number(statement));
        const key = part(unit, account.slice(0, 1));
        if (known) known.add(key);
        else parts.set(Number(statement), new Set([key]));
      }
  return parts;
}
