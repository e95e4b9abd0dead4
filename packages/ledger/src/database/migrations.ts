import type { Dialect } from './database.ts';

/** One step of the schema: its statements run in one transaction. A step is never edited once released; a new one is added. */
export type Migration = (dialect: Dialect) => string[];

const appendOnly = ['upload', 'upload_report', 'step', 'statement', 'coverage', 'text', 'line', 'rollup', 'name', 'edition', 'audit'];

function forbidChanges(dialect: Dialect, table: string): string[] {
  if (dialect === 'sqlite')
    return ['update', 'delete'].map(
      (action) =>
        `create trigger ${table}_no_${action} before ${action} on ${table} begin select raise(abort, 'append-only: ${table}'); end`,
    );
  return [
    `create trigger ${table}_append_only before update or delete or truncate on ${table} for each statement execute function refuse_change()`,
  ];
}

const first: Migration = (dialect) => {
  const sqlite = dialect === 'sqlite';
  // Codes sort by their bytes on both databases, whatever the server's language.
  const text = sqlite ? 'text' : 'text collate "C"';
  // A hash, because PostgreSQL's other indexes refuse texts that fill a page.
  const once = sqlite ? 'unique (value)' : 'exclude using hash (value with =)';
  const int = 'integer';
  const big = sqlite ? 'integer' : 'bigint';
  const serial = sqlite ? 'integer primary key autoincrement' : 'integer generated always as identity primary key';
  const end = sqlite ? ') strict' : ')';
  const clustered = sqlite ? ') strict, without rowid' : ')';
  return [
    `create table government (code ${text} primary key, name ${text} not null, basis ${text} not null, report_day ${int} not null, one_person ${int} not null${end}`,
    `create table upload (id ${text} primary key, seq ${int} not null unique, government ${text} not null references government(code), file_name ${text} not null, hash ${text} not null, bytes ${big} not null, received_at ${text} not null, uploaded_by ${text} not null${end}`,
    'create index upload_by_government on upload(government, seq)',
    'create index upload_by_hash on upload(hash, government)',
    `create table upload_report (seq ${serial}, upload ${text} not null references upload(id), at ${text} not null, report ${text} not null, answers ${text} not null${end}`,
    'create index upload_report_by_upload on upload_report(upload, seq)',
    `create table step (seq ${serial}, upload ${text} not null references upload(id), step ${text} not null, at ${text} not null, actor ${text} not null, reason ${text} not null${end}`,
    'create index step_by_upload on step(upload, seq)',
    `create table statement (seq ${int} primary key, id ${text} not null unique, upload ${text} not null references upload(id), government ${text} not null references government(code), kind ${text} not null, year ${int} not null, as_of ${text}, from_date ${text}, basis ${text}, version ${text}, accounts ${text} not null, line_count ${int} not null, total ${big} not null, lines_hash ${text} not null, simulated ${int} not null${end}`,
    'create index statement_by_year on statement(government, year, kind)',
    'create index statement_by_upload on statement(upload)',
    `create table coverage (statement ${int} not null references statement(seq), unit ${text} not null, primary key (statement, unit)${clustered}`,
    `create table text (id ${serial}, value ${text} not null, ${once}${end}`,
    `create table line (statement ${int} not null, position ${int} not null, unit ${int} not null, activity ${int} not null, account ${int} not null, fund ${int} not null, package ${text} not null, amount ${big} not null, month ${int} not null, date ${text} not null, document ${int} not null, sheet ${int} not null, row ${int} not null, col ${int} not null, seal ${big} not null, primary key (statement, position)${clustered}`,
    `create table rollup (statement ${int} not null, unit ${text} not null, account ${text} not null, bidang ${text} not null, fund ${text} not null, month ${int} not null, amount ${big} not null, lines ${int} not null, primary key (statement, unit, account, bidang, fund, month)${clustered}`,
    `create table name (statement ${int} not null references statement(seq), kind ${text} not null, code ${text} not null, printed ${text} not null, name ${text} not null, primary key (statement, kind, code)${clustered}`,
    `create table edition (government ${text} not null references government(code), year ${int} not null, number ${int} not null, hash ${text} not null, name ${text} not null, basis ${text} not null, as_of ${text} not null, published_at ${text} not null, note ${text} not null, actor ${text} not null, position ${int} not null, primary key (government, year, number)${clustered}`,
    `create table audit (seq ${int} primary key, at ${text} not null, actor ${text} not null, action ${text} not null, government ${text} not null, subject ${text} not null, detail ${text} not null, previous ${text} not null, hash ${text} not null${end}`,
    'create index audit_by_government on audit(government, seq)',
    `create table member (person ${text} not null, government ${text} not null references government(code), role ${text} not null, unit ${text} not null, primary key (person, government, role, unit)${clustered}`,
    ...(sqlite
      ? []
      : [
          `create function refuse_change() returns trigger language plpgsql as $$ begin raise exception 'append-only: %', tg_table_name; end $$`,
        ]),
    ...appendOnly.flatMap((table) => forbidChanges(dialect, table)),
  ];
};

