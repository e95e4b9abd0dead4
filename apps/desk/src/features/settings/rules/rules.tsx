import './rules.css';
import { formatCount, formatInstant, words } from '@sipkadin/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type Answers, queryClient, trpc } from '../../../web/client.ts';
import { Heading } from '../../../web/heading.tsx';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { Failure, Loaded } from '../../../web/states.tsx';
import { ruleWords } from './words.ts';

type Area = Answers['rules']['list'][number];
type Rule = Area['rules'][number];
const settable = ['blocking', 'warning', 'info'] as const;

/** The rule book, with the severity of each rule in this government. */
export function RulesScreen() {
  const { w, language } = useWords(ruleWords);
  const { government } = usePerson();
  const areas = useQuery(trpc.rules.list.queryOptions({ government: government.code }));
  return (
    <>
      <Heading>{w.title}</Heading>
      <p>{w.lead}</p>
      <Loaded query={areas} rows={12}>
        {(areas) => {
          const all = areas.flatMap(({ rules }) => rules);
          return (
            <>
              <p>{w.count(formatCount(all.length, language), formatCount(all.filter(({ set }) => set !== null).length, language))}</p>
              <nav aria-label={w.areas}>
                <ul className="areas">
                  {areas.map(({ area, name, rules }) => (
                    <li key={area}>
                      <a href={`#${area}`}>{name[language]}</a> {formatCount(rules.length, language)}
                    </li>
                  ))}
                </ul>
              </nav>
              {areas.map(({ area, name, rules }) => (
                <section key={area} id={area} aria-labelledby={`${area}-name`}>
                  <h2 id={`${area}-name`}>{name[language]}</h2>
                  <ul className="rules">
                    {rules.map((rule) => (
                      <RuleItem key={rule.code} rule={rule} />
                    ))}
                  </ul>
                </section>
              ))}
            </>
          );
        }}
      </Loaded>
    </>
  );
}

/** Replaces the placeholders of values that are known only when the rule fires. */
const blank = (text: string) => text.replace(/\{(?:value|expected)\}/g, '…');

function RuleItem({ rule }: { rule: Rule }) {
  const { w, language } = useWords(ruleWords);
  const { government, may } = usePerson();
  const { severities } = words(language);
  const set = useMutation(
    trpc.rules.set.mutationOptions({ onSuccess: () => queryClient.invalidateQueries(trpc.rules.list.queryFilter()) }),
  );
  const { code, message, remedy, source, severity, fixed, changed } = rule;
  const now = rule.set ?? severity;
  const mayChange = may('rules.set') && !fixed;
  return (
    <li>
      <div>
        <p className="rule-message">{blank(message[language])}</p>
        <p className="small">
          {blank(remedy[language])} <span className="rule-source">{source[language]}</span>
        </p>
        <p className="small rule-code">{code}</p>
      </div>
      <div className="rule-weight">
        {mayChange ? (
          <label>
            <span className="small">{w.severity}</span>
            <select
              value={now}
              disabled={set.isPending}
              onChange={({ target: { value } }) => {
                const next = settable.find((one) => one === value);
                if (next) set.mutate({ government: government.code, code, severity: next === severity ? null : next });
              }}
            >
              {settable.map((one) => (
                <option key={one} value={one}>
                  {severities[one]}
                  {one === severity ? ` (${w.own})` : ''}
                </option>
              ))}
            </select>
          </label>
        ) : (
          <p>
            <strong>{severities[now]}</strong>
            {fixed && <small>{w.fixed}</small>}
          </p>
        )}
        {rule.set !== null && <p className="small">{w.instead(severities[severity])}</p>}
        {changed !== null && <p className="small">{w.changed(changed.by, formatInstant(changed.at, language))}</p>}
        {set.isError && <Failure error={set.error} />}
      </div>
    </li>
  );
}
