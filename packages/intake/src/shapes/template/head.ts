import {
  isBudgetVersion,
  isIsoDate,
  type StatementKind,
  statementKinds,
  templateHead,
  templateKinds,
  templateMark,
  type WorksKind,
  worksKinds,
  worksTemplateKinds,
} from '@sipkadin/budget';
import type { ReadContext } from '../../reading/read-context.ts';
import { basis } from '../../scope/basis.ts';
import { government } from '../../scope/government.ts';
import { asOf, from } from '../../scope/period.ts';
import type { ScopeKey, ScopeQuestion } from '../../scope/scope-question.ts';
import { version } from '../../scope/version.ts';
import { year } from '../../scope/year.ts';
import { versionIn } from '../../table/budget-version.ts';
import { monthNamed, parseDate, periodIn } from '../../table/dates.ts';
import { type Column, type Header, type SheetHead, textAt } from '../../table/header.ts';
import { plain } from '../../table/text.ts';

interface HeadItem {
  value: string;
  ref: string;
}

/** What is filled in above the table of a form of ours, by its label. */
export type HeadValues = ReadonlyMap<string, HeadItem>;

/** @returns undefined where the sheet is no form of ours */
export function headValues(head: SheetHead): HeadValues | undefined {
  const values = new Map<string, HeadItem>();
  for (const row of head.rows.slice(0, 20)) {
    const label = plain(textAt(row, 0).replace(/:$/, ''));
    if (label !== '' && !values.has(label)) values.set(label, { value: textAt(row, 1), ref: `B${row.number}` });
  }
  return plain(values.get(plain(templateHead.mark))?.value ?? '').startsWith(plain(templateMark)) ? values : undefined;
}

/** The kind of data that a form is for; undefined where it names none that is known. */
export function templateKind(values: HeadValues): StatementKind | WorksKind | undefined {
  const wanted = plain(values.get(plain(templateHead.kind))?.value ?? '');
  const names = { ...templateKinds, ...worksTemplateKinds };
  return [...statementKinds, ...worksKinds].find((kind) => plain(names[kind]) === wanted);
}

export function columnNamed(header: Header, name: string): Column | undefined {
  return header.columns.find(({ printed }) => ownName(printed) === ownName(name));
}

/** "Realisasi (Rp)" is "Realisasi", "Januari" is "Jan". */
export function ownName(label: string): string {
  const name = plain(label).replace(/ RP$/, '');
  return String(monthNamed(name) ?? name);
}

/** Takes the filled-in values as evidence; one that is not understood is a finding. */
export function takeHead({ evidence, findings, sheet }: ReadContext, values: HeadValues): void {
  const take = (question: ScopeQuestion<ScopeKey, unknown>, read: (text: string) => string | undefined) => {
    const { key } = question;
    const item = values.get(plain(templateHead[key]));
    if (!item || item.value === '') return;
    const value = read(item.value);
    if (value !== undefined && question.parse(value) !== undefined)
      evidence.add(key, value, item.ref, `${templateHead[key]}: ${item.value}`);
    else findings.find('template-head-wrong', item.ref, item.value, templateHead[key]);
  };
  const date = (text: string) => (isIsoDate(text) ? text : parseDate(text));
  // 18.10 typed as a number is "18.1", and no code.
  take(government, (text) => /^\d{2}(?:\.\d{2})?(?![\d.])/.exec(text)?.[0]);
  take(year, (text) => /(?<!\d)20\d{2}(?!\d)/.exec(text)?.[0]);
  take(version, (text) => (isBudgetVersion(text.toLowerCase()) ? text.toLowerCase() : versionIn(text)));
  take(basis, (text) => text.toLowerCase());
  take(from, date);
  take(asOf, (text) => date(text) ?? periodIn(`per ${text}`, undefined)?.asOf);
  const simulated = values.get(plain(templateHead.simulated));
  if (simulated === undefined || /^(?:|TIDAK|BUKAN|NO|FALSE|0)$/.test(plain(simulated.value))) return;
  if (/^(?:YA|YES|TRUE|1)$/.test(plain(simulated.value)))
    evidence.simulated ??= { sheet, ref: simulated.ref, text: `${templateHead.simulated}: ${simulated.value}` };
  else findings.find('template-head-wrong', simulated.ref, simulated.value, templateHead.simulated);
}
