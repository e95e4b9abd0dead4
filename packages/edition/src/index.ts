export { type ActivityMove, activityMoves } from './comparison/activity-moves.ts';
export { type AmountReason, amountChanges, type ChangedAmount } from './comparison/amount-changes.ts';
export { changesBetween } from './comparison/edition-changes.ts';
export { unitsWithout } from './comparison/part-version.ts';
export { atSameDay, editionOfSameDay, lastReportedMonth, type SameDay, type SameDayPair } from './comparison/same-day.ts';
export type {
  Decimal,
  EditionContent,
  EditionLine,
  Figures,
  FurtherContent,
  GroupRow,
  Manifest,
  Measure,
  MonthRow,
  PublishedContract,
  PublishedLine,
  ReconciliationRow,
  Source,
  SubUnitDetail,
  SubUnitMonth,
  SubUnitRow,
  UnitDetail,
  UnitNode,
  UnitRow,
  UnitTotal,
} from './edition.ts';
export { EditionError, type EditionErrorCode } from './error.ts';
export { announce, replacePointer } from './folder/announce.ts';

export { type Disk, realDisk } from './folder/disk.ts';
export { replaceDurably, syncFolder } from './folder/durable.ts';
export { type Editions, openEditions, type PublicEditions } from './folder/editions.ts';
export { fileCheck } from './folder/file-check.ts';
export { dropEdition, dropUnfinished, type WrittenEdition, writtenEditions, writtenYears } from './folder/folders.ts';
export { type PublicEdition, readPointer } from './folder/pointer.ts';
export { type Edition, openEdition } from './folder/read.ts';
export { setAsideEdition } from './folder/set-aside.ts';
export { type BroughtBack, bringBackEdition } from './folder/sharing/bring-back.ts';
export { copyEdition, type ReadEditionFile } from './folder/sharing/copy-edition.ts';
export { shareEditions } from './folder/sharing/share.ts';
export { withEdition } from './folder/with-edition.ts';
export { rewriteEdition, writeEdition } from './folder/write.ts';
export { canonicalJson } from './format/frozen/canonical.ts';
export { isSignedInTime, keyLogProblems } from './keys/against-log.ts';
export { type ChainKey, type KeyChain, keysOf } from './keys/chain.ts';
export { parseFingerprint, readableFingerprint } from './keys/fingerprint.ts';
export { chainPems, keyChainOf, pemOfSigner, presentKeyPem, publishKeyStatement } from './keys/folder.ts';
export type { KeyStatement } from './keys/statement.ts';
export { checkInclusion } from './log/check-edition.ts';
export { checkLog, type LogLook, type LogStanding } from './log/check-log.ts';
export { isSignedBy, pemOf, rawKeyOf } from './log/head.ts';
export type { KeptLog } from './log/kept-log.ts';
export { editionName, entryText, type LogEntry, logName } from './log/log-entry.ts';
export { nodeCryptography } from './log/node-cryptography.ts';
export { type Log, rootOfEntries } from './log/read-log.ts';
export { copyLog, logOf, writeLog } from './log/write-log.ts';
export { copyReference } from './reference/copy.ts';
export {
  latestReference,
  publicReferences,
  publishReference,
  referenceFolder,
} from './reference/folder.ts';
export { mergeReference } from './reference/merge.ts';
export { packReference, type ShippedReference, unpackReference } from './reference/pack.ts';
export type { Reference, ReferenceContent, ReferenceKind, ReferenceSource, YearAmount } from './reference/reference.ts';
export { isReference, verifyReference } from './reference/verify.ts';
export { checkRegister } from './register/check-register.ts';
export { copyRegister } from './register/copy.ts';
export { isSignedRegister, readRegister, registerPath, registerStamp, type StoredRegister, writeRegister } from './register/folder.ts';
export type { PublicAnswer, PublicDocument, PublicRegister } from './register/register.ts';
export { generateKey, keyIdOf, loadSigningKey, type SigningKey, temporaryKey } from './sign.ts';
export { fetchStaged } from './store/fetch.ts';
export { bringKeys, followStore } from './store/follow.ts';
export { fileKey } from './store/keys.ts';
export { pointersOf } from './store/pointed.ts';
export { type FoldersOf, isLogBehind, shareKeys, shareReferences, shareRegister, shareYear, stageEdition } from './store/share.ts';
export { compareEdition } from './verify/compare.ts';
export { damagedFiles, fileHashes } from './verify/damaged-files.ts';
export type { ChangedLine, EditionProblem } from './verify/problem.ts';
export { verifyEdition } from './verify/verify.ts';
export type { Population, PublishedCorrection, PublishedNote, PublishedTarget, WorksSource } from './works.ts';
