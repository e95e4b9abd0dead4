export {
  type AuditAction,
  type AuditFilter,
  type AuditRow,
  auditActors,
  checkAudit,
  countAudit,
  listAudit,
  type PersonAction,
  recordedAfter,
} from './audit/audit.ts';
export { type LedgerProblem, verifyLedger } from './audit/verify.ts';
export { clockBehind } from './database/clock.ts';
export { copyDatabases, peoplePath } from './database/copy.ts';
export { copyPostgres, loadPostgres } from './database/copy-postgres.ts';
export type { Dialect, Reading, Writing } from './database/database.ts';
export { type FolderLock, type FolderUse, isInUse, isServed, lockFolder } from './database/folder-lock.ts';
export { type OwnFolder, ownFolder, sweepFolder } from './database/own-folder.ts';
export { incomingFolder, type LocalUploads, type UploadStore, uploadStore } from './database/store.ts';
export { type Against, againsts, type ChangedPart, type Changes, changesOf, type KeyChange, type Sides } from './editions/changes.ts';
export {
  type DocumentEntry,
  documentEntries,
  enterDocument,
  presentDocuments,
  recordLinkCheck,
} from './editions/document-entries.ts';
export { type EditionState, editionState } from './editions/edition-state.ts';
export {
  type EditionRow,
  listEditions,
  mustBeLatest,
  mustBeOthersWork,
  nextEditionNumber,
  recordEdition,
  recordKey,
  recordSettlement,
} from './editions/editions.ts';
export { appendLogEntries, type LogEntryRow, listLogEntries } from './editions/log-entries.ts';
export type { DocumentState } from './editions/openness-tables.ts';
export {
  type AskedFigure,
  answerPublicQuestion,
  askPublicQuestion,
  decidePublicAnswer,
  declinePublicQuestion,
  heldQuestions,
  type PublicQuestion,
  publicQuestions,
  withdrawPublicAnswer,
} from './editions/public-questions.ts';
export {
  claimedYears,
  claimPublishing,
  mustHoldPublishing,
  type PublishedYear,
  releasePublishing,
} from './editions/publishing-claim.ts';
export { recordedReferences, recordReference } from './editions/references.ts';
export { diskError, isAway, LedgerError, type LedgerErrorCode } from './error.ts';
export { type ActivityAmounts, type ActivityProgress, activityAmounts } from './figures/activity-amounts.ts';
export { type Assertion, assertionsOf } from './figures/assertions.ts';
export {
  type Amounts,
  addPlanRow,
  type FiguresQuery,
  figuresByAccount,
  figuresByUnit,
  loadFigures,
  years,
} from './figures/figures.ts';
export { ledgerOf, readingOfQuestion } from './figures/kept-rows.ts';
export { figuresByMonth, type MonthSums } from './figures/months.ts';
export { type SamePayments, samePayments } from './figures/same-payments.ts';
export { type StoredBudget, storedBudgets } from './figures/stored-budgets.ts';
export { lastStepOfYears, type VersionDay, versionDays } from './figures/version-days.ts';
export {
  addGovernment,
  bandsOf,
  type GovernmentRow,
  type GovernmentSettings,
  getGovernment,
  listGovernments,
  setGovernment,
  simulatedGovernments,
} from './governments.ts';
export { historyFindings } from './history/history.ts';
export { type LargeChange, largeChanges } from './history/large-changes.ts';
export { type Ledger, type LedgerOptions, openLedger, openToRead, type ReadLedger, servingPatience } from './ledger.ts';
export { activityNames, codeNames, knownOpd, unitActivities, unitNames } from './names.ts';
export { type ObstacleEntry, type ObstacleState, obstacleEntries, type WrittenObstacle, writeObstacle } from './obstacles/entries.ts';
export { type ObstacleReport, obstacleReports } from './obstacles/file-reports.ts';
export {
  getPromise,
  lastMeeting,
  listMeetings,
  type Meeting,
  type MeetingNote,
  type MeetingPromise,
  makePromise,
  meetingNotes,
  meetingPromises,
  noteMeeting,
  type Outcome,
  openMeeting,
  settlePromise,
} from './obstacles/meetings.ts';
export { answerQuestion, askQuestion, getQuestion, type Question, questionsOf } from './obstacles/questions.ts';
export { type ObstacleRelease, obstacleReleases, releaseObstacle } from './obstacles/releases.ts';
export { type AlertEvent, acknowledgeAlert, alertEvents, countOpenAlerts, openAlerts, recordAlerts } from './people/alert-events.ts';
export {
  type ApprovalAct,
  type ApprovalRow,
  askApproval,
  getApproval,
  openApprovals,
  type RelaxingAct,
  settleApproval,
} from './people/approvals.ts';
export { addDevice, type DeviceRow, deviceOf, listDevices, withdrawDevice } from './people/devices.ts';
export { digestReaders, setDigest, wantsDigest } from './people/digest.ts';
export { acceptOffers, listOffers, mayAccept, offersOf, setOffers } from './people/offers.ts';
export {
  type AccessChange,
  dropLinkMail,
  type EventNotice,
  holdMail,
  type LinkMail,
  linkMails,
  listMail,
  markSent,
  type Notice,
  type OwedNotice,
  postponeMail,
  queueAnew,
  queueMail,
  releaseMail,
  type WaitingMail,
} from './people/outbox.ts';
export { type OutboxState, outboxState } from './people/outbox-state.ts';
export {
  disablePerson,
  enablePerson,
  grant,
  type Held,
  isDisabled,
  isRole,
  listMembers,
  type MemberRow,
  mustHoldRole,
  type Role,
  recordPerson,
  replaceClaimed,
  revokeClaimed,
  roles,
  rolesOf,
  setRoles,
} from './people/people.ts';
export { type OnePerson, onePersonOf } from './people/separation-of-duties.ts';
export { readsUnit, readsUpload, type Viewer } from './people/viewer.ts';
export type { Staging } from './statements/staging.ts';
export { statementFiles } from './statements/statement-files.ts';
export {
  addStatements,
  akunTotals,
  countStatements,
  getStatement,
  type NewStatement,
  type StatementRow,
  statementLines,
  statementSources,
} from './statements/statements.ts';
export {
  keepAnswers,
  type RememberedAnswers,
  rememberedAnswers,
  type TakenOver,
  takeAnswersBack,
  takenOver,
  takeOverAnswers,
} from './uploads/answers.ts';
export { type Conflict, conflictsOf } from './uploads/conflicts.ts';
export { type CorrectionChanges, type CorrectionRow, correctionsOf, recordCorrections } from './uploads/corrections.ts';
export { countMapping, forgetMapping, getMapping, keepMapping, listMappings, type MappingRow } from './uploads/mappings.ts';
export {
  type ClaimedReading,
  cancelReading,
  claimReading,
  failReading,
  queueAnswers,
  queueReading,
  type ReadingClaim,
  type ReadingProgress,
  type ReadingState,
  readingStates,
  releaseReading,
  renewReading,
} from './uploads/queue.ts';
export { type FailedReading, failedReadings, type QueueState, queueState, uploadsByStep } from './uploads/queue-state.ts';
export { type MonthReport, monthReports, type ReportStep } from './uploads/reports.ts';
export { type RuleSetting, ruleSettings, setRuleSeverity, severitiesFor } from './uploads/rules.ts';
export {
  amendReport,
  countUploads,
  discardUpload,
  getUpload,
  keepReport,
  lastChangeOfFigures,
  ledgerSequence,
  listUploads,
  receiveUpload,
  returnUpload,
  submitUpload,
  type UploadFilter,
  type UploadRow,
  type UploadState,
  type UploadStep,
  uploadHashes,
  uploadSteps,
  verifyUpload,
  withdrawUpload,
} from './uploads/uploads.ts';
export type { PublicNote } from './works/public-notes.ts';
export { publicContracts } from './works/public-works.ts';
export { type EffectiveWorks, effectiveWorks, type Sourced, type WorksOfUpload, worksRows } from './works/read-works.ts';
export { addWorks } from './works/store-works.ts';
