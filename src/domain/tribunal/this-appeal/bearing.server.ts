import { inArray, sql } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import { trustInWords } from '#domain/caselaw/library/card.ts';
import { matchedCases, type Matched } from '#domain/caselaw/matching/match.server.ts';
import type { AppealFacts, Term } from '#domain/caselaw/matching/score.ts';
import type { Precedent } from '#domain/caselaw/precedent.ts';
import { precedent } from '#domain/caselaw/schema.server.ts';
import { tagWords } from '#domain/caselaw/tag-words.server.ts';
import type { Tx } from '#server/db.ts';
import type { AppealRow } from '../begin.server.ts';
import { groundTags } from '../grounds.ts';
import { saidElsewhere, saidHere, type OwnWord } from './bearing-said.server.ts';

/** A decided case beside an appeal, as an officer is shown it. */
export interface Bearing {
  slug: string;
  name: string;
  citation: string;
  court: string;
  decided: string;
  favours: Precedent['favours'];
  principle: string;
  triageNote: string;
  verified: boolean;
  /** How far the entry can be trusted, in words. */
  trust: ReturnType<typeof trustInWords>;
  supersededBy: { slug: string; name: string } | null;
  /** Why it was matched, the heaviest reason first. Empty for one that an officer added and nothing else speaks for. */
  terms: Term[];
  said: OwnWord | null;
}

/** With less than this in common a case is not offered: the same kind of appeal, and little else. */
const LEAST_SCORE = 2.5;

/** What of this appeal decided cases are compared with: its kind, and the issues as both sides have them. */
export async function factsOf(tx: Tx, scope: Scope, appeal: AppealRow): Promise<AppealFacts> {
  const [row] = await tx.execute<{ words: string; tags: string[] }>(sql`
    select coalesce(string_agg(words, E'\n' order by number), '') as words,
           coalesce(array_agg(distinct tag) filter (where tag is not null), '{}') as tags
      from appeal_issue where council_id = ${scope.councilId} and appeal_id = ${appeal.appealId}`);
  return {
    grounds: groundTags(appeal),
    issues: [...new Set([...appeal.issueTags, ...row!.tags])],
    words: row!.words,
  };
}

/**
 * MAT2: decided cases for one appeal: what an officer said bears on it, then what matches best; and what an officer took
 * off, which can be brought back. `limit` counts what is matched and what was said together.
 */
export async function bearingsOf(
  tx: Tx,
  scope: Scope,
  appeal: AppealRow,
  limit: number,
): Promise<{ bears: Bearing[]; removed: Bearing[] }> {
  const facts = await factsOf(tx, scope, appeal);
  const [names, here] = [await tagWords(tx), await saidHere(tx, scope, appeal)];
  const elsewhere = await saidElsewhere(tx, scope, appeal, facts.issues);
  const matched = await matchedCases(tx, facts, names, elsewhere, [...here.keys()]);
  const saying = (says: OwnWord['says']) => matched.filter(({ slug }) => here.get(slug)?.says === says);
  const others = matched.filter(({ slug, score }) => !here.has(slug) && score >= LEAST_SCORE);
  const bears = [...saying('bears'), ...others].slice(0, limit);
  const removed = saying('does_not_bear');
  const shown = await shownOf(tx, [...bears, ...removed], here);
  return { bears: bears.map(({ slug }) => shown.get(slug)!), removed: removed.map(({ slug }) => shown.get(slug)!) };
}

/** The decided cases that bear on one appeal, at most `limit`, for where it is one part of a page. */
export const bearingCases = async (tx: Tx, scope: Scope, appeal: AppealRow, limit: number): Promise<Bearing[]> =>
  (await bearingsOf(tx, scope, appeal, limit)).bears;

async function shownOf(tx: Tx, matched: readonly Matched[], here: ReadonlyMap<string, OwnWord>) {
  const slugs = matched.map(({ slug }) => slug);
  const rows = slugs.length === 0 ? [] : await tx.select().from(precedent).where(inArray(precedent.slug, slugs));
  const later = rows.flatMap(({ supersededBy }) => supersededBy ?? []);
  const named = later.length === 0 ? [] : await namesOf(tx, later);
  const nameOf = new Map(named.map(({ slug, name }) => [slug, name]));
  const why = new Map(matched.map(({ slug, terms }) => [slug, terms]));
  return new Map(
    rows.map(({ supersededBy, ...row }): [string, Bearing] => [
      row.slug,
      {
        ...{ slug: row.slug, name: row.name, citation: row.citation, court: row.court, decided: row.decided },
        ...{ favours: row.favours, principle: row.principle, triageNote: row.triageNote, verified: row.verified },
        trust: trustInWords({ ...row, supersededBy }),
        supersededBy:
          supersededBy === null ? null : { slug: supersededBy, name: nameOf.get(supersededBy) ?? supersededBy },
        terms: (why.get(row.slug) ?? []).toSorted((a, b) => b.weight - a.weight),
        said: here.get(row.slug) ?? null,
      },
    ]),
  );
}

const namesOf = (tx: Tx, slugs: readonly string[]) =>
  tx
    .select({ slug: precedent.slug, name: precedent.name })
    .from(precedent)
    .where(inArray(precedent.slug, [...slugs]));
