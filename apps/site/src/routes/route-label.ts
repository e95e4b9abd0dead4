import { mcpPath } from '../machine/mcp/path.ts';
import { splitPrefix } from './pattern.ts';
import type { Route } from './route.ts';
import { table } from './table.ts';

const firstParts = new Set(Object.values<Route>(table).map(({ path }) => path.split('/')[1] ?? ''));
firstParts.add(mcpPath.slice(1));

/**
 * The name of the route of a path, for counting requests: its first part where a route begins so, "/opd" for all OPD. A page's tables
 * as a file count as the page. @returns undefined where no route begins so
 */
export function routeLabel(path: string, base: string): string | undefined {
  if (!path.startsWith(base)) return undefined;
  const first = splitPrefix(path.slice(base.length)).path.split('/')[1] ?? '';
  const page = first.replace(/\.(?:csv|xlsx|json)$/, '');
  const name = [first, page === 'index' ? '' : page].find((one) => firstParts.has(one));
  return name === undefined ? undefined : `/${name}`;
}
