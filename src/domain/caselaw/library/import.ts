import type { CalendarDate } from '#domain/calendar/date.ts';
import { citationKey } from '../citations.ts';
import type { Precedent } from '../precedent.ts';
import { readEntry, type AllowedTags } from './entry.ts';

/** A file may be this long; what is longer can be sent in parts. */
export const FILE_BYTES = 5 * 1024 * 1024;
export const MOST_ENTRIES = 5000;

/** One thing wrong with one entry. `index` counts from 1, as a person would in the file. */
export interface EntryError {
  index: number;
  id: string;
  field: string;
  why: string;
}

export interface ReadFile {
  /** Those that can be taken, each with its place in the file. */
  entries: { index: number; entry: Precedent }[];
  errors: EntryError[];
}

/**
 * Reads a file of decided cases: every entry wholly right or refused, with a reason for each field. Of entries with one
 * name or one citation none but the first is taken. `{ not }` when the file is not one of this shape at all.
 */
export function readLibraryFile(text: string, allowed: AllowedTags, today: CalendarDate): ReadFile | { not: string } {
  const list = listIn(text);
  if ('not' in list) return list;
  const read: ReadFile = { entries: [], errors: [] };
  const ids = new Map<string, number>();
  const citations = new Map<string, number>();
  list.entries.forEach((given, at) => {
    const index = at + 1;
    const refuse = (field: string, why: string) => read.errors.push({ index, id: nameOf(given), field, why });
    const answer = readEntry(given, allowed, today);
    if ('errors' in answer) return Object.entries(answer.errors).forEach(([field, why]) => refuse(field, why));
    const { entry } = answer;
    const key = citationKey(entry.citation);
    const [sameId, sameCitation] = [ids.get(entry.id), citations.get(key)];
    if (sameId) return refuse('id', `Entry ${sameId} of this file has the same id`);
    if (sameCitation) return refuse('citation', `Entry ${sameCitation} of this file has the same citation`);
    ids.set(entry.id, index);
    citations.set(key, index);
    read.entries.push({ index, entry });
  });
  return read;
}

function listIn(text: string): { entries: unknown[] } | { not: string } {
  let given: unknown;
  try {
    // Some editors put a mark at the start that is no part of the file.
    given = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { not: 'This file is not JSON. Nothing was read' };
  }
  if (!Array.isArray(given)) return { not: 'This file is not a list of decided cases. Nothing was read' };
  if (given.length === 0) return { not: 'There are no decided cases in this file' };
  if (given.length > MOST_ENTRIES)
    return { not: `There are more than ${MOST_ENTRIES} decided cases in this file. Send it in parts` };
  return { entries: given };
}

const nameOf = (given: unknown): string =>
  typeof given === 'object' && given !== null && 'id' in given && typeof given.id === 'string'
    ? given.id.slice(0, 80)
    : '';

/** What the library holds of one entry now. */
export interface Held {
  entry: Precedent;
  checkedBy: string | null;
}

/** What bringing a file in would do. Names are those of the entries. */
export interface Plan {
  fresh: Precedent[];
  same: Precedent[];
  changed: Precedent[];
  /** Checked here, and the file says otherwise: what was checked stays. */
  kept: Precedent[];
  errors: EntryError[];
}

/** Compares a file with the library. A citation that stands here under another name is refused: a case has one entry. */
export function planImport({ entries, errors }: ReadFile, held: ReadonlyMap<string, Held>): Plan {
  const named = new Map([...held.values()].map(({ entry }) => [citationKey(entry.citation), entry.id]));
  const plan: Plan = { fresh: [], same: [], changed: [], kept: [], errors: [...errors] };
  entries.forEach(({ index, entry }) => {
    const already = named.get(citationKey(entry.citation));
    const here = held.get(entry.id);
    if (already !== undefined && already !== entry.id) {
      const why = `The library has this citation already, as ${already}`;
      plan.errors.push({ index, id: entry.id, field: 'citation', why });
    } else if (!here) plan.fresh.push(entry);
    else if (sameContent(here.entry, entry)) plan.same.push(entry);
    else plan[here.checkedBy === null ? 'changed' : 'kept'].push(entry);
  });
  return plan;
}

export const sameContent = (one: Precedent, other: Precedent): boolean => contentText(one) === contentText(other);

/** An entry as text with its fields in one order: what is compared, and what a version's fingerprint is of. */
export function contentText(entry: Precedent): string {
  const { id, name, citation, court, date, regime, grounds, issues, statute, appellant, outcome, favours } = entry;
  const { principle, triage_note, url, verified, source } = entry;
  return JSON.stringify({
    ...{ id, name, citation, court, date, regime, grounds, issues, statute, appellant, outcome, favours },
    ...{ principle, triage_note, url, verified, source },
  });
}
