import { and, asc, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { inWords } from '#domain/calendar/words.ts';
import { caseBar } from '#domain/cases/bar.server.ts';
import { caseFile } from '#domain/cases/schema.server.ts';
import { councilByKey, type Council } from '#domain/people/councils.server.ts';
import { hashOf } from '#domain/people/secrets.server.ts';
import { tryAgainAfterSeconds } from '#domain/people/slow-down.server.ts';
import { inTransaction, type Tx } from '#server/db.ts';
import { record } from '#server/history.ts';
import { promise } from '../promises/promises-schema.server.ts';
import type { PromiseKind } from '../promises/promise-kinds.ts';
import { contactEntry } from '../thread/thread-schema.server.ts';
import { enquiry } from './councillor-schema.server.ts';
import { stillAnswers } from './enquiries.server.ts';
import { initials } from './enquiry.ts';

type Of = { councilId: string; caseFileId: string };

const TOKEN = /^([a-z0-9-]{1,40})-([a-z2-7]{52})$/;

/** How a case goes, for somebody the family said may be told. Of the child: initials. */
export interface Card {
  initials: string;
  reference: string;
  where: string;
  next: string | null;
  lastContact: string | null;
  owed: { what: string; by: string }[];
  ring: { name: string | null; phone: string };
}

/** The council a link belongs to, whether or not it opens anything. Null for no council's. */
export async function councilOfLink(link: string): Promise<Council | null> {
  const [, key] = TOKEN.exec(link.toLowerCase()) ?? [];
  return key ? councilByKey(key) : null;
}

/**
 * CLR4: opens the card with the link and the e-mail it was sent to; the link alone is never enough (G13). Recorded each
 * time. Null: it opens nothing, and no word says why.
 */
export async function openCard(link: string, email: string, today: CalendarDate): Promise<Card | null> {
  const council = await councilOfLink(link);
  const token = TOKEN.exec(link.toLowerCase())?.[2];
  if (!council || !token) return null;
  const { councilId } = council;
  const [found] = await inTransaction({ councilId }, (tx) =>
    tx.execute<{ case_file_id: string; enquiry_id: string }>(sql`select * from enquiry_by_link(${hashOf(token)})`),
  );
  if (!found || (await tryAgainAfterSeconds('given', `card/${found.enquiry_id}`)) > 0) return null;
  const of = { councilId, caseFileId: found.case_file_id };
  const saidYes = await inTransaction(of, (tx) => noteOpened(tx, of, found.enquiry_id, { token, email }));
  if (saidYes === null) return null;
  // Read as whoever said yes reads: what another grown-up and the council say to each other is not theirs to pass on.
  return inTransaction({ ...of, personId: saidYes }, (tx) => cardOf(tx, of, today));
}

/** Writes down that the card was opened, and answers whose yes it stands on. Null when it opens nothing. */
async function noteOpened(
  tx: Tx,
  of: Of,
  enquiryId: string,
  { token, email }: { token: string; email: string },
): Promise<string | null> {
  const thisOne = and(
    ...[eq(enquiry.councilId, of.councilId), eq(enquiry.caseFileId, of.caseFileId)],
    ...[eq(enquiry.enquiryId, enquiryId), eq(enquiry.linkHash, hashOf(token))],
    ...[eq(enquiry.consent, true), isNull(enquiry.withdrawnAt), sql`${enquiry.expiresAt} > now()`],
    eq(sql`lower(${enquiry.email})`, email.trim().toLowerCase()),
  );
  const [row] = await tx.select({ saidYes: enquiry.consentBy }).from(enquiry).where(thisOne).for('update');
  if (!row?.saidYes || !(await stillAnswers(tx, of, row.saidYes))) return null;
  await tx
    .update(enquiry)
    .set({ lastOpenedAt: sql`now()` })
    .where(thisOne);
  await record(tx, { ...of, actorId: null, action: 'enquiry.card_opened', target: enquiryId });
  return row.saidYes;
}

const owedInWords: Partial<Record<PromiseKind, string>> = {
  acknowledge: 'To say that a message came',
  reply: 'An answer',
  call_back: 'A call back',
  update: 'An update',
  said: 'Something that was promised',
};

async function cardOf(tx: Tx, of: Of, today: CalendarDate): Promise<Card> {
  const bar = await caseBar(tx, of, today);
  const [child] = await tx
    .select({ first: caseFile.childFirstName, last: caseFile.childLastName })
    .from(caseFile)
    .where(and(eq(caseFile.councilId, of.councilId), eq(caseFile.caseFileId, of.caseFileId)));
  const [last] = await tx
    .select({ at: contactEntry.happenedAt })
    .from(contactEntry)
    .where(
      and(
        ...[eq(contactEntry.councilId, of.councilId), eq(contactEntry.caseFileId, of.caseFileId)],
        ...[eq(contactEntry.direction, 'out'), eq(contactEntry.automatic, false)],
      ),
    )
    .orderBy(desc(contactEntry.happenedAt))
    .limit(1);
  return {
    initials: initials(child!.first, child!.last),
    reference: bar.reference,
    where: bar.where,
    next: bar.next && `${bar.next.label} ${bar.next.on}`,
    lastContact: last ? inWords(dateOf(last.at)) : null,
    owed: await owedOn(tx, of),
    ring: bar.contact,
  };
}

/** What is owed to the family, by its kind and its day: the words of a promise are theirs. */
async function owedOn(tx: Tx, { councilId, caseFileId }: Of): Promise<Card['owed']> {
  const rows = await tx
    .select({ kind: promise.kind, dueOn: promise.dueOn })
    .from(promise)
    .where(
      and(
        ...[eq(promise.councilId, councilId), eq(promise.caseFileId, caseFileId)],
        ...[isNull(promise.keptOn), isNull(promise.replacedAt), isNotNull(promise.dueOn)],
      ),
    )
    .orderBy(asc(promise.dueOn));
  return rows.flatMap(({ kind, dueOn }) => {
    const what = owedInWords[kind];
    return what ? [{ what, by: inWords(dueOn!) }] : [];
  });
}
