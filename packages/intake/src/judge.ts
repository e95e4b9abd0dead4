import type { Pass } from './pass.ts';

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
  for (const printed of book.trouble.namesDiffer) tell('names-differ', printed);
}
