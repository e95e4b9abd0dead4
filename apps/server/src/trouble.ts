import type { Config } from './settings/config.ts';

/** Explains a failed system call to the operator of the server in one line; undefined for any other error. */
export function explainTrouble(error: unknown, config: Pick<Config, 'host' | 'port' | 'data'>): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  // The file we probe with means its folder.
  const path = ('path' in error && typeof error.path === 'string' ? error.path : config.data).replace(/\/\.probe-\d+$/, '');
  switch (error.code) {
    case 'EADDRINUSE':
      return `port ${config.port} on ${config.host} is in use by another program; stop it, or choose another with --port`;
    case 'EADDRNOTAVAIL':
      return `${config.host} is no address of this machine; SIPKADIN_HOST must be one`;
    case 'EACCES':
      return 'syscall' in error && error.syscall === 'listen'
        ? `no right to listen on port ${config.port}; choose one above 1023 with --port`
        : `no right to use ${path}; its owner must be the user who runs this`;
    case 'ENOENT':
      return 'syscall' in error && error.syscall === 'mkdir'
        ? `${path} cannot be made: what is above it is missing or read-only`
        : undefined;
    case 'EEXIST':
    case 'ENOTDIR':
      return `${path} is a file; the data folder must be a folder`;
    case 'EPERM':
      return `no right to use ${path}; its owner must be the user who runs this`;
    case 'schema-newer':
      return `the database in ${config.data} was made by a newer version; update this program, or restore a backup`;
    case 'not-durable':
      return `the database in ${config.data} cannot promise that what it confirms is kept: ${error.message}`;
    case 'busy':
      return 'the database is in use by another process that does not let go; try again';
    case 'bad-key':
      return error.message;
    case 'read-only':
    case 'EROFS':
    case 'SQLITE_READONLY':
    case 'SQLITE_READONLY_DIRECTORY':
      return `${path} cannot be written to: it is read-only`;
    case 'SQLITE_CANTOPEN':
      return `the database in ${config.data} cannot be opened; the folder must be writable`;
    case 'disk-full':
    case 'ENOSPC':
    case 'EDQUOT':
    case 'SQLITE_FULL':
      return `the disk of ${config.data} is full; free some space and start again`;
    case 'SQLITE_CORRUPT':
    case 'SQLITE_NOTADB':
      return `the database in ${config.data} is damaged; restore it from a backup`;
    case 'ECONNREFUSED':
      return 'the PostgreSQL server of SIPKADIN_DATABASE_URL does not answer';
    case '28P01':
    case '28000':
      return 'the PostgreSQL server does not accept the user or password of SIPKADIN_DATABASE_URL';
    case '3D000':
      return 'the PostgreSQL server has no database of the name in SIPKADIN_DATABASE_URL';
    case 'ERR_MODULE_NOT_FOUND':
      return /dist\/site/.test(error.message) ? 'the pages are not built yet; run it through npm (npm start)' : undefined;
    default:
      return undefined;
  }
}

const rules: Readonly<Record<string, string>> = {
  'own-upload': 'nobody verifies their own upload: --verify-as must be another person',
  'own-publication':
    'nobody publishes what they uploaded or verified: --as must be a third person, or the government set to it (government set --publish-own yes)',
  'large-change': 'this file changes figures a lot: --reason TEXT says why, in 10 letters or more',
  'wrong-state': 'this step is over already, or not due yet',
  'last-admin': 'nobody would be left who may give roles; add another admin first: sipkadin person add … --role admin',
  'nothing-new': 'nothing has changed since the last edition; a note (--note) publishes it all the same',
  'nothing-verified': 'there is no verified data of that year',
  'not-found': 'there is no such thing here',
};

/** A rule of the ledger or of publishing that was not met: not a fault, and nothing was changed. undefined: something else. */
export async function explainRule(error: unknown): Promise<string | undefined> {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  if (!['LedgerError', 'Refusal'].includes(error.name)) return undefined;
  const rule = rules[error.code];
  if (rule !== undefined || error.name !== 'Refusal') return rule;
  // Imported late: a process of the public side alone loads none of it, and what refused has loaded it.
  const { errorTexts } = await import('@sipkadin/workflow');
  return Object.entries(errorTexts).find(([code]) => code === error.code)?.[1].en;
}
