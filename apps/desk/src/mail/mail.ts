import { dayInJakarta, type IsoDate, type IsoInstant, reportDue } from '@sipkadin/budget';
import {
  getGovernment,
  holdMail,
  isDisabled,
  type Ledger,
  listMail,
  markSent,
  offersOf,
  postponeMail,
  releaseMail,
  unitNames,
  type WaitingMail,
} from '@sipkadin/ledger';
import { createTransport } from 'nodemailer';
import type { Accounts } from '../features/access/people/accounts.ts';
import { mailedLinkHours } from '../features/access/sign-in/links.ts';
import { digestFor, queueDigests } from './digest.ts';
import { accessText, linkText, type MailText, owedText, returnedText } from './mail-texts.ts';
import { queueOwedNotices } from './owed-notices.ts';
import { canWait, quietGovernments } from './quiet-hours.ts';

export interface MailSettings {
  /** smtp:// or smtps://, with the credentials; never logged. */
  url: string;
  /** The sender's address. */
  from: string;
}

export interface Mail {
  /** Starts a round a minute. */
  start(): void;
  /** Queues notices of reports that are due or late and sends what is due. Rounds do not overlap: while one runs, its promise is returned. */
  round(): Promise<void>;
  /** Stops the rounds and a send in progress; what was not sent is sent after the next start. */
  close(): Promise<void>;
}

export interface MailOptions {
  ledger: Ledger;
  accounts: Pick<Accounts, 'several' | 'mailedLink'>;
  settings: MailSettings;
  baseUrl: string;
  now: () => IsoInstant;
  log: { error(data: object, text: string): void };
}

const minute = 60_000;
const longestWait = 6 * 60 * minute;
/** How long a process holds a mail for itself, in ms: longer than any server timeout. After that another process may take it. */
const held = 5 * minute;
/** With the waits between attempts, a week. */
const mostAttempts = 36;

