import { getStatement, getUpload, type Reading, type StatementRow, type UploadRow } from '@sipkadin/ledger';
import { Refusal } from '@sipkadin/workflow';
import { allowsState, entitled } from './entitled.ts';
import { mayHaveFile } from './file-access.ts';
import { type Membership, membershipsIn, type Person } from './person.ts';
import type { GovernmentRule, RoleRule, StatementRule, UploadRule } from './rights.ts';

/** What a check found out: who asks, by which memberships they are let through, and what they asked for. */
export interface GovernmentGrant {
  person: Person;
  held: Membership[];
  government: string;
}
export interface UploadGrant {
  person: Person;
  held: Membership[];
  upload: UploadRow;
}
export interface StatementGrant extends UploadGrant {
  statement: StatementRow;
}

/** @throws Refusal `signed-out`, `second-factor` */
export function requirePerson(person: Person | null): Person {
  if (person === null) throw new Refusal('signed-out');
  if (person.lacksSecondFactor) throw new Refusal('second-factor');
  return person;
}

/** @throws Refusal `signed-out`, `second-factor`, `no-role` */
export function authorizeGovernment(rule: GovernmentRule, asker: Person | null, government: string): GovernmentGrant {
  const person = requirePerson(asker);
  const held = entitled(rule, membershipsIn(person, government), false);
  if (held.length === 0) throw new Refusal('no-role');
  return { person, held, government };
}

/**
 * @throws Refusal `signed-out`, `second-factor`, `wrong-state`, `personal-data`; `not-found` also for who may not see the
 * upload, so that nobody learns which ids exist
 */
export async function authorizeUpload(rule: UploadRule, asker: Person | null, read: Reading, id: string): Promise<UploadGrant> {
  const person = requirePerson(asker);
  const upload = await getUpload(read, id);
  const held = reach(rule, person, upload);
  if (!allowsState(rule, upload.state)) throw new Refusal('wrong-state');
  if (!mayHaveFile(rule, person, upload)) throw new Refusal('personal-data');
  return { person, held, upload };
}

/** @throws Refusal as `authorizeUpload` */
export async function authorizeStatement(rule: StatementRule, asker: Person | null, read: Reading, id: string): Promise<StatementGrant> {
  const person = requirePerson(asker);
  const statement = await getStatement(read, id);
  const upload = await getUpload(read, statement.uploadId);
  return { person, held: reach(rule, person, upload), upload, statement };
}

function reach(rule: RoleRule, person: Person, upload: UploadRow): Membership[] {
  const held = entitled(rule, membershipsIn(person, upload.government), upload.uploadedBy === person.id);
  if (held.length === 0) throw new Refusal('not-found');
  return held;
}
