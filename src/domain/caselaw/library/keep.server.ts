import { eq, sql } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { Scope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import type { Tx } from '#server/db.ts';
import { citationKey } from '../citations.ts';
import type { Precedent } from '../precedent.ts';
import { precedent } from '../schema.server.ts';
import * as entries from './entries.server.ts';
import { comesRound, nothingChanges, readKept, slugFor, typedCase, type Typed } from './keep.ts';
import { entryOf, type PrecedentRow } from './row.ts';

export interface Given extends Typed {
  /** As typed: a citation, or the name in an address; empty for none. */
  supersededBy: string;
  /** The version the form's page showed. */
  version: number;
}

export type Done = { errors: Record<string, string> } | { slug: string };

/**
 * Changes one entry: checked field by field, written as its next version, recorded. `stale` is the version that stands
 * when it is not the one the form showed; nothing was done. Null for whoever does not keep the library, or no such entry.
 */
export async function changeKept(
  tx: Tx,
  scope: Scope,
  slug: string,
  given: Given,
  today: CalendarDate,
): Promise<Done | { stale: number } | null> {
  if (!(await entries.mayKeep(tx))) return null;
  await entries.holdLibrary(tx);
  const held = await entries.precedentBySlug(tx, slug);
  if (!held) return null;
  if (held.version !== given.version) return { stale: held.version };
  const was = { entry: entryOf(held), ...standingOf(held) };
  const allowed = entries.allowedTags(await entries.vocabularyOf(tx));
  const read = readKept({ ...given, entry: { ...(given.entry as object), id: slug } }, was.entry, allowed, today);
  const errors: Record<string, string> = 'errors' in read ? { ...read.errors } : {};
  const superseding = await supersedingCase(tx, held, given.supersededBy);
  if (superseding && 'refused' in superseding) errors[superseding.field] = superseding.refused;
  const taken = 'entry' in read ? await takenBy(tx, read.entry) : null;
  if (taken) errors.citation = `The library has this citation already: ${taken}`;
  if (Object.keys(errors).length > 0 || !('entry' in read)) return { errors };
  const supersededBy = superseding && 'slug' in superseding ? superseding.slug : null;
  if (nothingChanges(was, read.entry, supersededBy, given.checkedOn)) return { slug };
  const writer = await entries.writerOf(tx, scope);
  const checked = given.checkedOn ? { checkedBy: writer.byName, checkedOn: given.checkedOn } : standingOf(held);
  const to = { entry: read.entry, checkedBy: checked.checkedBy, checkedOn: checked.checkedOn, supersededBy };
  const version = await entries.changeEntry(tx, held, to, { ...writer, reason: given.reason.trim() });
  await recordFor(tx, scope, { action: 'library.entry_changed', detail: { slug, version } });
  return { slug };
}

/** Adds one entry, checked by whoever adds it. Its name in addresses comes from its name and year. */
export async function addKept(tx: Tx, scope: Scope, given: Typed, today: CalendarDate): Promise<Done | null> {
  if (!(await entries.mayKeep(tx))) return null;
  await entries.holdLibrary(tx);
  const { name = '', date = '' } = given.entry as Partial<Precedent>;
  const id = slugFor(name, date);
  const allowed = entries.allowedTags(await entries.vocabularyOf(tx));
  const read = readKept({ ...given, entry: { ...(given.entry as object), id } }, null, allowed, today);
  if ('errors' in read) {
    const { id: nameless, ...errors } = read.errors;
    return { errors: nameless && !errors.name ? { ...errors, name: nameless } : errors };
  }
  const taken = await takenBy(tx, read.entry);
  if (taken) return { errors: { citation: `The library has this citation already: ${taken}` } };
  if (await entries.precedentBySlug(tx, id))
    return { errors: { name: 'There is a case of this name and year already' } };
  const writer = await entries.writerOf(tx, scope);
  const checked = { supersededBy: null, checkedBy: writer.byName, checkedOn: given.checkedOn };
  await entries.fillVocabulary(tx);
  await entries.addEntries(tx, [read.entry], { ...writer, reason: given.reason.trim() }, checked);
  await recordFor(tx, scope, { action: 'library.entry_changed', detail: { slug: id, version: 1 } });
  return { slug: id };
}

const standingOf = ({ supersededBy, checkedBy, checkedOn }: PrecedentRow) => ({ supersededBy, checkedBy, checkedOn });

/** The name of another entry that has this citation, or null. */
async function takenBy(tx: Tx, { id, citation }: Precedent): Promise<string | null> {
  const rows = await tx
    .select({ slug: precedent.slug, name: precedent.name })
    .from(precedent)
    .where(eq(precedent.citationKey, citationKey(citation)));
  return rows.find(({ slug }) => slug !== id)?.name ?? null;
}

const FIELD = 'supersededBy';

/** The case that took its place: it is here, is another one, is not older, and does not lead back. Null for none. */
async function supersedingCase(tx: Tx, held: PrecedentRow, typed: string): Promise<Refused | { slug: string } | null> {
  if (!typed.trim()) return null;
  const named = typedCase(typed);
  const known = 'key' in named ? eq(precedent.citationKey, named.key) : eq(precedent.slug, named.slug);
  const [found] = await tx.select({ slug: precedent.slug, year: precedent.year }).from(precedent).where(known);
  if (!found)
    return refuse(FIELD, 'There is no such case here. Write its citation in full, like [2016] UKUT 385 (AAC)');
  if (found.slug === held.slug) return refuse(FIELD, 'A case cannot take its own place');
  if (found.year < held.year) return refuse(FIELD, 'That case is older than this one');
  const rows = await tx
    .select({ slug: precedent.slug, by: precedent.supersededBy })
    .from(precedent)
    .where(sql`${precedent.supersededBy} is not null`);
  const next = new Map(rows.map(({ slug, by }) => [slug, by]));
  if (comesRound(held.slug, found.slug, (of) => next.get(of) ?? null))
    return refuse(FIELD, 'That case is itself superseded by this one');
  return { slug: found.slug };
}
