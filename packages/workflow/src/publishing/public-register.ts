import { dayInJakarta, documentOf, type LinkOutcome, linkOutcomes } from '@sipkadin/budget';
import {
  type PublicAnswer,
  type PublicDocument,
  type PublicRegister,
  type SigningKey,
  shareRegister,
  writeRegister,
} from '@sipkadin/edition';
import {
  type AuditAction,
  countAudit,
  documentEntries,
  getGovernment,
  presentDocuments,
  publicQuestions,
  type Reading,
} from '@sipkadin/ledger';
import type { Objects } from '@sipkadin/objects';

/** What changes a register, but for how links answered. */
const changing: readonly AuditAction[] = [
  ...(['government-added', 'government-set', 'document-entered'] as const),
  ...(['public-question-asked', 'public-question-answered', 'public-answer-decided'] as const),
];

/** What a government publishes beside its editions, as the ledger has it now. Amounts are in it only where a person wrote them. */
export async function publicRegister(read: Reading, government: string): Promise<PublicRegister> {
  const { contacts, publicQuestions: takesQuestions } = await getGovernment(read, government);
  const questions = await publicQuestions(read, government);
  const held = questions.filter(({ waitsFor, published }) => waitsFor !== null && published === null);
  const [oldest] = held;
  return {
    format: 'sipkadin-register/2',
    number: await countAudit(read, government, changing),
    ...{ government, contacts, takesQuestions },
    held: { count: held.length, oldest: oldest === undefined ? null : dayInJakarta(oldest.at) },
    declined: questions.filter(({ decision }) => decision?.outcome === 'declined').length,
    answers: questions.flatMap(({ seq, year, edition, unit, activity, account, text, at, published }): PublicAnswer[] =>
      published === null
        ? []
        : [
            {
              ...{ number: seq, year, edition, unit, activity, account },
              ...{ question: published.asked, edited: published.asked !== text, askedOn: dayInJakarta(at) },
              ...{ answer: published.text, answeredOn: dayInJakarta(published.publishedAt) },
            },
          ],
    ),
    documents: presentDocuments(await documentEntries(read, government)).flatMap((entry): PublicDocument[] => {
      const { list, item, year, state, address, issuedOn, sha256, note, at, check } = entry;
      // A list may lose an item with a release.
      if (documentOf(list, item) === undefined) return [];
      const outcome = linkOutcomes.find((one): one is LinkOutcome => one === check?.outcome);
      return [
        {
          ...{ list, item, year, state, address, issuedOn, sha256, note, enteredOn: dayInJakarta(at) },
          check: check === null || outcome === undefined ? null : { on: dayInJakarta(check.at), outcome },
        },
      ];
    }),
  };
}

/**
 * Brings the published register of a government to what the ledger has, and puts it into the store where machines share one.
 * @returns whether it changed
 * @throws system errors as they are, ObjectsError
 */
export async function publishRegister(
  {
    read,
    editionsRoot,
    signingKey,
    objects,
  }: { read: Reading; editionsRoot: string; signingKey: SigningKey; objects?: Objects | undefined },
  government: string,
): Promise<boolean> {
  const changed = writeRegister(editionsRoot, await publicRegister(read, government), signingKey);
  // Also where nothing changed: another machine may have stored an earlier one later.
  if (objects !== undefined) await shareRegister({ objects, root: editionsRoot }, government);
  return changed;
}