/** Withdrawal and return of editions; whether a publisher may publish what they uploaded or verified. */
const corrections: Migration = (dialect) => {
  const text = dialect === 'sqlite' ? 'text' : 'text collate "C"';
  return [
    `alter table edition add column kind ${text} not null default 'publication'`,
    'alter table edition add column content integer',
    'alter table government add column publish_own integer not null default 0',
  ];
};

/** Files that wait to be read. What an older version had received and not read goes on waiting. */
const queue: Migration = (dialect) => {
  const sqlite = dialect === 'sqlite';
  const text = sqlite ? 'text' : 'text collate "C"';
  const serial = sqlite ? 'integer primary key autoincrement' : 'integer generated always as identity primary key';
  return [
    `create table waiting (seq ${serial}, upload ${text} not null unique references upload(id), answers ${text} not null, actor ${text} not null, queued_at ${text} not null, failed ${text} not null${sqlite ? ') strict' : ')'}`,
    `insert into waiting (upload, answers, actor, queued_at, failed)
      select id, '{}', uploaded_by, received_at, '' from upload
      where not exists (select 1 from step where step.upload = upload.id and step.step <> 'received') order by upload.seq`,
  ];
};

/** What governments set their rules to weigh. */
const ruleSeverities: Migration = (dialect) => {
  const sqlite = dialect === 'sqlite';
  const text = sqlite ? 'text' : 'text collate "C"';
  const serial = sqlite ? 'integer primary key autoincrement' : 'integer generated always as identity primary key';
  return [
    `create table rule_severity (seq ${serial}, government ${text} not null references government(code), code ${text} not null, severity ${text} not null, at ${text} not null, actor ${text} not null${sqlite ? ') strict' : ')'}`,
    'create index rule_severity_by_government on rule_severity(government, seq)',
    ...forbidChanges(dialect, 'rule_severity'),
  ];
};

/** Roles know who gave them; people can be shut out. */
const people: Migration = (dialect) => {
  const text = dialect === 'sqlite' ? 'text' : 'text collate "C"';
  return [
    `alter table member add column source ${text} not null default 'hand'`,
    `create table disabled (person ${text} primary key, at ${text} not null${dialect === 'sqlite' ? ') strict, without rowid' : ')'}`,
  ];
};

/** Column mappings that people gave for tables that no shape knows. */
const mappings: Migration = (dialect) => {
  const sqlite = dialect === 'sqlite';
  const text = sqlite ? 'text' : 'text collate "C"';
  const serial = sqlite ? 'integer primary key autoincrement' : 'integer generated always as identity primary key';
  const [end, clustered] = sqlite ? [') strict', ') strict, without rowid'] : [')', ')'];
  return [
    `create table mapping (seq ${serial}, government ${text} not null references government(code), fingerprint ${text} not null, name ${text} not null, mapping ${text} not null, columns ${text} not null, actor ${text} not null, at ${text} not null${end}`,
    'create index mapping_by_header on mapping(government, fingerprint, seq)',
    `create table mapping_use (government ${text} not null, fingerprint ${text} not null, upload ${text} not null references upload(id), primary key (government, fingerprint, upload)${clustered}`,
    ...['mapping', 'mapping_use'].flatMap((table) => forbidChanges(dialect, table)),
  ];
};

