import { and, arrayContains, eq, isNull, or, sql } from 'drizzle-orm';
import { inWords } from '#domain/calendar/words.ts';
import { caseFile } from '#domain/cases/schema.server.ts';
import { councilById, councilIdOf } from '#domain/people/councils.server.ts';
import { person } from '#domain/people/schema.server.ts';
import { hashOf } from '#domain/people/secrets.server.ts';
import { inTransaction, type Tx } from '#server/db.ts';
import { record } from '#server/history.ts';
import { initialsOf, stateOfAsking, withoutNames, type AskingState } from './asking.ts';
import { adviceRequest } from './asking-schema.server.ts';
import { tellOfficers } from './asking-told.server.ts';
import { checkRow } from '../schema.server.ts';

export type AdviceRequest = typeof adviceRequest.$inferSelect;

/** Somebody who holds a practitioner's link: they may send one paper, and read nothing. */
export interface Asked {
  state: AskingState;
  row: AdviceRequest;
}

const TOKEN = /^([a-z0-9-]{1,40})-([a-z2-7]{52})$/;

/** What a link asks for. Null for a link that never was; looking spends nothing. Capitals make no difference. */
export async function askedOf(link: string): Promise<Asked | null> {
  const [, key, token] = TOKEN.exec(link.toLowerCase()) ?? [];
  const councilId = key ? await councilIdOf(key) : null;
  if (!councilId || !token) return null;
  const hash = hashOf(token);
  const [found] = await inTransaction({ councilId }, (tx) =>
    tx
      .select({ row: adviceRequest, expired: sql<boolean>`${adviceRequest.linkEndsAt} <= now()` })
      .from(adviceRequest)
      .where(
        and(
          eq(adviceRequest.councilId, councilId),
          or(eq(adviceRequest.linkHash, hash), arrayContains(adviceRequest.earlierLinks, [hash])),
        ),
      ),
  );
  if (!found) return null;
  const { row, expired } = found;
  return { row, state: stateOfAsking({ ...row, expired, replaced: row.linkHash !== hash }) };
}

/** What every statement about one asking names, and what makes its link open now. */
export const thisLink = (row: AdviceRequest) =>
  and(
    eq(adviceRequest.councilId, row.councilId),
    eq(adviceRequest.caseFileId, row.caseFileId),
    eq(adviceRequest.adviceRequestId, row.adviceRequestId),
  );
export const stillOpen = (row: AdviceRequest) =>
  and(
    thisLink(row),
    eq(adviceRequest.linkHash, row.linkHash),
    isNull(adviceRequest.answeredAt),
    isNull(adviceRequest.cancelledAt),
    sql`${adviceRequest.linkEndsAt} > now()`,
  );

/** What one quotes on the phone: the last letters of the paper's own id. */
export const receiptOf = (evidenceItemId: string | null): string => (evidenceItemId ?? '').slice(-8).toUpperCase();

/** All that the page of a link says (ASK3). Of the child: initials and the neutral reference. */
export const aboutAsked = ({ row }: Asked) =>
  inTransaction(row, async (tx) => {
    const council = await councilById(row.councilId);
    const [facts] = await tx
      .select({
        title: checkRow.title,
        reference: caseFile.reference,
        first: caseFile.childFirstName,
        last: caseFile.childLastName,
        officer: person.fullName,
        job: person.jobTitle,
      })
      .from(checkRow)
      .innerJoin(
        caseFile,
        and(eq(caseFile.councilId, checkRow.councilId), eq(caseFile.caseFileId, checkRow.caseFileId)),
      )
      .innerJoin(person, and(eq(person.councilId, checkRow.councilId), eq(person.personId, row.askedBy)))
      .where(
        and(
          eq(checkRow.councilId, row.councilId),
          eq(checkRow.caseFileId, row.caseFileId),
          eq(checkRow.checkRowId, row.checkRowId),
        ),
      );
    const { first, last, title, reference, officer, job } = facts!;
    return {
      ...{ council: council.name, phone: council.phone, officer, job: job ?? '', reference },
      paper: withoutNames(title, [first, last]),
      initials: initialsOf(first, last),
      askedOf: row.askedOf,
      due: inWords(row.dueOn),
      receipt: row.answeredAt ? receiptOf(row.evidenceItemId) : '',
    };
  });

/** "This is not for me": the link is closed for good, and the officers are told at once (G05). */
export const notForMe = ({ row }: Asked): Promise<void> =>
  inTransaction(row, async (tx: Tx) => {
    const closed = await tx
      .update(adviceRequest)
      .set({ cancelledAt: sql`now()` })
      .where(stillOpen(row))
      .returning({ id: adviceRequest.adviceRequestId });
    if (closed.length === 0) return;
    const { councilId, caseFileId, adviceRequestId: target } = row;
    await record(tx, { councilId, caseFileId, actorId: null, action: 'advice.wrong_person', target });
    await tellOfficers(tx, row, 'wrong-person');
  });
