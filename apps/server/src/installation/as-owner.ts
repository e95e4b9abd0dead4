import { statSync } from 'node:fs';

/** The user whom a data folder belongs to, where that is another than who runs this and this one is root. */
export function ownerOf(data: string): { uid: number; gid: number } | undefined {
  const { uid, gid } = statSync(data);
  return process.getuid?.() === 0 && uid !== 0 ? { uid, gid } : undefined;
}

/**
 * Does work in a data folder with the rights of its owner, where root runs this: who has taken over the service could have put links there
 * that lead root to files of others.
 * @param work synchronous: the rights are those of the whole process
 */
export function asOwner<T>(data: string, work: () => T): T {
  const owner = ownerOf(data);
  if (owner === undefined) return work();
  const [groups, group] = [process.getgroups?.() ?? [], process.getegid?.() ?? 0];
  process.setgroups?.([owner.gid]);
  process.setegid?.(owner.gid);
  process.seteuid?.(owner.uid);
  try {
    return work();
  } finally {
    process.seteuid?.(0);
    process.setegid?.(group);
    process.setgroups?.(groups);
  }
}