/** Mail that waits or was sent; subject and recipient are unique together, so that nobody gets the same mail twice. */
const outbox: Migration = (dialect) => {
  const sqlite = dialect === 'sqlite';
  const text = sqlite ? 'text' : 'text collate "C"';
  const serial = sqlite ? 'integer primary key autoincrement' : 'integer generated always as identity primary key';
  return [
    `create table outbox (seq ${serial}, kind ${text} not null, government ${text} not null references government(code), subject ${text} not null, year integer not null, month integer not null, person ${text} not null, queued_at ${text} not null, attempts integer not null, next_at ${text}, sent_at ${text}, unique (kind, government, subject, year, month, person)${sqlite ? ') strict' : ')'}`,
    'create index outbox_by_time on outbox(next_at)',
  ];
};

/** Work is claimed by lease, so that several processes share one ledger; how far a reading is and whose turn it was are rows. */
const leases: Migration = (dialect) => {
  const sqlite = dialect === 'sqlite';
  const text = sqlite ? 'text' : 'text collate "C"';
  const clustered = sqlite ? ') strict, without rowid' : ')';
  return [
    `alter table waiting add column worker ${text}`,
    `alter table waiting add column claimed_until ${text}`,
    `alter table waiting add column stage ${text} not null default 'opening'`,
    'alter table waiting add column rows_read integer not null default 0',
    `create table turn (actor ${text} primary key, turn integer not null${clustered}`,
    `create table publishing (government ${text} not null references government(code), year integer not null, worker ${text} not null, claimed_until ${text} not null, primary key (government, year)${clustered}`,
  ];
};

/** The rule by which a government's spending is judged, and that of each edition. */
const judging: Migration = (dialect) => {
  const text = dialect === 'sqlite' ? 'text' : 'text collate "C"';
  return [
    `alter table government add column bands ${text} not null default ''`,
    `alter table edition add column bands ${text} not null default ''`,
  ];
};

/**
 * Rules of counting that earlier releases had, and the last step of the ledger that is counted by each: editions of that time are
 * built from it again.
 */
const pastRules: Migration = (dialect) => {
  const text = dialect === 'sqlite' ? 'text' : 'text collate "C"';
  return [
    `create table past_rule (rule ${text} primary key, until integer not null${dialect === 'sqlite' ? ') strict, without rowid' : ')'}`,
    `insert into past_rule (rule, until) select 'opd-for-all', max(seq) from step having max(seq) is not null`,
    ...forbidChanges(dialect, 'past_rule'),
  ];
};

/** The name that a file is published by; '' for uploads from before, which are published by the name that they were kept with. */
const publicNames: Migration = (dialect) => [
  `alter table upload add column public_name ${dialect === 'sqlite' ? 'text' : 'text collate "C"'} not null default ''`,
];

/** Roles that wait for the proof of a mailbox; what waits for the approval of a second admin. */
const proofs: Migration = (dialect) => {
  const sqlite = dialect === 'sqlite';
  const text = sqlite ? 'text' : 'text collate "C"';
  const serial = sqlite ? 'integer primary key autoincrement' : 'integer generated always as identity primary key';
  const [end, clustered] = sqlite ? [') strict', ') strict, without rowid'] : [')', ')'];
  return [
    `create table offered_role (person ${text} not null, government ${text} not null references government(code), role ${text} not null, unit ${text} not null, offered_by ${text} not null, primary key (person, government, role, unit)${clustered}`,
    `create table approval (seq ${serial}, government ${text} not null references government(code), person ${text} not null, act ${text} not null, asked_by ${text} not null, asked_at ${text} not null, expires_at ${text} not null, settled_at ${text}${end}`,
    'create index approval_by_government on approval(government, settled_at)',
  ];
};

/** The change of a total from which a verifier confirms it, in percent. */
const changeLimits: Migration = () => ['alter table government add column change_limit integer not null default 30'];

/**
 * How fine the lines of each statement are for each OPD and akun, of those that are there from the lines themselves. Until now the latest
 * statement counted, however coarse.
 */
