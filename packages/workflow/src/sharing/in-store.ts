import { ObjectsError } from '@sipkadin/objects';
import { Refusal } from '../refusal.ts';

/** @throws Refusal `store-away` where the store cannot be used now; other errors as they are */
export async function inStore<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof ObjectsError && error.code !== 'damaged' ? new Refusal('store-away', error) : error;
  }
}
