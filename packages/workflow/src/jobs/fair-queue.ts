/**
 * Whose turn it is: people take turns, each with the oldest of their own, so that a hundred files of one keep nobody else
 * waiting. Who never had a turn, or whose last is longest ago, is next.
 * @param waiting in the order they came
 * @param served the number of the turn that each person had last
 */
export function nextInTurn<T extends { actor: string }>(waiting: readonly T[], served: ReadonlyMap<string, number>): T | undefined {
  let next: T | undefined;
  for (const one of waiting) if (next === undefined || (served.get(one.actor) ?? 0) < (served.get(next.actor) ?? 0)) next = one;
  return next;
}

/** All that waits, in the order in which it will have its turn if nothing more comes. */
export function inTurns<T extends { actor: string }>(waiting: readonly T[], served: ReadonlyMap<string, number>): T[] {
  const left = [...waiting];
  const turns = new Map(served);
  let turn = Math.max(0, ...turns.values());
  const order: T[] = [];
  for (let next = nextInTurn(left, turns); next !== undefined; next = nextInTurn(left, turns)) {
    order.push(next);
    left.splice(left.indexOf(next), 1);
    turns.set(next.actor, ++turn);
  }
  return order;
}
