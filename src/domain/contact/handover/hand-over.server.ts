import { and, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { Scope } from '#domain/access/scope.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { momentOf } from '#domain/calendar/moment.ts';
import { addDays } from '#domain/calendar/date.ts';
import { caseFile } from '#domain/cases/schema.server.ts';
import { exclusion, invitation, person, standing } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { record } from '#server/history.ts';
import type { OfCase } from '../addressees.server.ts';
import { makePromise } from '../promises/promise-commands.server.ts';
import { promise } from '../promises/promises-schema.server.ts';
import { addEntry } from '../thread/add-entry.server.ts';
import { handover } from './handover-schema.server.ts';
import { missingFrom, wordsFor, type HandoverAsked } from './handover.ts';
import type { CaseNow } from './one-case.server.ts';

export interface NewOfficer {
  personId: string;
  name: string;
}

/** A member of staff who can sign in, held until the transaction ends: somebody who is leaving is given no case. Null otherwise. */
export async function newOfficer(tx: Tx, { councilId }: Scope, personId: string): Promise<NewOfficer | null> {
  const [found] = await tx
    .select({ personId: person.personId, name: person.fullName })
    .from(person)
    .where(
      and(
        ...[eq(person.councilId, councilId), eq(person.personId, personId)],
        ...[eq(person.kind, 'staff'), isNull(person.disabledAt)],
      ),
    )
    .for('share');
  return found ?? null;
}

/** Why some people may not have some cases: who is excluded, and who has another part in one. By "case person". */
export async function whoMayNot(
  tx: Tx,
  { councilId }: Scope,
  caseFileIds: readonly string[],
  personIds: readonly string[],
): Promise<Map<string, 'excluded' | 'other-part'>> {
  if (caseFileIds.length === 0 || personIds.length === 0) return new Map();
  const [cases, people] = [[...caseFileIds], [...personIds]];
  const parts = await tx
    .select({ caseFileId: standing.caseFileId, personId: standing.personId })
    .from(standing)
    .where(
      and(
        ...[eq(standing.councilId, councilId), inArray(standing.caseFileId, cases), inArray(standing.personId, people)],
        ...[isNull(standing.endedAt), eq(standing.grant, 'specific'), ne(standing.role, 'case_officer')],
      ),
    );
  const excluded = await tx
    .select({ caseFileId: exclusion.caseFileId, personId: exclusion.personId })
    .from(exclusion)
    .where(
      and(
        ...[eq(exclusion.councilId, councilId), inArray(exclusion.caseFileId, cases)],
        inArray(exclusion.personId, people),
      ),
    );
  const key = ({ caseFileId, personId }: { caseFileId: string; personId: string }) => `${caseFileId} ${personId}`;
  return new Map([
    ...parts.map((one) => [key(one), 'other-part'] as const),
    ...excluded.map((one) => [key(one), 'excluded'] as const),
  ]);
}

export const mayNotInWords = (name: string, because: 'excluded' | 'other-part'): string =>
  because === 'excluded'
    ? `${name} may not see this case. Choose somebody else`
    : `${name} has another part in this case. Choose somebody else`;

/** What the family would read, or what their words lack (HAN3). */
export function wordsRead(file: CaseNow, asked: HandoverAsked, to: NewOfficer | null): Refused | { words: string } {
  const [name, from] = [to?.name ?? file.teamName, file.officers.find((one) => one.personId === asked.fromId)];
  const told = { family: file.family.map((one) => one.name), officer: name, phone: file.phone, ringBy: asked.ringBy };
  const words = wordsFor(asked.words, told);
  const missing = missingFrom(words, { from: from?.name ?? null, to: name, phone: file.phone });
  return missing ? refuse('words', `Leave “${missing}” in what the family reads`) : { words };
}

/**
 * Changes the officer of the case in hand, in one transaction (HAN1): whoever had it goes or stays a while, whoever has it
 * now takes their promises and their invitations, the note is kept, the family reads who went, who came and by when they are
 * rung, and that is promised. The caller has held whoever asks, `to`, and the case, and refused what may not be.
 * Returns the id of the handover.
 */
export async function changeOfficer(
  tx: Tx,
  by: OfCase & { personId: string },
  file: CaseNow,
  asked: HandoverAsked & { to: NewOfficer | null; words: string },
  now: Date,
): Promise<string> {
  const { councilId, caseFileId, personId } = by;
  const { fromId, to, note, ringBy } = asked;
  const handoverId = v7();
  const heir = to ?? { personId: null, name: file.teamName };
  await tx.insert(handover).values({
    ...{ councilId, caseFileId, handoverId, fromPersonId: fromId, toPersonId: heir.personId },
    ...{ note: note.trim(), ringBy, by: personId, at: now },
  });
  if (to) await giveCase(tx, by, to);
  else await putInTray(tx, by, now);
  if (fromId) await takeCase(tx, by, asked, heir.personId ?? personId);
  await movePromises(tx, by, fromId, heir);
  await promiseACall(tx, by, file, { handoverId, heir, ringBy }, now);
  const { words } = asked;
  await addEntry(tx, by, { kind: 'handover', direction: 'out', withPersonId: null, words, happenedAt: now }, now);
  const action = to ? 'case.handed_over' : 'case.put_in_tray';
  const detail = { fromId, toId: heir.personId, ringBy };
  await record(tx, { councilId, caseFileId, actorId: personId, action, target: handoverId, detail });
  return handoverId;
}

const placesOf = ({ councilId, caseFileId }: OfCase, personId: string) =>
  and(
    ...[eq(standing.councilId, councilId), eq(standing.caseFileId, caseFileId), eq(standing.personId, personId)],
    isNull(standing.endedAt),
  );

/** A place by cover or with a reason gives way to one of their own; one of their own stays as it is. */
async function giveCase(tx: Tx, by: OfCase & { personId: string }, { personId }: NewOfficer): Promise<void> {
  await tx
    .update(standing)
    .set({ endedAt: sql`now()`, epoch: sql`${standing.epoch} + 1` })
    .where(and(placesOf(by, personId), or(ne(standing.grant, 'specific'), sql`${standing.endsAt} is not null`)));
  const { councilId, caseFileId } = by;
  await tx
    .insert(standing)
    .values({ councilId, caseFileId, personId, role: 'case_officer', grantedBy: by.personId })
    .onConflictDoNothing();
  await tx
    .update(caseFile)
    .set({ inTraySince: null })
    .where(and(eq(caseFile.councilId, councilId), eq(caseFile.caseFileId, caseFileId)));
}

const putInTray = (tx: Tx, { councilId, caseFileId }: OfCase, now: Date) =>
  tx
    .update(caseFile)
    .set({ inTraySince: now })
    .where(and(eq(caseFile.councilId, councilId), eq(caseFile.caseFileId, caseFileId)));

/** Ends their place, or lets it end by itself on a day; what they had sent and whoever covered for them goes with it. */
async function takeCase(
  tx: Tx,
  by: OfCase & { personId: string },
  { fromId, staysUntil }: HandoverAsked,
  heirId: string,
): Promise<void> {
  const { councilId, caseFileId } = by;
  const ends = staysUntil
    ? { endsAt: momentOf(addDays(staysUntil, 1), '00:00') }
    : { endedAt: sql`now()`, epoch: sql`${standing.epoch} + 1`, reason: 'Gave the case to another officer' };
  const theirs = and(placesOf(by, fromId!), eq(standing.role, 'case_officer'), eq(standing.grant, 'specific'));
  await tx.update(standing).set(ends).where(theirs);
  await tx.execute(sql`update standing s set ended_at = now(), epoch = s.epoch + 1 from cover v
    where s.council_id = ${councilId} and s.case_file_id = ${caseFileId} and s."grant" = 'cover' and s.ended_at is null
      and v.council_id = s.council_id and v.cover_id = s.cover_id and v.away_id = ${fromId}`);
  await tx
    .update(invitation)
    .set({ invitedBy: heirId })
    .where(
      and(
        ...[eq(invitation.councilId, councilId), eq(invitation.caseFileId, caseFileId)],
        ...[eq(invitation.invitedBy, fromId!), isNull(invitation.usedAt)],
      ),
    );
}

type Heir = { personId: string | null; name: string };

/** HAN2: what was promised stays promised, and the new officer answers for it; what the team owed, they answer for now. */
async function movePromises(
  tx: Tx,
  { councilId, caseFileId }: OfCase,
  fromId: string | null,
  heir: Heir,
): Promise<void> {
  const ofTeam = and(
    isNull(promise.ownerId),
    inArray(promise.kind, ['acknowledge', 'reply', 'call_back', 'update', 'said']),
  );
  await tx
    .update(promise)
    .set({ ownerId: heir.personId, ownerName: heir.name })
    .where(
      and(
        ...[eq(promise.councilId, councilId), eq(promise.caseFileId, caseFileId)],
        ...[isNull(promise.keptOn), isNull(promise.replacedAt)],
        fromId ? or(eq(promise.ownerId, fromId), ofTeam) : ofTeam,
      ),
    );
}

/** HAN4: each parent and young person is rung, and it is a promise like any other. */
async function promiseACall(
  tx: Tx,
  by: OfCase & { personId: string },
  { family, councilName, teamId }: CaseNow,
  { handoverId, heir, ringBy }: { handoverId: string; heir: Heir; ringBy: string },
  now: Date,
): Promise<void> {
  const made = { kind: 'call_back', subjectId: handoverId, clauseNumber: 1, words: 'Ring you and say hello' } as const;
  const owner = { ownerBody: councilName, ownerName: heir.name, ownerId: heir.personId, teamId };
  for (const [index, { personId: forPersonId }] of family.entries())
    await makePromise(tx, by, {
      ...{ ...made, ...owner, step: index + 1, forPersonId, dueOn: ringBy },
      ...{ dueSource: 'The day given when the case officer changed', howKnown: '', madeOn: dateOf(now) },
    });
}