const granularity: Migration = (dialect) => {
  const text = dialect === 'sqlite' ? 'text' : 'text collate "C"';
  const level = (code: string) => `max(case when ${code} = '' then 0 else length(${code}) - length(replace(${code}, '.', '')) + 1 end)`;
  const opd = `case when u.value = '' then '' else substr(u.value, 1, length(u.value) - 4) || '0000' end`;
  return [
    `create table granularity (statement integer not null references statement(seq), opd ${text} not null, akun ${text} not null, activity integer not null, account integer not null, fund integer not null, primary key (statement, opd, akun)${dialect === 'sqlite' ? ') strict, without rowid' : ')'}`,
    `insert into granularity (statement, opd, akun, activity, account, fund)
      select line.statement, ${opd}, substr(a.value, 1, 1), ${level('v.value')}, ${level('a.value')}, max(case when f.value = '' then 0 else 1 end)
      from line join text u on u.id = line.unit join text a on a.id = line.account join text v on v.id = line.activity join text f on f.id = line.fund
      group by line.statement, ${opd}, substr(a.value, 1, 1)`,
    ...forbidChanges(dialect, 'granularity'),
    `insert into past_rule (rule, until) select 'latest-for-all', max(seq) from step having max(seq) is not null`,
  ];
};

/** Answers that a form's file was read with, for the next file of its kind; what an upload took over from an earlier one. */
const rememberedAnswers: Migration = (dialect) => {
  const sqlite = dialect === 'sqlite';
  const text = sqlite ? 'text' : 'text collate "C"';
  const serial = sqlite ? 'integer primary key autoincrement' : 'integer generated always as identity primary key';
  const end = sqlite ? ') strict' : ')';
  return [
    `create table remembered_answers (seq ${serial}, government ${text} not null references government(code), form ${text} not null, name_pattern ${text} not null, upload ${text} not null references upload(id), actor ${text} not null, at ${text} not null, answers ${text} not null, about ${text} not null${end}`,
    'create index remembered_answers_by_form on remembered_answers(government, form, name_pattern, seq)',
    `create table answers_taken_over (seq ${serial}, upload ${text} not null references upload(id), at ${text} not null, answers ${text} not null${end}`,
    'create index answers_taken_over_by_upload on answers_taken_over(upload, seq)',
    ...['remembered_answers', 'answers_taken_over'].flatMap((table) => forbidChanges(dialect, table)),
  ];
};

/** The percentage of OPD that must have reported a month before leadership is shown a verdict of it. */
const completeShares: Migration = () => ['alter table government add column complete_share integer not null default 90'];

/**
 * Contracts, obstacles and monthly targets of physical progress. They are no amounts of a budget: nothing is added up from them.
 */
const works: Migration = (dialect) => {
  const sqlite = dialect === 'sqlite';
  const text = sqlite ? 'text' : 'text collate "C"';
  const [int, big] = ['integer', sqlite ? 'integer' : 'bigint'];
  const [end, clustered] = sqlite ? [') strict', ') strict, without rowid'] : [')', ')'];
  const row = `works ${int} not null references works(seq), position ${int} not null, unit ${text} not null, activity ${text} not null`;
  const place = `sheet ${text} not null, row ${int} not null, primary key (works, position)`;
  return [
    `create table works (seq ${int} primary key, id ${text} not null unique, upload ${text} not null references upload(id), government ${text} not null references government(code), kind ${text} not null, year ${int} not null, as_of ${text}, row_count ${int} not null, rows_hash ${text} not null, simulated ${int} not null${end}`,
    'create index works_by_year on works(government, year, kind)',
    'create index works_by_upload on works(upload)',
    `create table works_coverage (works ${int} not null references works(seq), unit ${text} not null, primary key (works, unit)${clustered}`,
    `create table contract (${row}, number ${text} not null, signed_on ${text}, object ${text} not null, owner_estimate ${big}, value ${big}, provider ${text} not null, starts_on ${text}, ends_on ${text}, amendment ${text} not null, paid ${big}, ${place}${clustered}`,
    `create table obstacle (${row}, cause ${text} not null, what ${text} not null, follow_up ${text} not null, unblocker ${text} not null, promised_on ${text}, owner ${text} not null, may_be_public ${int} not null, ${place}${clustered}`,
    `create table physical_target (${row}, month ${int} not null, hundredths ${int} not null, ${place}${clustered}`,
    ...['works', 'works_coverage', 'contract', 'obstacle', 'physical_target'].flatMap((table) => forbidChanges(dialect, table)),
  ];
};

/**
 * Obstacles as OPD write them on screen, their release to the public, questions and answers, and the minutes of review meetings. They
 * come beside the obstacles of files.
 */
