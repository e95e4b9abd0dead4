// What is done to the ledger without a door: for commands, which must not load web servers and sign-in to start.
export { importUpload } from './import-upload.ts';
export { carryOut, publish } from './publish.ts';
export { recoverEditions } from './recover.ts';
export { verifyAll } from './verify-all.ts';
