import type { Role, UploadState } from '@sipkadin/ledger';

/*
 * The one table of rights. Data only, because the screens read it too: procedures find their line by their path
 * (trpc.ts), files by their address (file-routes.ts), and menu and links ask it in the browser (web/person.tsx).
 */

/** What holds for a role beside its rights. */
export const roleTraits = {
  operator: { needsSecondFactor: false, perUnit: true, readsDrafts: true },
  verifier: { needsSecondFactor: true, perUnit: false, readsDrafts: true },
  publisher: { needsSecondFactor: true, perUnit: false, readsDrafts: true },
  leadership: { needsSecondFactor: false, perUnit: false, readsDrafts: false },
  auditor: { needsSecondFactor: false, perUnit: false, readsDrafts: true },
  admin: { needsSecondFactor: true, perUnit: false, readsDrafts: true },
} as const satisfies Record<
  Role,
  {
    /** For roles that move figures towards the public, or give roles. */
    needsSecondFactor: boolean;
    /** Whether the role can be limited to one OPD. */
    perUnit: boolean;
    /** Whether the role reaches an upload that does not count: one that was not verified yet, or was withdrawn. */
    readsDrafts: boolean;
  }
>;

/** The states of an upload whose figures count, or did until a newer one was verified. */
export const countedStates: readonly UploadState[] = ['verified', 'published', 'superseded'];

export const allRoles = Object.keys(roleTraits) as readonly Role[];

/** Open to everybody; `account`: to everybody who is signed in, for their own account, even without a second factor. */
export type OpenRule = { of: 'anyone' } | { of: 'account' };
/** For a role in the government that the request names. `whole government` leaves out operators of one OPD. */
export type GovernmentRule = { of: 'government'; who: readonly Role[] } | { of: 'whole government'; who: readonly Role[] };
/** For a role in the government of the upload that the request names. An operator of one OPD reaches own uploads only. */
export interface UploadRule {
  of: 'upload';
  who: readonly Role[];
  /** The states of the upload in which it is allowed. */
  in: readonly UploadState[] | 'any';
  /** Where the file may hold personal data, only its uploader and these roles are let through. Absent: no such limit. */
  personalData?: readonly Role[];
}
/** As `UploadRule`, by the id of a statement of the upload. */
export interface StatementRule {
  of: 'statement';
  who: readonly Role[];
}
export type RoleRule = GovernmentRule | UploadRule | StatementRule;
export type Rule = OpenRule | RoleRule;

/** All who work with uploads. */
const staff: readonly Role[] = ['operator', 'verifier', 'publisher', 'auditor', 'admin'];
/** All who see figures before they are public. */
export const overseers: readonly Role[] = ['leadership', 'verifier', 'publisher', 'auditor', 'admin'];

const anyone: OpenRule = { of: 'anyone' };
const account: OpenRule = { of: 'account' };
const government = (...who: Role[]): GovernmentRule => ({ of: 'government', who });
const wholeGovernment = (...who: Role[]): GovernmentRule => ({ of: 'whole government', who });
const upload = (...who: Role[]): UploadRule => ({ of: 'upload', who, in: 'any' });
const uploadIn = (states: readonly UploadState[], ...who: Role[]): UploadRule => ({ of: 'upload', who, in: states });
const uploadFile = (...who: Role[]): UploadRule => ({ ...upload(...who), personalData: ['verifier', 'auditor'] });
const statement = (...who: Role[]): StatementRule => ({ of: 'statement', who });

