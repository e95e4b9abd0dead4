import type { Code } from '@sipkadin/budget';
import type { Pass } from './pass.ts';
import { plain } from './table/text.ts';

/** What the accounts of before 2021 called codes that mean something else since: spending was direct or not, 6 were transfers. */
const outdated: readonly { code: Code; called: RegExp }[] = [
  { code: '5.1', called: /^BELANJA TIDAK LANGSUNG$/ },
  { code: '5.2', called: /^BELANJA LANGSUNG$/ },
  { code: '5.2.01', called: /^BELANJA PEGAWAI$/ },
  { code: '5.2.02', called: /^BELANJA BARANG(?: DAN)? JASA$/ },
  { code: '6', called: /^(?:BELANJA )?TRANSFER$/ },
  { code: '6.1', called: /^TRANSFER\b/ },
];

/** What can be said only when every row was seen: counts, and what was dropped at the door. */
export function judge(pass: Pass): void {
  const { findings, book } = pass;
  const tell = (code: Parameters<typeof findings.add>[0], value: string, ref = '') => findings.add(code, { value, ref });
  if (pass.duplicates > 0) findings.add('duplicate-lines', { ...pass.firstDuplicate, value: String(pass.duplicates) });
  if (pass.nearDuplicates > 0) tell('near-duplicate-lines', String(pass.nearDuplicates));
  if (pass.unfunded > 0) tell('unfunded-rows', String(pass.unfunded));
  if (pass.hiddenRows > 0) tell('hidden-rows-read', String(pass.hiddenRows));
  for (const { printed, what } of book.trouble.heldBack) pass.privacy.held(what, '', printed);
  if (pass.recipients > 0) tell('recipient-names-dropped', String(pass.recipients));
  pass.privacy.tell(pass.json);
  const old = outdated.find(({ code, called }) => called.test(plain(book.nameOf('account', code))));
  if (old) tell('codes-outdated', `${old.code} ${book.nameOf('account', old.code)}`);
  for (const printed of book.trouble.namesDiffer) tell('names-differ', printed);
}
