import { parseDecimal, type SettingKey, type SettingValues, type Status, settings, statusWords } from '@sipkadin/budget';
import { DataTable, formatCount, formatMonth, formatPoints, formatShort } from '@sipkadin/ui';
import { useQuery } from '@tanstack/react-query';
import { type Answers, trpc } from '../../../web/client.ts';
import { useWords } from '../../../web/language.tsx';
import { usePerson } from '../../../web/person.tsx';
import { Loaded } from '../../../web/states.tsx';
import { settingWords } from '../words.ts';

type Effect = NonNullable<Answers['settings']['effect']>;
type Unit = Effect['units'][number];

/** Which OPD change their status with a value, by name, before it is saved. */
export function SettingEffect({ setting, value }: { setting: SettingKey; value: SettingValues[SettingKey] }) {
  const { w } = useWords(settingWords);
  const { government } = usePerson();
  const judges = settings[setting].judges === true;
  const effect = useQuery(
    trpc.settings.effect.queryOptions({ government: government.code, key: setting, value }, { enabled: judges, staleTime: 0 }),
  );
  if (!judges) return null;
  return (
    <section className="setting-effect" aria-live="polite">
      <h3>{w.effect.title}</h3>
      <Loaded query={effect} rows={2}>
        {(data) => (data === null ? <p>{w.effect.noFigures}</p> : <Changes effect={data} setting={setting} value={value} />)}
      </Loaded>
    </section>
  );
}

function Changes({ effect, setting, value }: { effect: Effect; setting: SettingKey; value: SettingValues[SettingKey] }) {
  const { w, language } = useWords(settingWords);
  const { year, month, gap, realization, units, of } = effect;
  // The names of the candidate rule, where the names are what is changed.
  const names = setting === 'bands' ? (value as SettingValues['bands']).statuses : statusWords;
  const points = (tenths: number | null) => formatPoints(tenths === null ? null : BigInt(tenths), language);
  const rupiah = (text: string | null) => (text === null ? w.effect.unreported : formatShort(parseDecimal(text) ?? 0n, language));
  const state = ({ status, reporting }: Unit, at: 'before' | 'after') =>
    [
      status.before !== status.after && names[status[at]][language],
      reporting.before !== reporting.after && w.effect.reporting[reporting[at]],
    ]
      .filter((text) => text !== false)
      .join(', ');
  const becoming = Object.entries(
    Object.groupBy(
      units.filter(({ status }) => status.before !== status.after),
      ({ status }) => status.after,
    ),
  ) as [Status, Unit[]][];
  return (
    <>
      <p>
        {units.length === 0
          ? w.effect.none(String(year))
          : w.effect.summary(formatCount(units.length, language), formatCount(of, language), String(year))}{' '}
        {becoming.length > 0 &&
          `${becoming.map(([status, all]) => w.effect.becomes(formatCount(all.length, language), names[status][language])).join(', ')}.`}
      </p>
      {month.before !== month.after && <p>{w.effect.month(formatMonth(month.before, language), formatMonth(month.after, language))}</p>}
      {gap.before !== gap.after && <p>{w.effect.gap(points(gap.before), points(gap.after))}</p>}
      {realization.before !== realization.after && <p>{w.effect.realization(rupiah(realization.before), rupiah(realization.after))}</p>}
      {units.length > 0 && (
        <div className="stacked effect-list">
          <DataTable
            caption={w.effect.list}
            columns={(['unit', 'before', 'after', 'gap'] as const).map((key) => ({
              key,
              label: w.effect.columns[key],
              number: key === 'gap',
            }))}
            rows={units.map((unit) => ({
              key: unit.code,
              cells: [unit.name, state(unit, 'before'), state(unit, 'after'), points(unit.gap.after)],
            }))}
          />
        </div>
      )}
    </>
  );
}
