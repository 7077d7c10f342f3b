import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { Scope } from '#domain/access/scope.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { momentOf } from '#domain/calendar/moment.ts';
import { addDays } from '#domain/calendar/date.ts';
import { exclusion, person, standing } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { env } from '#server/env.ts';
import { outboxRowOf } from '#server/outbox.ts';
import { newCaseWord } from '../mail/case-address.server.ts';
import { messageTo } from '../thread/tell.server.ts';
import type { CaseNow } from './cases-now.server.ts';
import { missingFrom, wordsFor, type HandoverAsked } from './handover.ts';

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

/** One case that changes hands: how it stands, what was asked, and the words the family reads. */
export interface Change {
  file: CaseNow;
  asked: HandoverAsked & { to: NewOfficer | null; words: string };
}

/**
 * Changes the officer of these cases, in one transaction and one round trip (HAN1, HAN6): whoever had each goes or stays a
 * while, whoever has it now takes their promises and their invitations, the note is kept, the family reads who went, who came
 * and by when they are rung, and that is promised. The caller has held whoever asks, each `to`, and the cases, and refused
 * what may not be. Returns the ids of the handovers, in the order of `changes`. The last case is the one in hand afterwards.
 */
export async function changeOfficers(tx: Tx, changes: readonly Change[], now: Date): Promise<string[]> {
  const rows = changes.map(rowOf);
  const said = {
    ...{ call: 'Ring you and say hello', source: 'The day given when the case officer changed' },
    ...{ madeOn: dateOf(now), mailDomain: env().MAIL_DOMAIN },
  };
  await tx.execute(sql`
    select change_officers(${JSON.stringify(rows)}::jsonb, ${JSON.stringify(said)}::jsonb, ${now.toISOString()}::timestamptz)`);
  return rows.map(({ handoverId }) => handoverId);
}

/** What is written of one case, with the ids it is written under. */
function rowOf({ file, asked }: Change) {
  const { caseFileId, teamId, councilName: ownerBody, family, hears } = file;
  const { fromId, to, ringBy, words, staysUntil } = asked;
  const messages = hears.flatMap(({ personId, ...who }) => {
    const going = messageTo(who, false);
    return going ? [{ ...outboxRowOf(going.message), personId, comesBack: going.comesBack }] : [];
  });
  const needsAddress = env().MAIL_DOMAIN && messages.some(({ comesBack }) => comesBack);
  return {
    ...{ caseFileId, handoverId: v7(), standingId: v7(), entryId: v7(), fromId, toId: to?.personId ?? null },
    ...{ heirName: to?.name ?? file.teamName, teamId, ownerBody, note: asked.note.trim(), ringBy, words },
    endsAt: staysUntil && momentOf(addDays(staysUntil, 1), '00:00'),
    addressWord: needsAddress ? newCaseWord() : null,
    calls: family.map(({ personId }, index) => ({ promiseId: v7(), step: index + 1, personId })),
    messages,
  };
}