const followUp: Migration = (dialect) => {
  const sqlite = dialect === 'sqlite';
  const text = sqlite ? 'text' : 'text collate "C"';
  const serial = sqlite ? 'integer primary key autoincrement' : 'integer generated always as identity primary key';
  const end = sqlite ? ') strict' : ')';
  const of = `government ${text} not null references government(code)`;
  const by = `actor ${text} not null, at ${text} not null`;
  return [
    `create table obstacle_entry (seq ${serial}, ${of}, year integer not null, obstacle ${text} not null, unit ${text} not null, activity ${text} not null, cause ${text} not null, what ${text} not null, follow_up ${text} not null, unblocker ${text} not null, promised_on ${text}, owner ${text} not null, may_be_public integer not null, state ${text} not null, ending ${text} not null, ${by}${end}`,
    'create index obstacle_entry_by_year on obstacle_entry(government, year, seq)',
    'create index obstacle_entry_by_obstacle on obstacle_entry(obstacle, seq)',
    `create table obstacle_release (seq integer primary key, ${of}, year integer not null, obstacle ${text} not null, entry integer not null references obstacle_entry(seq), released integer not null, ${by}${end}`,
    'create index obstacle_release_by_year on obstacle_release(government, year, seq)',
    `create table question (seq ${serial}, ${of}, year integer not null, unit ${text} not null, activity ${text} not null, obstacle ${text} not null, text ${text} not null, ${by}${end}`,
    'create index question_by_year on question(government, year, seq)',
    `create table answer (seq ${serial}, ${of}, question integer not null references question(seq), text ${text} not null, ${by}${end}`,
    'create index answer_by_question on answer(question, seq)',
    `create table meeting (seq ${serial}, ${of}, day ${text} not null, year integer not null, month integer not null, ${by}, unique (government, day)${end}`,
    `create table meeting_note (seq ${serial}, ${of}, meeting integer not null references meeting(seq), unit ${text} not null, text ${text} not null, ${by}${end}`,
    'create index meeting_note_by_meeting on meeting_note(meeting, seq)',
    `create table meeting_promise (seq ${serial}, ${of}, meeting integer not null references meeting(seq), unit ${text} not null, what ${text} not null, owner ${text} not null, due ${text} not null, ${by}${end}`,
    'create index meeting_promise_by_meeting on meeting_promise(meeting, seq)',
    `create table promise_outcome (seq ${serial}, ${of}, promise integer not null references meeting_promise(seq), outcome ${text} not null, day ${text} not null, text ${text} not null, ${by}${end}`,
    'create index promise_outcome_by_promise on promise_outcome(promise, seq)',
    ...[
      'obstacle_entry',
      'obstacle_release',
      'question',
      'answer',
      'meeting',
      'meeting_note',
      'meeting_promise',
      'promise_outcome',
    ].flatMap((table) => forbidChanges(dialect, table)),
  ];
};

/** Cells of uploaded files that are read as if they held another value: the last row of a cell counts. */
const cellCorrections: Migration = (dialect) => {
  const sqlite = dialect === 'sqlite';
  const text = sqlite ? 'text' : 'text collate "C"';
  const serial = sqlite ? 'integer primary key autoincrement' : 'integer generated always as identity primary key';
  return [
    `create table cell_correction (seq ${serial}, upload ${text} not null references upload(id), sheet ${text} not null, row integer not null, col ${text} not null, old ${text} not null, value ${text} not null, reason ${text} not null, actor ${text} not null, at ${text} not null, taken_back integer not null${sqlite ? ') strict' : ')'}`,
    'create index cell_correction_by_upload on cell_correction(upload, seq)',
    ...forbidChanges(dialect, 'cell_correction'),
  ];
};

/** Settings of a government without a column of their own, as JSON. */
const moreSettings: Migration = (dialect) => [
  `alter table government add column more ${dialect === 'sqlite' ? 'text' : 'text collate "C"'} not null default ''`,
];

/** When alerts were first seen, ended and acknowledged; who wants the weekly digest. */
const alerts: Migration = (dialect) => {
  const sqlite = dialect === 'sqlite';
  const text = sqlite ? 'text' : 'text collate "C"';
  const serial = sqlite ? 'integer primary key autoincrement' : 'integer generated always as identity primary key';
  return [
    `create table alert_event (seq ${serial}, government ${text} not null references government(code), year integer not null, key ${text} not null, event ${text} not null, at ${text} not null, actor ${text} not null, note ${text} not null, detail ${text} not null${sqlite ? ') strict' : ')'}`,
    'create index alert_event_by_year on alert_event(government, year, seq)',
    ...forbidChanges(dialect, 'alert_event'),
    `create table digest (person ${text} primary key, since ${text} not null${sqlite ? ') strict, without rowid' : ')'}`,
  ];
};

