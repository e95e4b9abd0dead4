import { type RefObject, useEffect, useRef } from 'react';

/** The element that a new screen fills. It has the focus until an element of the screen takes it. */
export const mainId = 'isi';

/** Whether no control has the focus: the one that had it is gone, or a screen has just opened. */
function isFree(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || activeElement.id === mainId;
}

/**
 * A ref for the element that a person uses or reads next: it takes the focus when it appears, so that the next Tab continues
 * there, unless the person has moved the focus. On a page that nobody has touched since it was loaded the focus stays at the top.
 */
export function useNext<Element extends HTMLElement>(): RefObject<Element | null> {
  const next = useRef<Element>(null);
  useEffect(() => {
    if (isFree() && 'userActivation' in navigator && navigator.userActivation.hasBeenActive) next.current?.focus();
  }, []);
  return next;
}
