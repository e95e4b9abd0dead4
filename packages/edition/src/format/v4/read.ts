import { parseDecimal } from '@sipkadin/budget';
import type { PublishedLine } from '../../edition.ts';
import { EditionError } from '../../error.ts';
import { inOrder } from '../frozen/order.ts';

/** Paths of the files that hold an OPD's lines. @returns nothing for a slug that has none */
export function lineFilesOf(slug: string, paths: Iterable<string>): string[] {
  return [...paths].filter((path) => path.startsWith(`lines/${slug}/`));
}

/**
 * An OPD's lines from its files, in the order that older formats have.
 * @param before how many lines the OPD before it have, by which the lines are numbered through the edition
 * @throws EditionError damaged where an amount is none
 */
export function linesInOrder(files: readonly (readonly Omit<PublishedLine, 'id'>[])[], before: number): PublishedLine[] {
  const lines = files.flat().map((line) => {
    const amount = parseDecimal(line.amount);
    if (amount === undefined) throw new EditionError('damaged', `no amount: ${line.amount}`);
    return { ...line, amount, published: line };
  });
  return inOrder(lines).map(({ line }, index) => ({ id: before + index + 1, ...(line as (typeof lines)[number]).published }));
}
