import { sql } from 'drizzle-orm';
import { date, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { toCaseFile } from '#domain/cases/schema.server.ts';
import { at, id, now, ofCase } from '#server/columns.ts';
import type { PromiseKind } from './promise-kinds.ts';

/** Something a named person said they would do by a date. */
export const promise = pgTable(
  'promise',
  {
    ...ofCase(),
    promiseId: id('promise_id'),
    /** What it came from: a clause of a signed agreement, the tribunal's order on an appeal, or something said in the thread. */
    kind: text('kind').$type<PromiseKind>().notNull(),
    /** The agreement, the order or the entry, and which clause and step of it: nothing is promised twice. */
    subjectId: uuid('subject_id').notNull(),
    clauseNumber: integer('clause_number').notNull(),
    step: integer('step').notNull().default(1),
    words: text('words').notNull(),
    ownerBody: text('owner_body').notNull(),
    ownerName: text('owner_name').notNull(),
    ownerId: uuid('owner_id'),
    /** Null when the law gives no date, or none that can be reckoned. */
    dueOn: date('due_on', { mode: 'string' }),
    /** Where the date comes from, to be read beside it. */
    dueSource: text('due_source').notNull(),
    howKnown: text('how_known').notNull().default(''),
    madeOn: date('made_on', { mode: 'string' }).notNull(),
    /** The family member it was made to, who alone of the family reads it; null is everybody on their side. */
    forPersonId: uuid('for_person_id'),
    /** The area's team when it was made, and the entry that kept it. */
    teamId: uuid('team_id'),
    keptEntryId: uuid('kept_entry_id'),
    keptOn: date('kept_on', { mode: 'string' }),
    keptBy: uuid('kept_by'),
    keptWords: text('kept_words').notNull().default(''),
    /** What is being done about one that is late, in an officer's words. */
    doing: text('doing').notNull().default(''),
    doingBy: uuid('doing_by'),
    doingAt: at('doing_at'),
    /** When its owner was reminded, when both were last asked whether it was done, and when it was put before a manager. */
    remindedAt: at('reminded_at'),
    askedAt: at('asked_at'),
    raisedAt: at('raised_at'),
    raisedTo: uuid('raised_to'),
    /** A later agreement took its place. */
    replacedAt: at('replaced_at'),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.promiseId] }),
    uniqueIndex('promise_once').on(t.councilId, t.subjectId, t.clauseNumber, t.step),
    index('promise_due').on(t.councilId, t.dueOn),
    index('promise_open')
      .on(t.councilId, t.caseFileId, t.kind)
      .where(sql`kept_on is null and replaced_at is null`),
    toCaseFile(t),
  ],
);

/** What one side answered when asked whether it was done. */
export const promiseReport = pgTable(
  'promise_report',
  {
    ...ofCase(),
    promiseReportId: id('promise_report_id'),
    promiseId: uuid('promise_id').notNull(),
    side: text('side').$type<'family' | 'council'>().notNull(),
    says: text('says').$type<'done' | 'partly' | 'not_done'>().notNull(),
    words: text('words').notNull().default(''),
    by: uuid('by').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.promiseReportId] }),
    index('promise_report_of').on(t.councilId, t.caseFileId, t.promiseId),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.promiseId],
      foreignColumns: [promise.councilId, promise.caseFileId, promise.promiseId],
    }),
  ],
);
