import { type Code, isWithin } from '@sipkadin/budget';

/** Spending of the treasury role (PPKD): interest, subsidies, grants, unforeseen spending, transfers. As it was when format 1 froze. */
export function isTreasury(account: Code): boolean {
  return ['5.1.03', '5.1.04', '5.1.05', '5.3', '5.4'].some((prefix) => isWithin(account, prefix));
}
