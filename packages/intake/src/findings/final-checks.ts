import type { Code, FindingCode } from '@sipkadin/budget';
import type { ReadContext } from '../reading/read-context.ts';
import { plain } from '../table/text.ts';

interface Called {
  code: Code;
  called: RegExp;
}

/** What the accounts of before 2021 called codes that mean something else since: spending was direct or not, 6 were transfers. */
const outdated: readonly Called[] = [
  { code: '5.1', called: /^BELANJA TIDAK LANGSUNG$/ },
  { code: '5.2', called: /^BELANJA LANGSUNG$/ },
  { code: '5.2.01', called: /^BELANJA PEGAWAI$/ },
  { code: '5.2.02', called: /^BELANJA BARANG(?: DAN)? JASA$/ },
  { code: '6', called: /^(?:BELANJA )?TRANSFER$/ },
  { code: '6.1', called: /^TRANSFER\b/ },
];

/** What the accounts since 2021 call the same codes, or others in their place. */
const current: readonly Called[] = [
  { code: '5.1', called: /^BELANJA OPERASI(?:ONAL)?$/ },
  { code: '5.1.01', called: /^BELANJA PEGAWAI$/ },
  { code: '5.1.02', called: /^BELANJA BARANG(?: DAN)? JASA$/ },
  { code: '5.2', called: /^BELANJA MODAL$/ },
  { code: '5.3', called: /^BELANJA (?:TIDAK|TAK) TERDUGA$/ },
  { code: '5.4', called: /^BELANJA TRANSFER$/ },
  { code: '6', called: /^PEMBIAYAAN(?: DAERAH)?$/ },
  { code: '6.1', called: /^PENERIMAAN PEMBIAYAAN(?: DAERAH)?$/ },
];

/** Adds the findings that need every row: counts, and what was not kept. */
export function finalChecks({ findings, amounts, codes, lines, works, json }: ReadContext): void {
  const { list, privacy } = findings;
  amounts.checkShares([...lines.tallies.values()].some((tally) => tally.nonZero > 0));
  const add = (code: FindingCode, count: number) => {
    if (count > 0) list.add(code, { value: String(count) });
  };
  if (codes.duplicates > 0) list.add('duplicate-lines', { ...codes.firstDuplicate, value: String(codes.duplicates) });
  add('near-duplicate-lines', codes.nearDuplicates);
  add('unfunded-rows', lines.unfunded);
  add('hidden-rows-read', lines.hiddenRows);
  for (const { printed, what } of codes.trouble.heldBack) privacy.held(what, '', printed);
  add('recipient-names-dropped', privacy.recipients);
  add('providers-as-persons', works.persons);
  add('works-too-many', works.beyond);
  privacy.describeColumns(json);
  const isCalled = ({ code, called }: Called) => !codes.trouble.mistyped.has(code) && called.test(plain(codes.nameOf('account', code)));
  const old = outdated.find(isCalled);
  // One such name among those of today is a mistake in its row.
  if (old && (outdated.filter(isCalled).length > 1 || !current.some(isCalled)))
    list.add('codes-outdated', { value: `${old.code} ${codes.nameOf('account', old.code)}` });
  for (const printed of codes.trouble.namesDiffer) list.add('names-differ', { value: printed });
}
