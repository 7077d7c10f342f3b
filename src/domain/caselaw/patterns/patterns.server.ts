import { arrayContains, inArray, sql } from 'drizzle-orm';
import type { Tx } from '#server/db.ts';
import type { PrecedentRow } from '../library/row.ts';
import { precedent } from '../schema.server.ts';
import { strongestFirst, type Patterned } from './patterns.ts';

const patterned = {
  slug: precedent.slug,
  name: precedent.name,
  citation: precedent.citation,
  court: precedent.court,
  year: precedent.year,
  regime: precedent.regime,
  grounds: precedent.grounds,
  issues: precedent.issues,
  statuteKeys: precedent.statuteKeys,
  favours: precedent.favours,
  verified: precedent.verified,
  superseded: sql<boolean>`${precedent.supersededBy} is not null`,
};

/** Every decided case of the library, or those of one kind of appeal, without their words. */
export const patternedCases = (tx: Tx, ground?: string): Promise<Patterned[]> =>
  tx
    .select(patterned)
    .from(precedent)
    .where(ground === undefined ? undefined : arrayContains(precedent.grounds, [ground]))
    .orderBy(precedent.slug);

/** The strongest of these (PAT4), with their words. */
export async function strongestOf(tx: Tx, rows: readonly Patterned[], limit: number): Promise<PrecedentRow[]> {
  const slugs = rows
    .toSorted(strongestFirst)
    .slice(0, limit)
    .map(({ slug }) => slug);
  if (slugs.length === 0) return [];
  const found = await tx.select().from(precedent).where(inArray(precedent.slug, slugs));
  return slugs.flatMap((slug) => found.find((row) => row.slug === slug) ?? []);
}
