import { parseDecimal } from '@sipkadin/budget';
import { formatCount, formatLra, formatName, formatRatio } from '@sipkadin/ui';
import { useId } from 'react';
import type { Answers } from '../../../web/client.ts';
import { keptText } from '../../../web/forms/kept-text.ts';
import { useWords } from '../../../web/language.tsx';
import { uploadWords } from '../words.ts';

type Large = Answers['review']['largeChanges'];

/** The large changes of an upload, and the fields that confirm them; nothing where there is none. */
export function ConfirmChanges({ large, missing }: { large: Large; missing: boolean }) {
  const { w, language } = useWords(uploadWords);
  const id = useId();
  const { changes, all, limit, toType } = large;
  if (toType === null) return null;
  const sen = (text: string) => parseDecimal(text) ?? 0n;
  const money = (text: string) => `Rp${formatLra(sen(text), language)}`;
  return (
    <fieldset className="large-changes">
      <legend>{w.largeChanges.title}</legend>
      <p>{w.largeChanges.lead(formatCount(limit, language))}</p>
      <ul>
        {changes.map(({ kind, unit, unitName, akun, akunName, before, after }) => (
          <li key={`${kind}|${unit}|${akun}`}>
            {w.largeChanges.kinds[kind]({
              unit: unit === '' ? w.largeChanges.allUnits : `${unitName} (${unit})`.trimStart(),
              akun: formatName(akunName[language]),
              before: money(before),
              after: money(after),
              share: formatRatio(sen(after), sen(before), language),
            })}
          </li>
        ))}
      </ul>
      {all > changes.length && <p className="small">{w.largeChanges.more(formatCount(all - changes.length, language))}</p>}
      <label htmlFor={`${id}-digits`}>{w.largeChanges.digits(toType.digits, money(toType.rupiah))}</label>
      <input id={`${id}-digits`} name="digits" inputMode="numeric" autoComplete="off" maxLength={40} aria-invalid={missing} />
      <label htmlFor={`${id}-reason`}>{w.largeChanges.reason}</label>
      <textarea
        id={`${id}-reason`}
        name="confirm-reason"
        rows={2}
        maxLength={2000}
        aria-invalid={missing}
        {...keptText('dipastikan').props}
      />
      {missing && (
        <p className="error" role="alert">
          {w.largeChanges.missing}
        </p>
      )}
    </fieldset>
  );
}
