export { importUpload } from './importing/import-upload.ts';
export { isBlocked, type JudgedReport, judge } from './importing/judge.ts';
export { createPreviews, type Previews } from './importing/previews.ts';
export { rememberedMappings } from './importing/remembered-mappings.ts';
export { createJobs, type Jobs, type LeaseTimes } from './jobs/jobs.ts';
export { carryOut, type Published, type PublishOrder, publish } from './publishing/publish.ts';
export { type Recovery, recoverEditions } from './publishing/recover.ts';
export { type ErrorCode, errorTexts, faultReference, isErrorCode, isForTheLog, Refusal } from './refusal.ts';
export { type Verification, type VerifyProblem, verifyAll } from './verify-all.ts';
