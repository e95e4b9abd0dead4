export {
  type AuditAction,
  type AuditFilter,
  type AuditRow,
  appendAudit,
  auditActors,
  checkAudit,
  listAudit,
  type PersonAction,
} from './audit.ts';
export { type Against, againsts, type ChangedPart, type Changes, changesOf, type KeyChange, type Sides } from './changes.ts';
export type { Dialect, Reading, Writing } from './database.ts';
export { type EditionState, editionState } from './edition-state.ts';
export { type EditionRow, listEditions, mustBeOthersWork, recordEdition } from './editions.ts';
export { diskError, LedgerError, type LedgerErrorCode } from './error.ts';
export {
  type Amounts,
  type FiguresQuery,
  figuresByAccount,
  figuresByFunction,
  figuresByFund,
  figuresByUnit,
  loadFigures,
  years,
} from './figures.ts';
export {
  addGovernment,
  type GovernmentRow,
  type GovernmentSettings,
  getGovernment,
  listGovernments,
  setGovernment,
} from './governments.ts';
export { type OnePerson, onePersonOf } from './hands.ts';
export { historyFindings } from './history.ts';
export { type Ledger, type LedgerOptions, openLedger } from './ledger.ts';
export { countMapping, forgetMapping, keepMapping, listMappings, type MappingRow } from './mappings.ts';
export { figuresByMonth, type MonthAmounts } from './months.ts';
export { codeNames, unitNames } from './names.ts';
export {
  dropLinkMail,
  holdMail,
  type LinkMail,
  linkMails,
  listMail,
  markSent,
  type Notice,
  postponeMail,
  queueLink,
  queueMail,
  releaseMail,
  type Told,
  type WaitingMail,
} from './outbox.ts';
export {
  disablePerson,
  enablePerson,
  grant,
  type Held,
  isDisabled,
  isRole,
  listMembers,
  type MemberRow,
  type Role,
  recordPerson,
  replaceClaimed,
  revoke,
  revokeClaimed,
  roles,
  rolesOf,
  setRoles,
} from './people.ts';
export { cancelReading, failReading, listReadings, queueReading, type WaitingReading } from './queue.ts';
export { type MonthReport, monthReports } from './reports.ts';
export { type Rival, rivalsOf } from './rivals.ts';
export { type RuleSetting, ruleSettings, setRuleSeverity, severitiesFor } from './rules.ts';
export type { Staging } from './staging.ts';
export { addStatements, getStatement, type NewStatement, type StatementRow, statementLines } from './statements.ts';
export { type UploadStore, uploadStore } from './store.ts';
export {
  amendReport,
  getUpload,
  keepReport,
  ledgerPosition,
  listUploads,
  receiveUpload,
  returnUpload,
  submitUpload,
  type UploadRow,
  type UploadState,
  type UploadStep,
  uploadSteps,
  verifyUpload,
  withdrawUpload,
} from './uploads.ts';
export { type LedgerProblem, verifyLedger } from './verify.ts';
