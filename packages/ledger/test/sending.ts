import { keepReport, receiveUpload, submitUpload, verifyUpload } from '../src/index.ts';
import { storing, type TestLedger, type TestStatement } from './databases.ts';

/** How statements come into a ledger of the tests: read as drafts, or taken on to verified by a second person. */
export function sending(test: () => TestLedger) {
  async function receive(...statements: TestStatement[]): Promise<string> {
    return storing(test(), statements, async (tx, add) => {
      const { id } = await receiveUpload(tx, {
        government: '19.71',
        fileName: 'lra.xlsx',
        hash: 'a'.repeat(64),
        bytes: 10,
        actor: 'clerk',
      });
      await keepReport(tx, id, { report: { outcome: 'read', findings: [] }, answers: {} });
      await add(id);
      return id;
    });
  }

  async function verified(...statements: TestStatement[]): Promise<string> {
    const id = await receive(...statements);
    await test().ledger.transact((tx) => submitUpload(tx, id, 'clerk'));
    await test().ledger.transact((tx) => verifyUpload(tx, id, 'verifier'));
    return id;
  }

  return { receive, verified };
}
