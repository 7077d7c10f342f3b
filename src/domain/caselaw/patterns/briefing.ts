/** What one printed page holds beside its heads and its counts, in characters of principles and of what to check. */
const PAGE_CHARACTERS = 2600;
export const MOST_PRINCIPLES = 5;

/** PAT5: as many of the strongest as one A4 page holds, whole and in their order; the first is always there. */
export function onOnePage<T extends { principle: string; triageNote: string }>(strongest: readonly T[]): T[] {
  let used = 0;
  return strongest.slice(0, MOST_PRINCIPLES).filter(({ principle, triageNote }, at) => {
    used += principle.length + triageNote.length;
    return at === 0 || used <= PAGE_CHARACTERS;
  });
}
