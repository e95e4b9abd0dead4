import { accountWords, toDecimal } from '@sipkadin/budget';
import { codeNames, getGovernment, largeChanges, unitNames } from '@sipkadin/ledger';
import { toType } from '@sipkadin/workflow';
import type { UploadGrant } from '../../../rights/authorize.ts';
import type { DeskContext } from '../../../rights/trpc.ts';

/** How many changes the screen lists. */
const listed = 12;

/** The large changes of a submitted upload, the biggest first, and how many digits of whose amount confirm them; null for none. */
export async function largeChangesOf({ ledger: { read }, upload }: DeskContext & UploadGrant) {
  const changes = await largeChanges(read, upload.id);
  const [biggest] = changes;
  const { changeLimit } = await getGovernment(read, upload.government);
  const named = await codeNames(
    read,
    upload.statements.map(({ id }) => id),
  );
  const known = new Map<string, string>();
  for (const year of new Set(upload.statements.map(({ head }) => head.year)))
    for (const [code, name] of await unitNames(read, { government: upload.government, year })) known.set(code, name);
  return {
    limit: changeLimit,
    all: changes.length,
    toType: biggest === undefined ? null : { rupiah: toType(biggest).rupiah, digits: toType(biggest).digits.length },
    changes: changes.slice(0, listed).map(({ kind, unit, akun, before, after }) => ({
      ...{
        kind,
        unit,
        unitName: named.unit.get(unit) ?? known.get(unit) ?? '',
        akun,
        akunName: accountWords(akun) ?? { id: akun, en: akun },
      },
      ...{ before: toDecimal(before), after: toDecimal(after) },
    })),
  };
}
