import { addStatements, keepReport, type Ledger, receiveUpload, submitUpload, verifyUpload } from '../src/index.ts';
import type { NewStatement } from '../src/statements.ts';

/** How statements come into a ledger of the tests: read as drafts, or taken on to verified by a second person. */
export function sending(ledger: () => Ledger) {
  async function receive(...statements: NewStatement[]): Promise<string> {
    return ledger().transact(async (tx) => {
      const { id } = await receiveUpload(tx, {
        government: '19.71',
        fileName: 'lra.xlsx',
        hash: 'a'.repeat(64),
        bytes: 10,
        actor: 'clerk',
      });
      await keepReport(tx, id, { report: { outcome: 'read' }, answers: {} });
      await addStatements(tx, id, statements);
      return id;
    });
  }

  async function verified(...statements: NewStatement[]): Promise<string> {
    const id = await receive(...statements);
    await ledger().transact((tx) => submitUpload(tx, id, 'clerk'));
    await ledger().transact((tx) => verifyUpload(tx, id, 'verifier'));
    return id;
  }

  return { receive, verified };
}
