let awake = false;

/** For the root layout, once the page has its script: from now on every box is filled by its component. */
export const wakeUp = (): void => void (awake = true);

/**
 * What somebody typed into the box of this id before the page's script came; undefined when they did not. Waking up
 * fills a box anew, so a component asks for this while it is set up and puts it back once its box is there. Only the
 * first page can have such words: later, a box of the same id may belong to the page that is just being left.
 */
export function typedEarly(id: string): string | undefined {
  if (awake || typeof document === 'undefined') return undefined;
  const box = document.getElementById(id);
  const isBox = box instanceof HTMLTextAreaElement || box instanceof HTMLInputElement;
  return isBox && box.value !== box.defaultValue ? box.value : undefined;
}

/**
 * What somebody unfolded before the page's script came. Waking up would fold it again: call this while the root is set
 * up, and what it returns once everything is there.
 */
export function openedEarly(): () => void {
  if (awake || typeof document === 'undefined') return () => {};
  const opened = [...document.querySelectorAll<HTMLDetailsElement>('details[open]')];
  return () => {
    for (const one of opened) one.open = true;
  };
}
