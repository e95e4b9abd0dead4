import { type Basis, type BudgetVersion, type IsoDate, type Language, versionName } from '@sipkadin/budget';
import type { ReactNode } from 'react';
import { formatCount, formatDate } from './format.ts';
import { words } from './words/words.ts';

interface StampProps {
  language: Language;
  year: number;
  /** null: nothing of this page has been reported. */
  asOf: IsoDate | null;
  /** How many OPD have reported that day's month, where some have not. */
  reported?: { units: number; of: number } | undefined;
  version: BudgetVersion | null;
  basis: Basis | null;
  audited: boolean;
  /** The edition's number and where to read about it. */
  edition?: { number: number; href: string } | undefined;
  /** Puts the explanation of a term beside it. */
  explain?: ((term: 'version' | 'basis' | 'audit', text: string) => ReactNode) | undefined;
}

/** What every figure rests on, always in this order: version, as-of date, basis, edition, audited or not. */
export function Stamp({ language, year, asOf, reported, version, basis, audited, edition, explain = (_, text) => text }: StampProps) {
  const w = words(language);
  return (
    <p className="stamp">
      {version === null ? year : explain('version', `${versionName(version, language)} ${year}`)} ·{' '}
      {asOf === null ? w.notReported : w.dataAsOf(formatDate(asOf, language, 'short'))}
      {asOf !== null && reported && ` ${w.reportedBy(formatCount(reported.units, language), formatCount(reported.of, language))}`}
      {basis !== null && <> · {explain('basis', w.basis(basis.toUpperCase()))}</>}
      {edition !== undefined && (
        <>
          {' · '}
          <a href={edition.href}>{w.edition(String(edition.number))}</a>
        </>
      )}
      {' · '}
      {explain('audit', audited ? w.audited : w.unaudited)}
    </p>
  );
}

/** The notice on every page that shows simulated figures. @param children which of them are, where that is known */
export function SimulatedStrip({ language, children }: { language: Language; children?: ReactNode }) {
  const w = words(language);
  return (
    <p className="simulated" role="note">
      <strong>{w.simulatedTitle}</strong> {children ?? w.simulated}
    </p>
  );
}
