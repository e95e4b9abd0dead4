import { useQuery } from '@tanstack/react-query';
import { trpc } from '../web/client.ts';
import { useWords } from '../web/language.tsx';
import { usePerson } from '../web/person.tsx';
import { appWords } from './words.ts';

/** What waits for the person apart from files and questions: their own password, other people, approvals, the service's health. */
export function useAdminTasks() {
  const { w } = useWords(appWords);
  const { government, may } = usePerson();
  const input = { government: government.code };
  const security = useQuery(trpc.account.security.queryOptions());
  const people = useQuery({ ...trpc.people.list.queryOptions(input), enabled: may('people.list') });
  const health = useQuery({ ...trpc.health.now.queryOptions(input), enabled: may('health.now') });
  const approvals = people.data?.approvals.filter(({ mine }) => !mine).length ?? 0;
  return [
    { n: security.data?.needsPassword === true ? 1 : 0, text: w.home.noPassword, to: '/akun' as const },
    { n: health.data?.conditions.length ?? 0, text: w.home.health, to: '/kesehatan' as const },
    { n: approvals, text: w.home.approvals, to: '/orang' as const },
    { n: people.data?.people.length === 1 ? 1 : 0, text: w.home.alone, to: '/orang/undang' as const },
  ];
}
