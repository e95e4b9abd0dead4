import type { Ledger, Reading } from '@sipkadin/ledger';

/**
 * The ledger for one request: every transaction checks first, in it, that the request is still allowed. Between the check of a request
 * and its transaction a role may be taken away and an upload moved on: another request comes first, or a file takes minutes to arrive.
 */
export function checkedLedger(ledger: Ledger, check: (read: Reading) => Promise<unknown>): Ledger {
  return {
    dialect: ledger.dialect,
    read: ledger.read,
    stage: ledger.stage,
    close: ledger.close,
    get people() {
      return ledger.people;
    },
    transact: (work, staging) =>
      ledger.transact(async (tx) => {
        await check(tx);
        return work(tx);
      }, staging),
  };
}
