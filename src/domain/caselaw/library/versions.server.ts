import { and, arrayOverlaps, desc, eq, ne, sql } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import { precedent, precedentVersion } from '../schema.server.ts';
import type { Labels } from './card.ts';
import { differencesOf, type Difference } from './differences.ts';
import type { PrecedentRow } from './row.ts';

export interface Version {
  version: number;
  at: Date;
  byName: string;
  /** Written in this council, or in another one that shares the library. */
  ours: boolean;
  reason: string;
  /** Against the version before; of the first there are none. */
  differences: Difference[];
}

/** Every version of one entry, the newest first: who wrote it, when, why, and what it changed. */
export async function versionsOf(tx: Tx, { councilId }: Scope, slug: string, labels: Labels): Promise<Version[]> {
  const rows = await tx
    .select()
    .from(precedentVersion)
    .where(eq(precedentVersion.slug, slug))
    .orderBy(desc(precedentVersion.version));
  const said = ({ content, supersededBy, checkedBy, checkedOn }: (typeof rows)[number]) => ({
    ...{ entry: content, supersededBy, checkedBy, checkedOn },
  });
  return rows.map((row, at) => {
    const before = rows[at + 1];
    const { version, at: moment, byName, byCouncil, reason } = row;
    const differences = before ? differencesOf(said(before), said(row), labels) : [];
    return { version, at: moment, byName, ours: byCouncil === councilId, reason, differences };
  });
}

/** How many are named as raised together: enough to go on, few enough to read. */
const MOST_RELATED = 6;

/** Cases often raised together with this one: those that decided most of the same points, then of the same kinds of appeal. */
export function raisedWith(tx: Tx, { slug, issues, grounds }: PrecedentRow) {
  const shared = (column: typeof precedent.issues | typeof precedent.grounds, tags: string[]) =>
    sql<number>`(select count(*)::int from unnest(${column}) t where t = any(${sql.param(tags, column)}))`;
  return tx
    .select({
      ...{ slug: precedent.slug, name: precedent.name, citation: precedent.citation },
      ...{ verified: precedent.verified, points: shared(precedent.issues, issues) },
    })
    .from(precedent)
    .where(and(arrayOverlaps(precedent.issues, issues), ne(precedent.slug, slug)))
    .orderBy(
      desc(shared(precedent.issues, issues)),
      desc(shared(precedent.grounds, grounds)),
      desc(precedent.year),
      precedent.slug,
    )
    .limit(MOST_RELATED);
}
