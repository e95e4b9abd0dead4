import { type Language, type Sen, toDecimal } from '@sipkadin/budget';
import { createContext, use } from 'react';
import { dash, formatInUnit, formatRupiah, formatShort, type Unit } from './format.ts';
import { words } from './words/words.ts';

interface AmountProps {
  /** null: no data, shown as a dash and never as zero. */
  amount: Sen | null;
  language: Language;
  /** exact; short, for prose and cards; or the one unit of a column. */
  form?: 'exact' | 'short' | Unit;
  /** Where the amount comes from. */
  origin?: string | undefined;
}

/** Set around a page that is read by a program: an amount is its exact value in rupiah, and nothing else. */
export const ExactAmounts = createContext(false);

/** An amount of money with its way back. The exact amount is its description. */
export function Amount({ amount, language, form = 'short', origin }: AmountProps) {
  const w = words(language);
  if (use(ExactAmounts)) return <data value={amount === null ? '' : toDecimal(amount)} data-unit="Rp" />;
  if (amount === null) {
    return (
      <span className="none">
        {dash}
        <span className="sr"> {w.noData}</span>
      </span>
    );
  }
  const exact = formatRupiah(amount, language);
  const text = form === 'exact' ? exact : form === 'short' ? formatShort(amount, language) : formatInUnit(amount, form, language);
  if (origin === undefined) {
    return (
      <span className="amount" title={text === exact ? undefined : exact}>
        {text}
      </span>
    );
  }
  return (
    <a className="amount" href={origin} title={`${exact}: ${w.origin}`}>
      {text}
    </a>
  );
}
