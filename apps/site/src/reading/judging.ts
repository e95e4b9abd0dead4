import { bandAt, defaultBands, type IsoDate, judge, type Status } from '@sipkadin/budget';
import type { Context } from './context.ts';
import type { Money } from './money.ts';

/** Status of amounts up to a day, by the rule of the edition. */
export function statusOf({ edition: { manifest } }: Context, amounts: Money, asOf: IsoDate | null): Status {
  return judge(amounts, bandAt(manifest.bands ?? defaultBands, asOf ?? manifest.asOf));
}
