export { parseObjectsAddress } from './address.ts';
export { type Objects, ObjectsError, type StoredObject } from './objects.ts';
export { openObjects } from './open.ts';