/** By path in the router. */
export const procedureRights = {
  'account.me': anyone,
  'account.waysIn': anyone,
  'account.security': account,
  'account.digest': account,
  'account.setDigest': account,
  'account.setPassword': account,
  'account.startSecondFactor': account,
  'account.confirmSecondFactor': account,
  'account.renewRecoveryCodes': account,
  'account.removeSecondFactor': account,
  'account.endSession': account,
  'account.endOtherSessions': account,

  'uploads.list': government(...staff),
  'uploads.tasks': government(...staff),
  'uploads.get': upload(...staff),
  'uploads.surroundings': uploadFile(...staff),
  'uploads.answer': uploadIn(['asked'], 'operator'),
  'uploads.askTakenOver': uploadIn(['asked', 'draft'], 'operator'),
  'uploads.readAgain': uploadIn(['received', 'asked', 'cancelled'], 'operator'),
  'uploads.cancelReading': uploadIn(['received', 'asked', 'cancelled'], 'operator'),
  'uploads.discard': uploadIn(['asked', 'refused', 'cancelled', 'draft', 'returned'], 'operator'),
  'uploads.askAgain': uploadIn(['asked', 'refused', 'draft', 'returned'], 'operator'),
  'uploads.submit': uploadIn(['draft'], 'operator'),

  'review.verify': uploadIn(['submitted'], 'verifier'),
  'review.largeChanges': uploadIn(['submitted'], 'verifier'),
  'review.sendBack': uploadIn(['submitted'], 'verifier'),
  'review.withdraw': uploadIn(['verified', 'superseded'], 'verifier', 'publisher'),
  'review.works': upload(...staff),
  'review.lines': statement(...staff, 'leadership'),
  'changes.of': statement(...staff),

  'workbook.open': uploadFile(...staff),
  'workbook.page': uploadFile(...staff),
  'workbook.correct': { ...uploadIn(['asked', 'refused', 'draft', 'returned'], 'operator'), personalData: ['verifier', 'auditor'] },

  'mappings.preview': uploadIn(['asked'], 'operator'),
  'mappings.answer': uploadIn(['asked'], 'operator'),
  'mappings.again': uploadIn(['asked', 'refused', 'draft', 'returned'], 'operator'),
  'mappings.list': wholeGovernment('operator', 'admin'),
  'mappings.change': wholeGovernment('operator', 'admin'),
  'mappings.forget': wholeGovernment('operator', 'admin'),

  'publication.editions': government(...overseers),
  'publication.waiting': government('publisher', 'admin', 'auditor'),
  'publication.differences': government('publisher', 'admin', 'auditor'),
  'preview.open': government('publisher', 'admin', 'auditor'),
  'publication.publish': government('publisher'),
  'publication.withdraw': government('publisher'),
  'publication.returnTo': government('publisher'),

  'monitor.summary': government(...overseers),
  'monitor.unit': government(...overseers),
  'monitor.changes': government(...overseers),
  'monitor.activities': government(...overseers),
  'monitor.forecast': government(...overseers),
  'forecast.year': government(...overseers),
  'calendar.year': government(...allRoles),
  'alerts.list': government(...overseers),
  'alerts.acknowledge': government('leadership'),
  'look.list': government(...overseers),
  'duties.list': government(...overseers),
  'index.list': government(...overseers),

  'obstacles.list': government(...overseers, 'operator'),
  'obstacles.tasks': government('operator', 'verifier'),
  'obstacles.activities': government('operator', 'leadership'),
  'obstacles.write': government('operator'),
  'obstacles.end': government('operator'),
  'obstacles.release': government('verifier'),
  'obstacles.ask': government('leadership'),
  'obstacles.answer': government('operator'),

  'questions.list': government(...overseers, 'operator'),
  'questions.tasks': government('operator', 'verifier', 'publisher'),
  'questions.answer': government('operator', 'verifier', 'publisher'),
  'questions.decide': government('publisher'),
  'questions.decline': government('publisher'),
  'questions.withdraw': government('publisher'),

  'documents.list': government(...overseers),
  'documents.enter': government('publisher', 'admin'),

  'meeting.list': government(...overseers),
  'meeting.session': government(...overseers),
  'meeting.open': government('leadership'),
  'meeting.note': government('leadership'),
  'meeting.promise': government('leadership'),
  'meeting.settle': government('leadership'),

  'rules.list': government(...staff),
  'rules.set': government('admin'),

  'settings.list': government('admin', 'auditor', 'verifier'),
  'settings.basis': government('admin', 'auditor', 'verifier'),
  'settings.effect': government('admin'),
  'settings.set': government('admin'),

  'wall.devices': government('admin', 'auditor', 'verifier'),
  'wall.make': government('admin'),
  'wall.withdraw': government('admin'),

  'people.list': government('admin'),
  'people.invite': government('admin'),
  'people.link': government('admin'),
  'people.mailLink': government('admin'),
  'people.setRoles': government('admin'),
  'people.disable': government('admin'),
  'people.enable': government('admin'),
  'people.sessions': government('admin'),
  'people.endSession': government('admin'),
  'people.resetSecondFactor': government('admin'),
  'people.approve': government('admin'),
  'people.decline': government('admin'),
  'people.untie': government('admin'),

  'trail.records': government('auditor', 'admin'),
  'trail.actors': government('auditor', 'admin'),
  'trail.check': government('auditor', 'admin'),

  'health.now': government('auditor', 'admin'),
} as const satisfies Record<string, Rule>;

