import { and, asc, eq, isNull } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { Scope } from '#domain/access/scope.ts';
import { hasDuty } from '#domain/people/cover/duties.server.ts';
import type { Tx } from '#server/db.ts';
import { shippedTerms } from './shipped-terms.ts';
import type { Term, WordingFault } from './wording.ts';
import { wordingTerm } from './wording-schema.server.ts';

/** Every term in force: the shipped list without what the panel took off, and what it added. In the order of the alphabet. */
export async function termsInForce(tx: Tx, { councilId }: Scope): Promise<Term[]> {
  const rows = await tx
    .select()
    .from(wordingTerm)
    .where(eq(wordingTerm.councilId, councilId))
    .orderBy(asc(wordingTerm.at));
  const force = new Map<string, Term>(shippedTerms.map((one) => [one.term, one]));
  for (const { term, fault, instead, endedAt } of rows)
    if (endedAt) force.delete(term);
    else force.set(term, { term, fault, instead });
  return [...force.values()].sort((a, b) => a.term.localeCompare(b.term, 'en-GB'));
}

/** Whether this person keeps the list: a parent of the panel, or the director. */
export const keepsTheWords = async (tx: Tx): Promise<boolean> =>
  (await hasDuty(tx, 'parent_panel')) || (await hasDuty(tx, 'director'));

const LONGEST = 60;

/** Adds a term, or says it anew (WRD2). Null for whoever does not keep the list. */
export async function addTerm(
  tx: Tx,
  scope: Scope,
  given: { term: string; fault: WordingFault; instead: string },
): Promise<'added' | Refused | null> {
  if (!(await keepsTheWords(tx))) return null;
  const term = given.term.trim().toLowerCase().replace(/\s+/g, ' ');
  if (!/\p{L}/u.test(term)) return refuse('term', 'Write a word or a few words');
  if (term.length > LONGEST) return refuse('term', `Use ${LONGEST} characters or fewer`);
  await endIn(tx, scope, term);
  await tx.insert(wordingTerm).values({ councilId: scope.councilId, ...given, term, addedBy: scope.personId });
  await recordFor(tx, scope, { action: 'wording.added', detail: { ...given, term } });
  return 'added';
}

/** Takes a term off the list; it can be put back (WRD2). Null for whoever does not keep it. */
export async function endTerm(tx: Tx, scope: Scope, term: string): Promise<'ended' | Refused | null> {
  if (!(await keepsTheWords(tx))) return null;
  const inForce = (await termsInForce(tx, scope)).find((one) => one.term === term);
  if (!inForce) return refuse('form', 'That is no longer on the list.');
  await endIn(tx, scope, term);
  const ended = { endedAt: new Date(), endedBy: scope.personId };
  await tx.insert(wordingTerm).values({ councilId: scope.councilId, ...inForce, addedBy: scope.personId, ...ended });
  await recordFor(tx, scope, { action: 'wording.ended', detail: { term } });
  return 'ended';
}

const endIn = (tx: Tx, { councilId, personId }: Scope, term: string) =>
  tx
    .update(wordingTerm)
    .set({ endedAt: new Date(), endedBy: personId })
    .where(and(eq(wordingTerm.councilId, councilId), eq(wordingTerm.term, term), isNull(wordingTerm.endedAt)));
