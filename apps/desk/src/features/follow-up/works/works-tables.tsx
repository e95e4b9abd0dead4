import { type Cause, causeWords, type IsoDate, parseDecimal } from '@sipkadin/budget';
import { DataTable, dash, formatCount, formatDate, formatLra, formatMonth, formatShort } from '@sipkadin/ui';
import type { ReactNode } from 'react';
import { useWords } from '../../../web/language.tsx';
import { worksWords } from './words.ts';

interface Place {
  sheet: string;
  row: number;
}

interface ContractRow extends Place {
  number: string;
  signedOn: IsoDate | null;
  object: string;
  ownerEstimate: string | null;
  value: string | null;
  provider: string;
  startsOn: IsoDate | null;
  endsOn: IsoDate | null;
  amendment: string;
  paid: string | null;
  state?: 'unsigned' | 'running' | 'ended';
  /** Rupiah; null: not above. Left out where contracts are not compared. */
  excess?: Record<'aboveBudget' | 'aboveEstimate' | 'overpaid', string | null>;
}

function Under({ children }: { children: ReactNode }) {
  return <small className="under">{children}</small>;
}

/** Contracts, a row each; an absent amount or day is a dash, not zero. */
export function ContractTable({ contracts }: { contracts: readonly ContractRow[] }) {
  const { w, language } = useWords(worksWords);
  const { columns } = w.works;
  const money = (amount: string | null) => (amount === null ? dash : formatLra(parseDecimal(amount) ?? 0n, language));
  const day = (date: IsoDate | null) => (date === null ? dash : formatDate(date, language, 'short'));
  return (
    <DataTable
      caption={w.works.contracts}
      narrow="cards"
      columns={[
        { key: 'object', label: columns.object },
        { key: 'provider', label: columns.provider },
        { key: 'ownerEstimate', label: columns.ownerEstimate, number: true },
        { key: 'value', label: columns.value, number: true },
        { key: 'paid', label: columns.paid, number: true },
        { key: 'days', label: columns.days },
        { key: 'place', label: columns.place },
      ]}
      rows={contracts.map((contract, index) => {
        const { object, number, signedOn, amendment, state, excess } = contract;
        const excesses = (['aboveBudget', 'aboveEstimate', 'overpaid'] as const).flatMap((kind) => {
          const amount = excess?.[kind] ?? null;
          return amount === null ? [] : [w.works.excess[kind](formatShort(parseDecimal(amount) ?? 0n, language))];
        });
        const under = [
          number !== '' && w.works.number(number),
          signedOn !== null && w.works.signed(formatDate(signedOn, language, 'short')),
          amendment !== '' && w.works.amendment(amendment),
          state !== undefined && w.works.states[state],
        ].filter((text) => text !== false);
        return {
          key: String(index),
          cells: [
            <>
              {object || dash}
              {under.length > 0 && <Under>{under.join(' · ')}</Under>}
              {excesses.map((text) => (
                <Under key={text}>
                  <b>{text}</b>
                </Under>
              ))}
            </>,
            contract.provider || dash,
            money(contract.ownerEstimate),
            money(contract.value),
            money(contract.paid),
            contract.startsOn === null && contract.endsOn === null ? dash : `${day(contract.startsOn)} – ${day(contract.endsOn)}`,
            w.works.row(contract.sheet, contract.row),
          ],
        };
      })}
    />
  );
}

interface ObstacleRow extends Place {
  cause: Cause;
  what: string;
  followUp: string;
  unblocker: string;
  promisedOn: IsoDate | null;
  owner: string;
  mayBePublic: boolean;
  lateDays?: number | null;
}

/** Obstacles, a row each, with who can end them and by when. */
export function ObstacleTable({ obstacles }: { obstacles: readonly ObstacleRow[] }) {
  const { w, language } = useWords(worksWords);
  const { columns } = w.works;
  return (
    <DataTable
      caption={w.works.obstacles}
      narrow="cards"
      columns={[
        { key: 'what', label: columns.what },
        { key: 'cause', label: columns.cause },
        { key: 'unblocker', label: columns.unblocker },
        { key: 'promised', label: columns.promised },
        { key: 'place', label: columns.place },
      ]}
      rows={obstacles.map((obstacle, index) => {
        const { what, followUp, owner, promisedOn, lateDays, mayBePublic } = obstacle;
        const under = [
          followUp !== '' && w.works.followUp(followUp),
          owner !== '' && w.works.owner(owner),
          mayBePublic && w.works.mayBePublic,
        ].filter((text) => text !== false);
        const late =
          lateDays === undefined || lateDays === null || lateDays === 0 ? '' : ` (${w.works.late(formatCount(lateDays, language))})`;
        return {
          key: String(index),
          cells: [
            <>
              {what || dash}
              {under.length > 0 && <Under>{under.join(' · ')}</Under>}
            </>,
            causeWords[obstacle.cause][language],
            obstacle.unblocker || dash,
            promisedOn === null ? dash : `${formatDate(promisedOn, language, 'short')}${late}`,
            w.works.row(obstacle.sheet, obstacle.row),
          ],
        };
      })}
    />
  );
}

interface TargetRow extends Place {
  activity: string;
  month: number;
  hundredths: number;
}

/** Targets of physical progress, a row for each activity and month. */
export function TargetTable({ targets }: { targets: readonly TargetRow[] }) {
  const { w, language } = useWords(worksWords);
  const { columns } = w.works;
  const percent = new Intl.NumberFormat(language === 'id' ? 'id-ID' : 'en-GB', { maximumFractionDigits: 2 });
  return (
    <DataTable
      caption={w.works.targets}
      columns={[
        { key: 'activity', label: columns.activity },
        { key: 'month', label: columns.month },
        { key: 'target', label: columns.target, number: true },
        { key: 'place', label: columns.place },
      ]}
      rows={targets.map(({ activity, month, hundredths, sheet, row }, index) => ({
        key: String(index),
        cells: [activity || dash, formatMonth(month, language), percent.format(hundredths / 100), w.works.row(sheet, row)],
      }))}
    />
  );
}
