import { formatCount } from '@sipkadin/ui';
import { Crumbs } from '../../parts/navigation.tsx';
import type { Context, Page } from '../../reading/context.ts';
import { KeyList } from './keys.tsx';

/** The parts of the check, in the order of the page. */
export const checkSteps = ['files', 'signature', 'keys', 'chain', 'log', 'kept', 'register'] as const;

/** What is checked in the browser, and how to check without it. Results are filled in by the script. */
export function check(context: Context): Page {
  const { w, language, paths, edition } = context;
  const { government, year, number } = edition.manifest;
  const words = w.check;
  const title = words.title(formatCount(number, language), String(year));
  const manifest = paths.download({ year, edition: number, file: 'manifest.json' });
  const head = paths.log({ log: 'checkpoint' });
  return {
    title,
    description: words.text,
    script: 'check',
    body: (
      <>
        <Crumbs context={context} trail={[{ name: w.nav.editions, href: paths.editions() }, { name: words.nav }]} />
        <h1>{title}</h1>
        <p className="prose">{words.text}</p>
        <div
          id="periksa"
          data-language={language}
          data-government={government.code}
          data-year={year}
          data-edition={number}
          data-editions={manifest.slice(0, -`${number}/manifest.json`.length)}
          data-log={head.slice(0, -'checkpoint'.length)}
          data-register={context.register() === undefined ? '' : paths.register()}
          data-key={context.hasKey ? paths.key() : ''}
        >
          <p className="notice" role="status" data-verdict="">
            {words.needsScript}
          </p>
          <progress hidden aria-label={words.running} />
          <ol className="checks">
            {checkSteps.map((name) => (
              <li key={name} data-step={name}>
                <b>{words.steps[name][0]}:</b> <span data-state="">{words.waiting}</span>
                <span className="under">{words.steps[name][1]}</span>
              </li>
            ))}
          </ol>
          <button type="button" hidden data-accept="">
            {words.accept}
          </button>
        </div>
        <section id="kunci">
          <h2>{words.keys.title}</h2>
          <p className="prose">{words.keys.text}</p>
          <KeyList context={context} />
        </section>
        <section>
          <h2>{words.commandTitle}</h2>
          <p className="prose">{words.commandText}</p>
          <pre>{`sipkadin verify --edition ${government.code}/${year}/${number} --key kunci.pem\nsipkadin witness https://…`}</pre>
          <p>
            <a href={paths.edition({ edition: number })}>{w.editions.verify}</a> · <a href={paths.data()}>{w.nav.data}</a>
          </p>
          <p className="small">
            {words.head}: <code>{head}</code>
          </p>
        </section>
        <section>
          <h2>{words.limitsTitle}</h2>
          <ul className="prose">
            {words.limits.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </section>
      </>
    ),
  };
}