/** Sends the outbox by SMTP. A mail is marked as sent after the server accepted it: it may arrive twice, and is never lost. */
export function createMail({ ledger, accounts, settings, baseUrl, now, log }: MailOptions): Mail {
  const stop = new AbortController();
  const transport = createTransport({
    url: settings.url,
    // Credentials must not be sent in clear text.
    requireTLS: new URL(settings.url).username !== '',
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let lookedOn: IsoDate | undefined;

  async function work(): Promise<void> {
    try {
      const today = dayInJakarta(now());
      if (today !== lookedOn) {
        await queueOwedNotices(ledger, today);
        await queueDigests(ledger, today);
      }
      lookedOn = today;
      const quiet = await quietGovernments(ledger.read, now());
      for (const mails of grouped(await listMail(ledger.read, now()))) {
        if (canWait(mails[0].notice) && quiet.has(mails[0].notice.government)) continue;
        if (stop.signal.aborted || !(await take(mails))) return;
      }
    } catch (error) {
      log.error({ err: error }, 'a round of mail failed');
    } finally {
      running = undefined;
    }
  }

  /** Sends the mails that no other process has claimed. @returns whether to go on with other mails */
  async function take(mails: readonly WaitingMail[]): Promise<boolean> {
    const at = now();
    const until = new Date(Date.parse(at) + held).toISOString();
    const seqs = mails.map(({ seq }) => seq);
    const taken = await ledger.transact((tx) => holdMail(tx, seqs, at, until));
    const [first, ...rest] = mails.filter(({ seq }) => taken.has(seq));
    return first === undefined || send([first, ...rest]);
  }

  /** @returns whether to go on with other mails */
  async function send(mails: [WaitingMail, ...WaitingMail[]]): Promise<boolean> {
    const [{ person }] = mails;
    const seqs = mails.map((mail) => mail.seq);
    const account = (await accounts.several([person])).get(person);
    if (account === undefined || (await isDisabled(ledger.read, person))) {
      await ledger.transact((tx) => postponeMail(tx, seqs, null));
      return true;
    }
    const content = await textOf(mails, account.email);
    if (content === null) {
      await ledger.transact((tx) => postponeMail(tx, seqs, null));
      return true;
    }
    const { subject, text } = content;
    try {
      await transport.sendMail({
        from: { name: 'SIP KADIN', address: settings.from },
        to: account.email,
        subject,
        text,
        messageId: `<${idOf(mails[0])}@${new URL(baseUrl).hostname}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
        signal: stop.signal,
      });
    } catch (error) {
      if (stop.signal.aborted) {
        await ledger.transact((tx) => releaseMail(tx, seqs, now()));
        return false;
      }
      const { code, responseCode } = error as { code?: string; responseCode?: number };
      const attempts = Math.max(...mails.map((mail) => mail.attempts)) + 1;
      const until = attempts < mostAttempts ? later(now(), attempts) : null;
      // Not the error itself: it contains addresses and the server's answer.
      log.error(
        { code, responseCode, seqs, attempts, until },
        until === null ? 'mail was given up' : 'mail was not taken; it is sent again',
      );
      await ledger.transact((tx) => postponeMail(tx, seqs, until));
      return code === 'EENVELOPE' || code === 'EMESSAGE';
    }
    await ledger.transact((tx) => markSent(tx, seqs));
    return true;
  }

  /** @returns null where there is nothing to send any more */
  async function textOf(mails: [WaitingMail, ...WaitingMail[]], address: string): Promise<MailText | null> {
    const [{ notice }] = mails;
    const { name, reportDay } = await getGovernment(ledger.read, notice.government);
    const at = (path: string) => `${baseUrl}/kerja/${path}?pemda=${notice.government}`;
    if (notice.kind === 'returned') return returnedText({ government: name, upload: notice.upload, link: at(`unggah/${notice.upload}`) });
    if (notice.kind === 'sign-in') {
      const { government } = notice;
      const offered = (await offersOf(ledger.read, { person: mails[0].person, government })).length > 0;
      const link = await accounts.mailedLink(address, offered ? { government, way: 'mail' } : null);
      return linkText({ government: name, link, hours: mailedLinkHours });
    }
    if (notice.kind === 'digest')
      return digestFor(ledger, { government: notice.government, name, person: mails[0].person, now: now(), link: at('peringatan') });
    if (notice.kind === 'access') return accessText({ government: name, change: notice.change });
    const owed = [];
    for (const { notice: one } of mails) {
      if (one.kind !== notice.kind) continue;
      const names = await unitNames(ledger.read, { government: one.government, year: one.year });
      const { unit, year, month } = one;
      const due = reportDue(year, month, reportDay);
      // A reminder that waited past its day, in quiet hours or for a server, says nothing any more.
      if (notice.kind === 'late' || due >= dayInJakarta(now())) owed.push({ unit: names.get(unit) ?? unit, year, month, due });
    }
    if (owed.length === 0) return null;
    return owedText(notice.kind, { government: name, owed, link: `${at('kalender')}&tahun=${notice.year}` });
  }

  const mail: Mail = {
    start() {
      timer ??= setInterval(() => void mail.round(), minute).unref();
      void mail.round();
    },
    round() {
      running ??= work();
      return running;
    },
    async close() {
      clearInterval(timer);
      stop.abort();
      await running;
      transport.close();
    },
  };
  return mail;
}

/** Groups notices into mails: one for each returned file; one for all owed reports of one kind, person, government and year. */
function grouped(mails: readonly WaitingMail[]): Iterable<[WaitingMail, ...WaitingMail[]]> {
  const groups = new Map<string, [WaitingMail, ...WaitingMail[]]>();
  for (const mail of mails) {
    const { notice, person, seq } = mail;
    const isOwed = notice.kind === 'late' || notice.kind === 'reminder';
    const key = isOwed ? `${notice.kind}|${person}|${notice.government}|${notice.year}` : String(seq);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [mail]);
    else group.push(mail);
  }
  return groups.values();
}

/** Message id, the same at every attempt, so that a mailbox can drop a duplicate; a sign-in link is another at every attempt. */
function idOf({ seq, notice, queuedAt, attempts }: WaitingMail): string {
  const once = `${seq}.${Date.parse(queuedAt)}`;
  return notice.kind === 'sign-in' ? `${once}.${attempts}` : once;
}

/** One minute, two, four, and so on, up to six hours. */
function later(at: IsoInstant, attempts: number): IsoInstant {
  return new Date(Date.parse(at) + Math.min(minute * 2 ** (attempts - 1), longestWait)).toISOString();
}