/** Files taken in and handed out, by method and address under /api/kerja. */
export const fileRights = {
  'POST unggah': government('operator'),
  'GET berkas/:id': uploadFile(...staff),
  'GET bertanda/:id': uploadFile(...staff),
  'GET perubahan/:id': statement(...staff),
  'GET jejak/:government': government('auditor', 'admin'),
  'GET pratinjau/:government/:year{/*page}': government('publisher', 'admin', 'auditor'),
  'GET formulir/:government': government(...staff),
  'GET lra/:government': government(...overseers),
  'GET kendala/:government': government(...overseers, 'operator'),
  'GET spanduk/:government': government(...overseers),
  'GET dokumen/:government/bukti.pdf': government(...overseers),
  'GET dokumen/:government/bukti.xlsx': government(...overseers),
  'GET rapat/:government/bahan.pdf': government(...overseers),
  'GET rapat/:government/bahan.xlsx': government(...overseers),
} as const satisfies Record<`${'GET' | 'POST'} ${string}`, RoleRule>;

/** The menu, in its order: an entry is offered to those who may use what its screen shows. */
export const menuRights = {
  '/': procedureRights['uploads.list'],
  '/pimpinan': procedureRights['monitor.summary'],
  '/prognosis': procedureRights['forecast.year'],
  '/kendala': procedureRights['obstacles.list'],
  '/pertanyaan': procedureRights['questions.list'],
  '/rapat': procedureRights['meeting.list'],
  '/unggah': procedureRights['uploads.list'],
  '/pemetaan': procedureRights['mappings.list'],
  '/verifikasi': government('verifier', 'auditor', 'admin'),
  '/kalender': procedureRights['calendar.year'],
  '/peringatan': procedureRights['alerts.list'],
  // Where an admin finds it without scrolling, at a window of 1440 by 900.
  '/kesehatan': procedureRights['health.now'],
  '/indeks': procedureRights['index.list'],
  '/kewajiban': procedureRights['duties.list'],
  '/dokumen': procedureRights['documents.list'],
  '/terbitan': procedureRights['publication.editions'],
  '/aturan': government('admin', 'auditor', 'verifier'),
  '/pengaturan': procedureRights['settings.list'],
  '/orang': procedureRights['people.list'],
  '/log': procedureRights['trail.records'],
  '/akun': account,
} as const satisfies Record<`/${string}`, Rule>;

export type ProcedurePath = keyof typeof procedureRights;
export type FileRoute = keyof typeof fileRights;
export type MenuPath = keyof typeof menuRights;
export type Right = ProcedurePath | FileRoute | MenuPath;

export function ruleOf(right: Right): Rule {
  const rules: Readonly<Record<Right, Rule>> = { ...procedureRights, ...fileRights, ...menuRights };
  return rules[right];
}
