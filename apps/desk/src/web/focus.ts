import { type RefObject, useEffect, useRef } from 'react';

/** The part of the page that a new screen fills. It holds the focus until something on the screen does. */
export const mainId = 'isi';

/** Whether the focus stands nowhere: what held it is gone, or a screen has only just opened. */
function isFree(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || activeElement.id === mainId;
}

/**
 * For what a person does or reads next: it takes the focus as it appears, unless they have put it elsewhere meanwhile, so that
 * the next Tab goes on from there. A page that nobody has touched since it was loaded begins at its top.
 */
export function useNext<Element extends HTMLElement>(): RefObject<Element | null> {
  const next = useRef<Element>(null);
  useEffect(() => {
    if (isFree() && 'userActivation' in navigator && navigator.userActivation.hasBeenActive) next.current?.focus();
  }, []);
  return next;
}
