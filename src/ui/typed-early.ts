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
 * What somebody unfolded, ticked or chose before the page's script came. Waking up would put it back as it was sent: call
 * this while the root is set up, and what it returns once everything is there.
 */
export function chosenEarly(): () => void {
  if (awake || typeof document === 'undefined') return () => {};
  const all = <T extends Element>(which: string) => [...document.querySelectorAll<T>(which)];
  const unfolded = all<HTMLDetailsElement>('details[open]');
  const boxes = all<HTMLInputElement>('input[type="checkbox"], input[type="radio"]').map(
    (box) => [box, box.checked] as const,
  );
  const lists = all<HTMLSelectElement>('select').map((list) => [list, list.value] as const);
  return () => {
    for (const one of unfolded) one.open = true;
    for (const [box, checked] of boxes) if (box.checked !== checked) tell(box, () => (box.checked = checked));
    for (const [list, value] of lists) if (list.value !== value) tell(list, () => (list.value = value));
  };
}

/** Components that listen to their box hear of it as if it were done now. */
function tell(box: HTMLElement, put: () => void): void {
  put();
  box.dispatchEvent(new Event('change', { bubbles: true }));
}
