import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { Scope } from '#domain/access/scope.ts';
import { citationOf } from '#domain/caselaw/citations.ts';
import { precedentBySlug } from '#domain/caselaw/library/entries.server.ts';
import type { Tx } from '#server/db.ts';
import { afterNewest } from '../after-newest.server.ts';
import { assertOpen, beginAtDesk, recordOnAppeal } from '../begin.server.ts';
import { bearingSaid } from '../triage/triage-schema.server.ts';
import { factsOf } from './bearing.server.ts';
import { saidHere, type Says } from './bearing-said.server.ts';

export interface Saying {
  slug: string;
  /** `unsaid` takes the last word back: the match alone decides again. */
  says: Says | 'unsaid';
  reason: string;
}

/**
 * MAT2: an officer says of one decided case that it bears on the appeal or does not, and why. Every word is kept with who
 * said it; the newest counts, here and, by the issues the appeal has now, as one reason among others elsewhere.
 */
export async function sayBearing(tx: Tx, scope: Scope, appealId: string, saying: Saying): Promise<Refused | 'said'> {
  const held = await beginAtDesk(tx, scope, appealId);
  assertOpen(held);
  const { slug, says, reason } = saying;
  if (!(await precedentBySlug(tx, slug)))
    return refuse('form', 'There is no such decided case in the library any more.');
  if (says !== 'unsaid' && reason === '') return refuse(`reason-${slug}`, 'Say why, so that others can follow it');
  const now = (await saidHere(tx, scope, held)).get(slug);
  if (says === (now?.says ?? 'unsaid') && reason === (now?.reason ?? '')) return 'said';
  const { issues } = await factsOf(tx, scope, held);
  const { councilId, personId } = scope;
  const row = { councilId, bearingSaidId: v7(), appealId, slug, says, reason, issueTags: [...issues], by: personId };
  await tx.insert(bearingSaid).values({ ...row, at: afterNewest(bearingSaid, held) });
  await recordOnAppeal(tx, scope, held, { action: 'appeal.bearing_said', reason, detail: { slug, says } });
  return 'said';
}

/** MAT5: adds a decided case by its citation, however it is typed. One the library does not have is said so, and nothing is kept. */
export async function addByCitation(
  tx: Tx,
  scope: Scope,
  appealId: string,
  { citation, reason }: { citation: string; reason: string },
): Promise<Refused | 'said'> {
  const read = citationOf(citation);
  if (!read) return refuse('citation', 'Write the citation like [2016] UKUT 385 (AAC) or [1998] 2 WLR 884');
  const found = await slugsOf(tx, read.key);
  if (found.length === 0)
    return refuse(
      'citation',
      `${read.words} is not in the library. Check the number, or add the case to the library first`,
    );
  if (found.length > 1)
    return refuse('citation', `There is more than one ${read.words}. Add the part in brackets at its end`);
  if (reason === '') return refuse('why', 'Say why it bears on this appeal');
  return sayBearing(tx, scope, appealId, { slug: found[0]!, says: 'bears', reason });
}

/** A citation without the division of the court at its end is found when only one has that number. */
async function slugsOf(tx: Tx, key: string): Promise<string[]> {
  const rows = await tx.execute<{ slug: string; exact: boolean }>(sql`
    select slug, citation_key = ${key} as exact from precedent
     where citation_key >= ${key} and citation_key < ${`${key}~`} and citation_key ~ ('^' || ${key}::text || '[a-z]*$') order by slug`);
  const exact = rows.filter((row) => row.exact);
  return (exact.length > 0 ? exact : rows).map(({ slug }) => slug);
}
