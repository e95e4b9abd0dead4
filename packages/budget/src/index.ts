export { accountCodes, accountWords, plainAccountWords } from './codes/accounts.ts';
export {
  ancestor,
  bidangOfUnit,
  type Code,
  type CodeKind,
  canonicalCode,
  isTreasury,
  isWithin,
  level,
  opdOf,
  parentCode,
} from './codes/code.ts';
export { bidangOf, functionWords } from './codes/functions.ts';
export { lineage } from './codes/tree.ts';
export { unitNameInEnglish } from './codes/unit-names.ts';
export { compareRatios, medianOf, placeAmong, pointsBetween, type Ratio } from './comparison/ratio.ts';
export {
  budgetMeasures,
  isIncompleteYear,
  type MeasuresOfRegion,
  type RegionMeasure,
  regionMeasures,
  yearMeasures,
} from './comparison/region-measures.ts';
export { type SimilarRule, type SizedRegion, similarTo, usualRule } from './comparison/similar.ts';
export { csvLine } from './csv/csv-line.ts';
export {
  type BudgetDocument,
  budgetDocuments,
  type DocumentKey,
  documentLists,
  documentOf,
  headlineList,
  type LinkOutcome,
  linkOutcomes,
  listOf,
} from './documents/document-lists.ts';
export { type EvidenceKey, evidenceCategories, siteEvidence } from './documents/site-evidence.ts';
export { type Choice, describeFinding, describeRule, type Finding, finding, printedValue } from './findings/finding.ts';
export {
  type FindingArea,
  type FindingCode,
  findingAreas,
  isFindingCode,
  ruleBook,
  settableSeverities,
} from './findings/rule-book.ts';
export { bySeverity, type FindingRule, type Severity } from './findings/rules/rule.ts';
export { type Government } from './government/government.ts';
export { findRegion, type RegionKind, regionByCode, regionKind } from './government/regions.ts';
export {
  type Band,
  type Bands,
  type BandsFault,
  bandAt,
  bandsFault,
  defaultBands,
  type JudgingRule,
  type Status,
  statusWords,
} from './judgement/bands.ts';
export { type Comparable, comparableOf, planShare } from './judgement/comparable.ts';
export { cumulativeFall } from './judgement/cumulative-fall.ts';
export { type Compared, gapToPlan, judge } from './judgement/judge.ts';
export { changeOf, largestMoves, type Moved } from './judgement/largest-moves.ts';
export { divideRounded, type Percentage, percentage } from './judgement/percentage.ts';
export { PlanToDay, planToDay } from './judgement/plan-to-day.ts';
export {
  type Reporting,
  type ReportingStatus,
  reportDue,
  reportingOf,
  reportingStatus,
} from './judgement/reporting.ts';
export { type SameActivity, sameActivity } from './judgement/same-activity.ts';
export { type WorksAndMoney, worksAndMoney } from './judgement/works-and-money.ts';
export { type Language, type Words } from './language/language.ts';
export { dateInWords, monthName, sayTerms, versionName } from './language/terms.ts';
export { decimalMark, formatCount, formatLra, formatRupiah, minus, sign, withDecimals } from './money/format-amount.ts';
export { abs, parseDecimal, type Sen, sum, toDecimal } from './money/money.ts';
export { shares } from './money/shares.ts';
export { isNik, type PersonalKind, personalData, withoutPersonalData } from './privacy/personal-data.ts';
export { person, providerName } from './privacy/provider-name.ts';
export { publicFileName } from './privacy/public-file-name.ts';
export type { Contact } from './settings/contacts.ts';
export type { DutyRule } from './settings/duty-rules.ts';
export type { ListField, ListKind } from './settings/list-kind.ts';
export { type Camera, type Population, type SettingKind } from './settings/setting-kind.ts';
export { settingText } from './settings/setting-text.ts';
export {
  parseSetting,
  type Setting,
  type SettingKey,
  type SettingValues,
  settingGroups,
  settingKeys,
  settings,
} from './settings/settings.ts';
export type { ShareRule } from './settings/share-rules.ts';
export { membersOn, type OpdOf, opdOn, type Succession } from './settings/succession.ts';
export { type CellCorrection, cellText, correctedText, isBareAmount, type TypedCell, typedCell } from './statements/cell-correction.ts';
export { lraBalance, netInto } from './statements/identities.ts';
export {
  type Basis,
  type CodeName,
  type Line,
  type Place,
  type StatementHead,
  type StatementKind,
  statementKinds,
} from './statements/statement.ts';
export { templateAmounts, templateColumns, templateHead, templateKinds, templateMark } from './statements/template.ts';
export { type BudgetVersion, isBudgetVersion, latestCommonVersion, latestVersion, versionRank } from './statements/version.ts';
export {
  type Cause,
  type Contract,
  causeWords,
  type Obstacle,
  parseCause,
  type Target,
  type Works,
  type WorksHead,
  type WorksKind,
  worksKinds,
} from './statements/works.ts';
export { worksColumns, worksTemplateColumns, worksTemplateKinds } from './statements/works-template.ts';
export {
  addDays,
  dayAfter,
  dayBefore,
  dayInJakarta,
  dayOfYear,
  daysBetween,
  type FiscalYear,
  fiscalYear,
  type IsoDate,
  type IsoInstant,
  isIsoDate,
  isoDate,
  type Month,
  monthEnd,
  monthOf,
  parseFiscalYear,
  sameDayIn,
  timeZone,
  yearOf,
} from './time/period.ts';
