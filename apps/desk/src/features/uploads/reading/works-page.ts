import { type Contract, type Sen, toDecimal } from '@sipkadin/budget';
import { worksRows } from '@sipkadin/ledger';
import type { UploadGrant } from '../../../rights/authorize.ts';
import type { DeskContext } from '../../../rights/trpc.ts';

/** As many rows of a kind as the screen shows. */
const shown = 500;

const text = (amount: Sen | null) => (amount === null ? null : toDecimal(amount));

/** A contract as the screens receive it: amounts as exact rupiah text, null kept. */
export function contractDto<Row extends Contract>({ ownerEstimate, value, paid, ...rest }: Row) {
  return { ...rest, ownerEstimate: text(ownerEstimate), value: text(value), paid: text(paid) };
}

/** The first 500 contracts, obstacles and targets of an upload, and how many there are of each. */
export async function worksPage({ ledger: { read }, upload }: DeskContext & UploadGrant) {
  const { contracts, obstacles, targets } = await worksRows(read, upload.id);
  return {
    counts: { contracts: contracts.length, obstacles: obstacles.length, targets: targets.length },
    contracts: contracts.slice(0, shown).map(contractDto),
    obstacles: obstacles.slice(0, shown),
    targets: targets.slice(0, shown),
  };
}
