import { inShort } from '#domain/calendar/words.ts';
import { dateOf } from '#domain/calendar/today.ts';
import type { PackEntry } from './pack.ts';

/**
 * The contents of a frozen pack when papers of it were recalled. PACK4: their numbers stay where they are, so that no
 * other page moves; what they were called, by whom and when is gone from every view.
 */
export const withoutRecalled = (contents: readonly PackEntry[], recalled: ReadonlyMap<string, Date>): PackEntry[] =>
  contents.map((entry) => {
    const at = recalled.get(entry.id);
    if (entry.kind !== 'paper' || !at) return entry;
    const title = `Recalled on ${inShort(dateOf(at))}: not part of this pack any more`;
    return { ...entry, title, author: '', writtenOn: null, lateFor: null, recalled: true };
  });
