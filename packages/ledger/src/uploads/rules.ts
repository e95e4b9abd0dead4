import { type FindingCode, type IsoInstant, isFindingCode, ruleBook, type Severity, settableSeverities } from '@sipkadin/budget';
import { appendAudit } from '../audit/audit.ts';
import type { Reading, Writing } from '../database/database.ts';
import { LedgerError } from '../error.ts';
import { getGovernment } from '../governments.ts';
import { instantOf } from '../ledger.ts';

/** The severity that a government gave a rule, by whom and when; null: the rule's own again. */
export interface RuleSetting {
  code: FindingCode;
  severity: Severity | null;
  at: IsoInstant;
  actor: string;
}

/**
 * Sets what a rule weighs in a government from now on; null gives it back its own. What was submitted stays judged as it was.
 * @throws LedgerError `rule-fixed` for questions and rules that no government can change, `not-found`
 */
export async function setRuleSeverity(
  tx: Writing,
  { government, code, severity }: { government: string; code: string; severity: Severity | null },
  actor: string,
): Promise<void> {
  await getGovernment(tx, government);
  const rule = ruleBook.find((one) => one.code === code);
  if (rule === undefined) throw new LedgerError('not-found', code);
  if (rule.fixed || severity === 'question') throw new LedgerError('rule-fixed', code);
  const before = (await ruleSettings(tx, government)).find((one) => one.code === code)?.severity ?? null;
  if (before === severity) return;
  await tx
    .insertInto('rule_severity')
    .values({ government, code, severity: severity ?? '', at: instantOf(tx), actor })
    .execute();
  const named = (one: Severity | null) => one ?? rule.severity;
  await appendAudit(tx, {
    actor,
    action: 'rule-set',
    government,
    subject: code,
    detail: { before: named(before), severity: named(severity) },
  });
}

/** The last setting of each rule that was ever set, up to an instant if one is given. */
export async function ruleSettings(read: Reading, government: string, until?: IsoInstant): Promise<RuleSetting[]> {
  const rows = await read
    .selectFrom('rule_severity')
    .selectAll()
    .where('seq', 'in', ({ selectFrom }) => {
      const last = selectFrom('rule_severity')
        .select(({ fn }) => fn.max('seq').as('seq'))
        .where('government', '=', government)
        .groupBy('code');
      return until === undefined ? last : last.where('at', '<=', until);
    })
    .orderBy('seq')
    .execute();
  return rows.flatMap(({ code, severity, at, actor }) =>
    // A rule that is no more may have been set.
    isFindingCode(code) ? [{ code, severity: settableSeverities.find((one) => one === severity) ?? null, at, actor }] : [],
  );
}

/** What rules weigh for an upload: as its government had set them when it was submitted, or has now. */
export async function severitiesFor(
  read: Reading,
  { id, government }: { id: string; government: string },
): Promise<ReadonlyMap<FindingCode, Severity>> {
  const submitted = await read
    .selectFrom('step')
    .select('at')
    .where('upload', '=', id)
    .where('step', '=', 'submitted')
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
  const settings = await ruleSettings(read, government, submitted?.at);
  return new Map(settings.flatMap(({ code, severity }) => (severity === null ? [] : [[code, severity] as const])));
}
