import { and, asc, eq, ne } from 'drizzle-orm';
import { dateOf } from '#domain/calendar/today.ts';
import { inShort, momentInWords } from '#domain/calendar/words.ts';
import { enquiry } from '#domain/contact/councillor/councillor-schema.server.ts';
import { handover } from '#domain/contact/handover/handover-schema.server.ts';
import { promise, promiseReport } from '#domain/contact/promises/promises-schema.server.ts';
import { entryKinds } from '#domain/contact/thread/entry.ts';
import { contactEntry } from '#domain/contact/thread/thread-schema.server.ts';
import { nameShown } from '#domain/evidence/names.server.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { labelled, lines, type Asking, type Gathered } from './gathered.ts';

/** Every message, call and meeting. What another grown-up and the council said to each other is marked, and part of a request about the child alone. */
export async function theThread(tx: Tx, { councilId, caseFileId, askedBy, about }: Asking): Promise<Gathered[]> {
  const rows = await tx
    .select({ row: contactEntry, author: nameShown })
    .from(contactEntry)
    .leftJoin(person, and(eq(person.councilId, contactEntry.councilId), eq(person.personId, contactEntry.authorId)))
    .where(and(eq(contactEntry.councilId, councilId), eq(contactEntry.caseFileId, caseFileId)))
    .orderBy(asc(contactEntry.happenedAt), asc(contactEntry.contactEntryId));
  return rows.flatMap(({ row, author }): Gathered[] => {
    const withOther = row.withPersonId !== null && row.withPersonId !== askedBy;
    if (withOther && about === 'asker') return [];
    const way = row.direction === 'in' ? 'to the council' : 'from the council';
    return [
      {
        ...{ class: 'case', part: 'thread', sourceId: row.contactEntryId, withOther, own: !withOther },
        title: `${entryKinds[row.kind]} ${way}, ${momentInWords(row.happenedAt)}`,
        words: lines(
          labelled('From', row.automatic ? 'sent automatically' : author),
          labelled('Who was there', row.whoWasThere),
          row.words,
          labelled('Why it was not sent as asked', row.whyNotAsAsked),
          labelled('Waits for', row.waitsFor),
        ),
      },
    ];
  });
}

/** Promises made to whoever asks or to everybody, and what was said of them. What a tribunal ordered is on the appeal's pages, for those who are in it. */
export async function thePromises(tx: Tx, { councilId, caseFileId, askedBy, about }: Asking): Promise<Gathered[]> {
  const rows = await tx
    .select()
    .from(promise)
    .where(and(eq(promise.councilId, councilId), eq(promise.caseFileId, caseFileId), ne(promise.kind, 'order')))
    .orderBy(asc(promise.madeOn), asc(promise.promiseId));
  const reports = await tx
    .select()
    .from(promiseReport)
    .where(and(eq(promiseReport.councilId, councilId), eq(promiseReport.caseFileId, caseFileId)))
    .orderBy(asc(promiseReport.at));
  return rows.flatMap((row): Gathered[] => {
    const withOther = row.forPersonId !== null && row.forPersonId !== askedBy;
    if (withOther && about === 'asker') return [];
    const said = reports.filter(({ promiseId }) => promiseId === row.promiseId);
    return [
      {
        ...{ class: 'joint', part: 'promise', sourceId: row.promiseId, withOther, own: !withOther },
        title: `Promise of ${inShort(row.madeOn)}`,
        words: lines(
          row.words,
          labelled('Who', lines(row.ownerName, row.ownerBody).replace('\n', ', ')),
          row.dueOn && labelled('By', inShort(row.dueOn)),
          row.keptOn && labelled('Kept', inShort(row.keptOn)),
          row.keptWords,
          labelled('What is being done', row.doing),
          ...said.map(({ at, says, words }) => `${inShort(dateOf(at))}: ${says.replace('_', ' ')}. ${words}`),
        ),
      },
    ];
  });
}

/** What one officer wrote for the next. */
export async function handovers(tx: Tx, { councilId, caseFileId }: Asking): Promise<Gathered[]> {
  const rows = await tx
    .select()
    .from(handover)
    .where(and(eq(handover.councilId, councilId), eq(handover.caseFileId, caseFileId)))
    .orderBy(asc(handover.at));
  return rows.map(({ handoverId, at, note }) => ({
    ...{ class: 'case', part: 'handover', sourceId: handoverId },
    title: `Handover note of ${inShort(dateOf(at))}`,
    words: note,
  }));
}

/** What councillors and others asked, as an officer wrote it down. */
export async function enquiries(tx: Tx, { councilId, caseFileId }: Asking): Promise<Gathered[]> {
  const rows = await tx
    .select()
    .from(enquiry)
    .where(and(eq(enquiry.councilId, councilId), eq(enquiry.caseFileId, caseFileId)))
    .orderBy(asc(enquiry.askedOn));
  return rows.map(({ enquiryId, askedOn, name, words }) => ({
    ...{ class: 'case', part: 'enquiry', sourceId: enquiryId },
    title: `Enquiry of ${inShort(askedOn)}`,
    words: lines(labelled('From', name), words),
  }));
}
