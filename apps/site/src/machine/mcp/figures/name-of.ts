import { functionWords, type Language, level } from '@sipkadin/budget';
import { accountName } from '../../../parts/account-names.ts';
import { correctionSentence } from '../../../parts/corrections.tsx';
import type { Context } from '../../../reading/context.ts';
import { hasCode } from '../../../reading/known-codes.ts';
import type { Paths } from '../../../routes/paths.ts';
import { words } from '../../../words/words.ts';
import { notInEdition, Refused } from '../faults.ts';
import { plain } from '../plain.ts';
import type { Subject } from './subject.ts';

/** One part of what a figure is of, from the widest to the narrowest. */
export interface NamedPart {
  kind: 'akun' | 'unit' | 'subUnit' | 'function' | 'program' | 'kegiatan' | 'sub' | 'account' | 'fund';
  /** A code, or the slug of an OPD or a unit. */
  code: string;
  name: string;
}

const activityKinds = { 2: 'function', 3: 'program', 5: 'kegiatan', 6: 'sub' } as const;

/**
 * What a subject is called, part by part.
 * @param place the argument that names it
 * @throws Refused not-found for a part that the edition does not have
 */
export function partsOf(context: Context, subject: Subject, place: string): NamedPart[] {
  const { edition, language } = context;
  const parts: NamedPart[] = [];
  const refuse = (part: string) => new Refused(notInEdition(place, part, calledAs(context)));
  const unit = edition.units().find(({ slug }) => slug === subject.unit);
  if (subject.unit !== undefined) {
    if (unit === undefined) throw refuse(subject.unit);
    parts.push({ kind: 'unit', code: unit.slug, name: unit.code === '' ? context.w.origin.summary : unit.name });
  }
  if (subject.subUnit !== undefined) {
    const row = edition.subUnits().find(({ slug, opd }) => slug === subject.subUnit && opd === unit?.code);
    if (row === undefined) throw refuse(subject.subUnit);
    parts.push({ kind: 'subUnit', code: row.slug, name: row.code === row.opd ? context.w.subUnit.own(row.name) : row.name });
  }
  const nameOf = (kind: 'activity' | 'account' | 'fund', code: string) =>
    edition.names().find((one) => one.kind === kind && one.code === code)?.name;
  if (subject.activity !== undefined) {
    const { activity } = subject;
    const kind = Object.entries(activityKinds).find(([depth]) => Number(depth) === level(activity))?.[1];
    if (kind === undefined || !isActivityOf(context, subject)) throw refuse(activity);
    const own = edition.functions().find(({ code }) => code === activity)?.name ?? nameOf('activity', activity) ?? activity;
    parts.push({ kind, code: activity, name: kind === 'function' ? (functionWords(activity)?.[language] ?? own) : own });
  }
  const isWhole = subject.account === '5' && (parts.length > 0 || subject.fund !== undefined);
  if (!isWhole) {
    const { account } = subject;
    if (!hasCode(edition, 'account', account)) throw refuse(account);
    const official = edition.summary().accounts.find(({ code }) => code === account)?.name ?? nameOf('account', account) ?? account;
    parts.push({ kind: level(account) === 1 ? 'akun' : 'account', code: account, name: accountName(account, official, language).name });
  }
  if (subject.fund !== undefined) {
    const { fund } = subject;
    const known = edition.funds().find(({ code }) => code === fund)?.name;
    if (known === undefined) throw refuse(fund);
    parts.push({ kind: 'fund', code: fund, name: known });
  }
  return parts.map((part) => ({ ...part, name: plain(part.name) }));
}

function calledAs({ edition: { manifest } }: Context) {
  const said = (language: Language) => correctionSentence({ w: words(language) }, manifest) ?? '';
  return {
    called: { id: `terbitan ${manifest.number} tahun ${manifest.year}`, en: `edition ${manifest.number} of ${manifest.year}` },
    notes: { id: said('id'), en: said('en') },
  };
}

/** Within an OPD, whether that OPD has it. */
function isActivityOf({ edition }: Context, { unit, subUnit, activity = '' }: Subject): boolean {
  if (!hasCode(edition, 'activity', activity)) return false;
  if (unit === undefined || level(activity) < 3) return true;
  const detail = subUnit === undefined ? edition.unit(unit) : edition.subUnit(subUnit);
  return detail?.nodes.some(({ kind, code }) => kind !== 'account' && code === activity) ?? false;
}

/** The page that shows a subject, or the nearest above it. */
export function pageOf(paths: Paths, { unit, subUnit, activity, account, fund }: Subject): string {
  if (unit !== undefined) {
    if (activity !== undefined && level(activity) > 2) return paths.activity({ unit, activity });
    return subUnit === undefined ? paths.unit({ unit }) : paths.subUnit({ unit, subUnit });
  }
  if (fund !== undefined) return paths.funds();
  if (activity !== undefined) return paths.functions();
  if (account.startsWith('4')) return paths.revenue();
  if (account.startsWith('6')) return paths.financing();
  return level(account) > 1 && level(account) <= 3 ? paths.account({ account }) : paths.spending();
}
