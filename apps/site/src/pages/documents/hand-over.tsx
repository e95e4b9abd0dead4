import type { PublicRegister } from '@sipkadin/edition';
import { formatDate, formatRupiah } from '@sipkadin/ui';
import type { ReactNode } from 'react';
import { Crumbs } from '../../parts/navigation.tsx';
import type { Context, Page } from '../../reading/context.ts';
import { AnswerList } from './answer-list.tsx';
import documentsCss from './documents.css?inline';
import { askedFigure, type DescribedFigure, describeFigure, figurePage } from './figure.ts';
import { laporText, ppidText, wbsText } from './hand-over-texts.ts';

/** Where to turn to with a figure: a question to staff, SP4N-LAPOR!, a request to the PPID, a report of suspected corruption. */
export function handOver(context: Context): Page {
  const { w, language, paths, edition, government } = context;
  const words = w.handOver;
  const described = describeFigure(context, askedFigure(context));
  const { names, amounts, day, codes } = described;
  const register = context.register();
  const name = names.at(-1) ?? words.whole(government.name);
  const answers = (register?.answers ?? []).filter(
    ({ unit, activity, account }) => unit === codes.unit && activity === codes.activity && account === codes.account,
  );
  const amount = (sen: bigint | null) => (sen === null ? words.noData : formatRupiah(sen, language));
  return {
    title: words.title(name),
    description: words.text,
    figures: true,
    ...(day !== edition.manifest.asOf && { asOf: day }),
    style: documentsCss,
    body: (
      <>
        <Crumbs
          context={context}
          trail={[{ name, href: figurePage(paths, described.figure), isName: names.length > 0 }, { name: words.nav }]}
        />
        <h1>{words.title(name)}</h1>
        <p className="stamp" lang={language === 'id' || names.length === 0 ? undefined : 'id'}>
          {names.length === 0 ? government.name : names.join(' › ')}
        </p>
        <dl className="hand-figure">
          <div>
            <dt>{words.budget}</dt>
            <dd>{amount(amounts.budget)}</dd>
          </div>
          {context.only !== 'budget' && (
            <div>
              <dt>{day === null ? words.realization : words.realizationTo(formatDate(day, language))}</dt>
              <dd>{amount(amounts.realization)}</dd>
            </div>
          )}
        </dl>
        {described.withoutTreasury && <p className="small">{words.withoutTreasury}</p>}
        <p className="prose">{words.text}</p>
        <AskForm context={context} described={described} register={register} />
        <HandOverText context={context} id="lapor" words={words.lapor} text={laporText(context, described)}>
          <p>
            <a href={addressOf(register, 'lapor') ?? 'https://www.lapor.go.id/'} rel="noopener noreferrer" target="_blank">
              {words.lapor.open}
            </a>{' '}
            · {words.lapor.sms}
          </p>
        </HandOverText>
        <HandOverText context={context} id="ppid" words={words.ppid} text={ppidText(context, described)}>
          <Office
            register={register}
            channel="ppid"
            none={words.ppid.none}
            text={ppidText(context, described)}
            subject={words.ppid.subject(name)}
          />
        </HandOverText>
        <HandOverText context={context} id="wbs" words={words.wbs} text={wbsText(context, described)}>
          <Office register={register} channel="wbs" none={words.wbs.none} />
        </HandOverText>
        {answers.length > 0 && (
          <section>
            <h2>{words.answered}</h2>
            <AnswerList context={context} answers={answers.toReversed()} level={3} />
          </section>
        )}
      </>
    ),
  };
}

type Channel = PublicRegister['contacts'][number]['channel'];
const contactOf = (register: PublicRegister | undefined, channel: Channel) => register?.contacts.find((one) => one.channel === channel);

function addressOf(register: PublicRegister | undefined, channel: Channel): string | undefined {
  const address = contactOf(register, channel)?.address;
  return address?.startsWith('https://') ? address : undefined;
}

interface Texts {
  title: string;
  text: string;
  copy: string;
}

/** A text to be changed, copied and sent by the reader. Nothing here sends it. */
function HandOverText(props: { context: Context; id: string; words: Texts; text: string; children: ReactNode }) {
  const { context, id, words, text, children } = props;
  return (
    <section id={id}>
      <h2>{words.title}</h2>
      <p className="prose">{words.text}</p>
      <label htmlFor={`teks-${id}`}>{words.copy}</label>
      <textarea
        id={`teks-${id}`}
        className="hand-text"
        rows={text.split('\n').length + 1}
        lang={context.language === 'id' ? undefined : 'id'}
        defaultValue={text}
      />
      {children}
    </section>
  );
}

/** Office and address of a channel, as the government's settings name them. @param text the message of an e-mail */
function Office(props: { register: PublicRegister | undefined; channel: Channel; none: string; text?: string; subject?: string }) {
  const { register, channel, none, text, subject } = props;
  const contact = contactOf(register, channel);
  if (contact === undefined) return <p>{none}</p>;
  const { office, address, place } = contact;
  const mail = [
    subject === undefined ? '' : `subject=${encodeURIComponent(subject.toWellFormed())}`,
    text === undefined ? '' : `body=${encodeURIComponent(text.toWellFormed())}`,
  ];
  const query = mail.filter((part) => part !== '').join('&');
  const isMail = !address.startsWith('https://');
  const href = isMail ? `mailto:${address}${query === '' ? '' : `?${query}`}` : address;
  return (
    <p>
      {office}:{' '}
      <a href={href} rel="noopener noreferrer" target={isMail ? undefined : '_blank'}>
        {address}
      </a>
      {place !== '' && (
        <>
          <br />
          {place}
        </>
      )}
    </p>
  );
}

/** The question to staff, where the government takes any. */
function AskForm({ context, described, register }: { context: Context; described: DescribedFigure; register: PublicRegister | undefined }) {
  const { w, language, paths, edition, government } = context;
  const words = w.handOver.ask;
  const { codes } = described;
  const fields = {
    ...{ pemda: government.code, tahun: edition.manifest.year, terbitan: edition.manifest.number, bahasa: language },
    ...{ opd: codes.unit, kegiatan: codes.activity, rekening: codes.account },
    kembali: paths.at({ year: undefined, edition: undefined }).answers(),
  };
  return (
    <section id="tanya">
      <h2>{words.title}</h2>
      {register?.takesQuestions === true ? (
        <>
          <p className="prose" id="tanya-cara">
            {words.text}
          </p>
          <form method="post" action={`${context.linkState.base}/api/tanya`} className="hand-form">
            {Object.entries(fields).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <label htmlFor="pertanyaan">{words.question}</label>
            <textarea id="pertanyaan" name="pertanyaan" rows={4} minLength={10} maxLength={1000} required aria-describedby="tanya-cara" />
            <label className="hand-trap" aria-hidden="true">
              {words.trap}
              <input name="situs" tabIndex={-1} autoComplete="off" />
            </label>
            <button type="submit">{words.send}</button>
          </form>
        </>
      ) : (
        <p className="prose">{words.closed}</p>
      )}
      <p>
        <a href={paths.answers()}>{words.all}</a>
      </p>
    </section>
  );
}
