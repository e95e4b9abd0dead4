import './settings.css';
import { settingGroups, settings } from '@sipkadin/budget';
import { useQuery } from '@tanstack/react-query';
import { Devices } from '../../wall/devices.tsx';
import { trpc } from '../../web/client.ts';
import { Heading } from '../../web/heading.tsx';
import { useWords } from '../../web/language.tsx';
import { usePerson } from '../../web/person.tsx';
import { Loaded } from '../../web/states.tsx';
import { BasisKept } from './basis-kept.tsx';
import { SettingItem } from './setting-item.tsx';
import { settingWords } from './words.ts';

const groups = Object.keys(settingGroups) as (keyof typeof settingGroups)[];

/** Every setting of the government with its value and history; an admin changes them here. */
export function SettingsScreen() {
  const { w, language } = useWords(settingWords);
  const { government } = usePerson();
  const list = useQuery(trpc.settings.list.queryOptions({ government: government.code }));
  return (
    <>
      <Heading>{w.title}</Heading>
      <p>{w.lead}</p>
      <Loaded query={list} rows={12}>
        {(all) =>
          groups.map((group) => (
            <section key={group} aria-labelledby={`bagian-${group}`}>
              <h2 id={`bagian-${group}`}>{settingGroups[group][language]}</h2>
              <ul className="settings">
                {all
                  .filter(({ key }) => settings[key].group === group)
                  .map((setting) => (
                    <SettingItem key={setting.key} setting={setting}>
                      {setting.key === 'basis' && <BasisKept />}
                    </SettingItem>
                  ))}
              </ul>
              {group === 'wall' && <Devices />}
            </section>
          ))
        }
      </Loaded>
    </>
  );
}
