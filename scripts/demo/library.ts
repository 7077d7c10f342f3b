import { isRefusal } from '#domain/access/decide.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import { precedentBySlug } from '#domain/caselaw/library/entries.server.ts';
import { importPrecedents } from '#domain/caselaw/library/import.server.ts';
import { changeKept } from '#domain/caselaw/library/keep.server.ts';
import { entryOf } from '#domain/caselaw/library/row.ts';
import { shippedFile } from '#domain/caselaw/shipped.ts';
import { authorise } from '#domain/people/gate.server.ts';
import type { People } from './enter.ts';

/** The decided cases that come with this, brought in by Tess; one of them Rosa Lind has read again since. */
export async function fillLibrary({ tess, lind }: People, today: CalendarDate): Promise<void> {
  const keeping = await scopeToKeep(tess);
  const file = { name: 'the cases that come with Common Ground', text: shippedFile() };
  const done = await underScope(keeping, (tx) => importPrecedents(tx, keeping, file, today));
  if (!done || !('done' in done)) throw new Error('The decided cases that come with this were not taken.');
  await readAgain(lind, 'east-sussex-v-tw-2016', addDays(today, -6), today);
}

async function readAgain(who: Person, slug: string, checkedOn: CalendarDate, today: CalendarDate): Promise<void> {
  const scope = await scopeToKeep(who);
  const done = await underScope(scope, async (tx) => {
    const held = await precedentBySlug(tx, slug);
    const given = { checkedOn, supersededBy: '', reason: 'Read again for an appeal about Section F.' };
    return held && changeKept(tx, scope, slug, { ...given, entry: entryOf(held), version: held.version }, today);
  });
  if (!done || !('slug' in done)) throw new Error(`${slug} could not be marked as checked.`);
}

async function scopeToKeep(who: Person) {
  const answer = await authorise(who, null, 'library:keep');
  if (isRefusal(answer)) throw new Error(`The gate refused library:keep: ${answer.because}.`);
  return answer;
}
