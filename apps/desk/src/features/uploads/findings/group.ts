import type { Words } from '@sipkadin/budget';
import type { UploadDetail } from '../../../web/client.ts';

export type Finding = NonNullable<UploadDetail['report']>['findings'][number];
/** The id of a finding's place on the page of its upload, for links to it. */
export function findingAnchor({ code, sheet, ref }: Pick<Finding, 'code' | 'sheet' | 'ref'>): string {
  return `temuan-${code}-${sheet}-${ref}`.replaceAll(/[^\w.-]+/g, '_');
}

type Said = Pick<Finding, 'message' | 'general' | 'more'>;

/** The number of places in which a rule fired, those not listed included. */
export function placesOf(group: readonly Pick<Finding, 'more'>[]): number {
  return group.reduce((all, { more }) => all + 1 + more, 0);
}

/** The heading of a rule's findings: the message if all findings share it, else the rule's general words without values. */
export function headOf(group: readonly Said[]): Words {
  const [first] = group;
  if (first === undefined) return { id: '', en: '' };
  const isOne = placesOf(group) === group.length && group.every(({ message }) => message.id === first.message.id);
  return isOne ? first.message : first.general;
}
