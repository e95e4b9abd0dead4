import { toDecimal } from '@sipkadin/budget';
import type { PublishedContract } from '../../../edition.ts';
import type { ContractOf, PublishedNote, PublishedTarget, WorksSource } from '../../../works.ts';
import { canonicalJson, compareText } from '../../frozen/canonical.ts';
import type { Content } from '../content.ts';

/**
 * Contracts, targets and notes as files, in order of OPD, activity and place. Only the fields of the format are taken; whatever else an
 * object carries stays behind.
 */
export function worksFiles({ further: { works, contracts, targets, notes } }: Pick<Content, 'further'>): [path: string, bytes: Buffer][] {
  return [
    ['works.json', canonicalJson(works.toSorted((a, b) => compareText(a.id, b.id)).map(publicSource))],
    ['contracts.json', canonicalJson(contracts.toSorted(inOrder).map(publicContract))],
    ['targets.json', canonicalJson(targets.toSorted((a, b) => inOrder(a, b) || a.month - b.month).map(publicTarget))],
    ['notes.json', canonicalJson(notes.toSorted((a, b) => inOrder(a, b) || compareText(a.id, b.id)).map(publicNote))],
  ];
}

type Placed = Pick<PublishedNote, 'unit' | 'activity' | 'source' | 'sheet' | 'row'>;

function inOrder(a: Placed, b: Placed): number {
  return (
    compareText(a.unit, b.unit) ||
    compareText(a.activity, b.activity) ||
    compareText(a.source ?? '', b.source ?? '') ||
    compareText(a.sheet, b.sheet) ||
    (a.row ?? 0) - (b.row ?? 0)
  );
}

function publicSource(source: WorksSource): WorksSource {
  const { id, kind, fileName, fileHash, receivedAt, verifiedAt, asOf, rows, rowsHash, simulated } = source;
  return { id, kind, fileName, fileHash, receivedAt, verifiedAt, asOf, rows, rowsHash, simulated };
}

function publicContract(contract: ContractOf<bigint>): PublishedContract {
  const { source, unit, activity, sheet, row, number, object, provider, signedOn, startsOn, endsOn, amendment } = contract;
  const [ownerEstimate, value, paid] = [contract.ownerEstimate, contract.value, contract.paid].map((amount) =>
    amount === null ? null : toDecimal(amount),
  );
  return {
    ...{ source, unit, activity, sheet, row, number, object, provider, signedOn, startsOn, endsOn, amendment },
    ...{ ownerEstimate: ownerEstimate ?? null, value: value ?? null, paid: paid ?? null },
  };
}

function publicTarget({ source, unit, activity, sheet, row, month, hundredths }: PublishedTarget): PublishedTarget {
  return { source, unit, activity, sheet, row, month, hundredths };
}

function publicNote(note: PublishedNote): PublishedNote {
  const { id, source, unit, activity, sheet, row, cause, what, followUp, unblocker, promisedOn, owner, asOf, simulated } = note;
  return { id, source, unit, activity, sheet, row, cause, what, followUp, unblocker, promisedOn, owner, asOf, simulated };
}
