const steps = [
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
] as const;

/** 4 is "iv". Books of a thousand pages of contents are not made; nothing at all is "". */
export function roman(value: number): string {
  const step = steps.find(([worth]) => worth <= value);
  return step ? step[1] + roman(value - step[0]) : '';
}