/** Screens that read figures by a link; of the link's token only a hash is kept. */
const devices: Migration = (dialect) => {
  const sqlite = dialect === 'sqlite';
  const text = sqlite ? 'text' : 'text collate "C"';
  const serial = sqlite ? 'integer primary key autoincrement' : 'integer generated always as identity primary key';
  return [
    `create table device (seq ${serial}, government ${text} not null references government(code), name ${text} not null, scope ${text} not null, token_hash ${text} not null unique, made_by ${text} not null, made_at ${text} not null, withdrawn_at ${text}${sqlite ? ') strict' : ')'}`,
  ];
};

/** Editions state how many people live there; contracts, obstacles and targets are published from now on. */
const publishedWorks: Migration = (dialect) => {
  const text = dialect === 'sqlite' ? 'text' : 'text collate "C"';
  return [
    `alter table edition add column population ${text} not null default ''`,
    `insert into past_rule (rule, until) select 'works-apart', max(seq) from step having max(seq) is not null`,
  ];
};

/** The leaves of the deployment's log of editions, in order. */
const publicationLog: Migration = (dialect) => {
  const sqlite = dialect === 'sqlite';
  const text = sqlite ? 'text' : 'text collate "C"';
  return [
    `create table log_entry (position integer primary key, government ${text} not null, year integer not null, number integer not null, hash ${text} not null, signer ${text} not null, unique (government, year, number, hash)${sqlite ? ') strict' : ')'}`,
    ...forbidChanges(dialect, 'log_entry'),
  ];
};

/** Questions of readers with their answers, and the documents that lists of duties name. */
const openness: Migration = (dialect) => {
  const sqlite = dialect === 'sqlite';
  const text = sqlite ? 'text' : 'text collate "C"';
  const serial = sqlite ? 'integer primary key autoincrement' : 'integer generated always as identity primary key';
  const end = sqlite ? ') strict' : ')';
  const of = `government ${text} not null references government(code)`;
  const by = `actor ${text} not null, at ${text} not null`;
  return [
    `create table public_question (seq ${serial}, ${of}, year integer not null, edition integer not null, unit ${text} not null, activity ${text} not null, account ${text} not null, text ${text} not null, ${by}${end}`,
    'create index public_question_by_government on public_question(government, seq)',
    `create table public_answer (seq ${serial}, ${of}, question integer not null references public_question(seq), asked ${text} not null, text ${text} not null, ${by}${end}`,
    'create index public_answer_by_question on public_answer(question, seq)',
    `create table public_answer_step (seq ${serial}, ${of}, question integer not null references public_question(seq), answer integer references public_answer(seq), outcome ${text} not null, reason ${text} not null, ${by}${end}`,
    'create index public_answer_step_by_question on public_answer_step(question, seq)',
    `create table document_entry (seq ${serial}, ${of}, list ${text} not null, item ${text} not null, year integer not null, state ${text} not null, address ${text} not null, issued_on ${text}, sha256 ${text} not null, note ${text} not null, ${by}${end}`,
    'create index document_entry_by_government on document_entry(government, seq)',
    ...['public_question', 'public_answer', 'public_answer_step', 'document_entry'].flatMap((table) => forbidChanges(dialect, table)),
    `create table document_check (entry integer primary key references document_entry(seq), ${of}, at ${text} not null, outcome ${text} not null${end}`,
  ];
};

/** Records of a government are counted by what they are of, without reading them. */
const auditByAction: Migration = () => ['create index audit_by_action on audit(government, action)'];

/** In order; a database's version is how many it has had. */
export const migrations: readonly Migration[] = [
  first,
  corrections,
  queue,
  ruleSeverities,
  people,
  mappings,
  outbox,
  leases,
  judging,
  pastRules,
  publicNames,
  proofs,
  changeLimits,
  granularity,
  rememberedAnswers,
  completeShares,
  works,
  followUp,
  cellCorrections,
  moreSettings,
  devices,
  alerts,
  publishedWorks,
  publicationLog,
  openness,
  auditByAction,
];
