import Sqlite from 'better-sqlite3';

/** Calls a function right after each statement that SQLite carries out in this process, `begin` and `commit` included. */
export function afterEachStatement(seen: () => void): void {
  const database = new Sqlite(':memory:');
  const prototype = Object.getPrototypeOf(database.prepare('select 1')) as Record<string, (...values: unknown[]) => unknown>;
  for (const name of ['run', 'get', 'all']) {
    const carryOut = prototype[name];
    if (carryOut === undefined) throw new Error(`a statement has no ${name}`);
    prototype[name] = function (this: unknown, ...values: unknown[]) {
      const result = carryOut.apply(this, values);
      seen();
      return result;
    };
  }
  database.close();
}
