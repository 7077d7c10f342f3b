import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { Scope } from '#domain/access/scope.ts';
import { caseFile } from '#domain/cases/schema.server.ts';
import { person, standing } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { beginAtDesk, changeAppeal, recordOnAppeal, type AppealRow } from '../begin.server.ts';
import { appealParty } from '../schema.server.ts';
import { placeOnCase } from '../triage/place.server.ts';
import { familyRoles, partyAs, type FamilyRole } from './parties.ts';

export interface CaseToLink {
  caseFileId: string;
  reference: string;
  childName: string;
  childBornOn: string;
}

/**
 * TR8: the case file with this reference, or null: when there is none, when the person is excluded from it, and for
 * anybody who is not in the tribunal team.
 */
export async function caseToLink(tx: Tx, typed: string): Promise<CaseToLink | null> {
  const reference = typed.trim();
  const found = await tx.execute<{ case_file_id: string }>(sql`
    select case_file_id from case_to_link(${reference}) union select case_file_id from case_to_link(${reference.toUpperCase()})`);
  return found.length === 1 ? inHand(tx, found[0]!.case_file_id, caseOf) : null;
}

/** Takes a case file in hand for one reading, and lets go of it again: the appeal's own pages are not a case's pages. */
async function inHand<T>(tx: Tx, caseFileId: string, read: (tx: Tx, caseFileId: string) => Promise<T>): Promise<T> {
  await tx.execute(sql`select set_config('app.case_file_id', ${caseFileId}, true)`);
  const done = await read(tx, caseFileId);
  await tx.execute(sql`select set_config('app.case_file_id', '', true)`);
  return done;
}

async function caseOf(tx: Tx, caseFileId: string): Promise<CaseToLink | null> {
  const [row] = await tx.select().from(caseFile).where(eq(caseFile.caseFileId, caseFileId));
  if (!row) return null;
  const { reference, childFirstName, childLastName, childBornOn } = row;
  return { caseFileId, reference, childName: `${childFirstName} ${childLastName}`, childBornOn };
}

/** The reference of the case an appeal is linked to. */
export const linkedReference = (tx: Tx, caseFileId: string): Promise<string | null> =>
  inHand(tx, caseFileId, caseOf).then((found) => found?.reference ?? null);

/** Somebody of the family on the case, and whether the appeal is for them. */
export interface FamilyMember {
  personId: string;
  name: string;
  role: FamilyRole;
  inIt: boolean;
}

/** The family's side of a case file. With an appeal: who of them is in it. */
export async function familyOf(
  tx: Tx,
  { councilId }: Scope,
  caseFileId: string,
  appealId: string,
): Promise<FamilyMember[]> {
  const onCase = and(
    eq(standing.councilId, councilId),
    eq(standing.caseFileId, caseFileId),
    isNull(standing.endedAt),
    inArray(standing.role, [...familyRoles]),
  );
  const rows = await tx
    .selectDistinct({ personId: standing.personId, name: person.fullName, role: standing.role, as: appealParty.as })
    .from(standing)
    .innerJoin(person, and(eq(person.councilId, standing.councilId), eq(person.personId, standing.personId)))
    .leftJoin(
      appealParty,
      and(
        eq(appealParty.councilId, standing.councilId),
        eq(appealParty.personId, standing.personId),
        eq(appealParty.appealId, appealId),
        isNull(appealParty.endedAt),
      ),
    )
    .where(onCase)
    .orderBy(person.fullName);
  return rows.map(({ as, role, ...who }) => ({ ...who, role: role as FamilyRole, inIt: as !== null }));
}

export interface Linking {
  version: number;
  /** The case's reference: typed for an appeal that has none yet, else left out. */
  reference: string;
  /** Whom of the family the appeal is for. */
  people: readonly string[];
}

/**
 * TR8: links an appeal to its case file for those of the family who are named, or says anew whom it is for. Nobody is
 * told of it: another adult of the child may not know of the appeal.
 */
export async function linkAppeal(
  tx: Tx,
  scope: Scope,
  appealId: string,
  { version, reference, people }: Linking,
): Promise<AppealRow | Refused> {
  const held = await beginAtDesk(tx, scope, appealId, version);
  const found = held.caseFileId ? null : await caseToLink(tx, reference);
  const caseFileId = held.caseFileId ?? found?.caseFileId;
  if (!caseFileId) return refuse('reference', 'There is no case with this reference that you can link to');
  const family = await familyOf(tx, scope, caseFileId, appealId);
  const chosen = family.filter(({ personId }) => people.includes(personId));
  if (!chosen.some(({ role }) => role !== 'supporter'))
    return refuse('people', 'Choose the parent, carer or young person whom the appeal is for');
  const facts = found ? { caseFileId, childName: found.childName, childBornOn: found.childBornOn } : {};
  const changed = await changeAppeal(tx, held, facts);
  await setParties(tx, scope, changed, chosen);
  // Whoever has the appeal already comes to its case with the link, as a later claim would bring them.
  if (found && changed.claimedBy) await placeOnCase(tx, changed);
  await recordOnAppeal(tx, scope, changed, { action: found ? 'appeal.linked' : 'appeal.parties_changed' });
  return changed;
}

async function setParties(tx: Tx, scope: Scope, row: AppealRow, chosen: readonly FamilyMember[]): Promise<void> {
  const { councilId, appealId, appellantKind } = row;
  const ofThis = and(eq(appealParty.councilId, councilId), eq(appealParty.appealId, appealId));
  await tx
    .update(appealParty)
    .set({ endedAt: sql`coalesce(${appealParty.endedAt}, now())` })
    .where(ofThis);
  for (const { personId, role } of chosen)
    await tx
      .insert(appealParty)
      .values({ councilId, appealId, personId, as: partyAs(role, appellantKind), addedBy: scope.personId })
      .onConflictDoUpdate({
        target: [appealParty.councilId, appealParty.appealId, appealParty.personId],
        set: { endedAt: null, as: partyAs(role, appellantKind) },
      });
}
