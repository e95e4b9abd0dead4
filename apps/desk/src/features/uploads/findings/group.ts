import type { Words } from '@sipkadin/budget';
import type { UploadDetail } from '../../../web/client.ts';

export type Finding = NonNullable<UploadDetail['report']>['findings'][number];
type Said = Pick<Finding, 'message' | 'general' | 'more'>;

/** In how many places a rule fired, those that are not listed included. */
export function placesOf(group: readonly Pick<Finding, 'more'>[]): number {
  return group.reduce((all, { more }) => all + 1 + more, 0);
}

/** What holds for all places of a rule: the message of the only one, or the rule's words without the values of any. */
export function headOf(group: readonly Said[]): Words {
  const [first] = group;
  if (first === undefined) return { id: '', en: '' };
  const isOne = placesOf(group) === group.length && group.every(({ message }) => message.id === first.message.id);
  return isOne ? first.message : first.general;
}
