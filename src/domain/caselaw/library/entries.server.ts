import { createHash } from 'node:crypto';
import { asc, eq, inArray, sql } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import type { Precedent, Vocabulary } from '../precedent.ts';
import { precedent, precedentTag, precedentVersion } from '../schema.server.ts';
import { shippedVocabulary } from '../shipped.ts';
import type { AllowedTags } from './entry.ts';
import { contentText } from './import.ts';
import { rowOf, type PrecedentRow } from './row.ts';

/** One decided case by its name in the address, or null when there is none. */
export async function precedentBySlug(tx: Tx, slug: string): Promise<PrecedentRow | null> {
  const [found] = await tx.select().from(precedent).where(eq(precedent.slug, slug));
  return found ?? null;
}

/** Whether the person of this transaction keeps the library: they work on their council's appeals now. */
export async function mayKeep(tx: Tx): Promise<boolean> {
  const [row] = await tx.execute<{ yes: boolean }>(sql`select in_tribunal_team() as yes`);
  return row!.yes;
}

/** Makes whoever writes to the library come one after the other until their transactions end: it is small, and every council's. */
export const holdLibrary = (tx: Tx) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('decided cases', 12))`);

/** The tags in use, in their order. A library nobody has filled yet has those this program comes with. */
export async function vocabularyOf(tx: Tx): Promise<Vocabulary> {
  const rows = await tx.select().from(precedentTag).orderBy(asc(precedentTag.position));
  if (rows.length === 0) return shippedVocabulary;
  const of = (kind: keyof Vocabulary) =>
    rows.filter((row) => row.of === kind).map(({ tag, label, meaning }) => ({ tag, label, meaning }));
  return { grounds: of('grounds'), issues: of('issues') };
}

export const allowedTags = ({ grounds, issues }: Vocabulary): AllowedTags => ({
  grounds: new Set(grounds.map(({ tag }) => tag)),
  issues: new Set(issues.map(({ tag }) => tag)),
});

/** Puts in the tags this program comes with, where they are not there yet. */
export const fillVocabulary = (tx: Tx) => tx.insert(precedentTag).values(vocabularyRows()).onConflictDoNothing();

export const vocabularyRows = () =>
  (['grounds', 'issues'] as const).flatMap((of) =>
    shippedVocabulary[of].map(({ tag, label, meaning }, position) => ({ of, tag, label, meaning, position })),
  );

export interface Writing {
  reason: string;
  byName: string;
  byCouncil: string;
}

/** Who writes, by the name others will read beside the version. */
export async function writerOf(tx: Tx, { personId, councilId }: Scope): Promise<Omit<Writing, 'reason'>> {
  const [who] = await tx.select({ name: person.fullName }).from(person).where(eq(person.personId, personId));
  return { byName: who!.name, byCouncil: councilId };
}

/** What stands of one entry besides its content. */
export interface Standing {
  supersededBy: string | null;
  checkedBy: string | null;
  checkedOn: string | null;
}

const unchecked: Standing = { supersededBy: null, checkedBy: null, checkedOn: null };
const ROWS_AT_ONCE = 500;

/** Puts new entries in, each with its first version beside it. */
export async function addEntries(
  tx: Tx,
  entries: readonly Precedent[],
  writing: Writing,
  standing: Standing = unchecked,
): Promise<void> {
  for (let at = 0; at < entries.length; at += ROWS_AT_ONCE) {
    const some = entries.slice(at, at + ROWS_AT_ONCE);
    await tx.insert(precedent).values(some.map((entry) => ({ ...rowOf(entry), ...standing })));
    await tx
      .insert(precedentVersion)
      .values(some.map((entry) => versionOf({ ...standing, entry, version: 1 }, writing)));
  }
}

/** Writes one entry as it is to stand, as its next version. */
export async function changeEntry(
  tx: Tx,
  held: PrecedentRow,
  to: Standing & { entry: Precedent },
  writing: Writing,
): Promise<number> {
  const { entry, ...standing } = to;
  const version = held.version + 1;
  await tx
    .update(precedent)
    .set({ ...rowOf(entry), ...standing, version, changedAt: sql`now()` })
    .where(eq(precedent.slug, held.slug));
  await tx.insert(precedentVersion).values(versionOf({ ...to, version }, writing));
  return version;
}

const versionOf = ({ entry, ...rest }: Standing & { entry: Precedent; version: number }, writing: Writing) => ({
  slug: entry.id,
  content: entry,
  sha256: createHash('sha256').update(contentText(entry)).digest('hex'),
  ...rest,
  ...writing,
});

/** The entries of these names, or all, as the library holds them. */
export async function heldEntries(tx: Tx, slugs?: readonly string[]): Promise<Map<string, PrecedentRow>> {
  const rows = await tx
    .select()
    .from(precedent)
    .where(slugs && inArray(precedent.slug, [...slugs]));
  return new Map(rows.map((row) => [row.slug, row]));
}

/** Names of entries by the name in their address, for links. */
export async function namesOf(tx: Tx, slugs: readonly string[]): Promise<Map<string, string>> {
  if (slugs.length === 0) return new Map();
  const rows = await tx
    .select({ slug: precedent.slug, name: precedent.name, citation: precedent.citation })
    .from(precedent)
    .where(inArray(precedent.slug, [...slugs]));
  return new Map(rows.map(({ slug, name, citation }) => [slug, `${name} ${citation}`]));
}
