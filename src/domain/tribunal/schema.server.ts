import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { toCaseFile } from '#domain/cases/schema.server.ts';
import { person, toPerson } from '#domain/people/schema.server.ts';
import { at, councilId, id, now } from '#server/columns.ts';
import type {
  AppealedSection,
  AppealOutcome,
  AppealStage,
  AppellantKind,
  Favoured,
  FormNumber,
  Ground,
  OrderEffect,
} from './appeal.ts';
import type { DateBasis, DateKind } from './dates/date-kinds.ts';

const day = (name: string) => date(name, { mode: 'string' });

/**
 * One appeal in the council's register. It may stand alone (an old one, or one from a list) or belong to a case file.
 * What both sides may see is here; what only the tribunal team may see is in tables of its own.
 */
export const appeal = pgTable(
  'appeal',
  {
    councilId: councilId(),
    appealId: id('appeal_id'),
    /** As the tribunal gives it, "EH936/23/00567"; null until it is registered. */
    number: text('number'),
    caseFileId: uuid('case_file_id'),
    /** Where no case file says it. */
    childName: text('child_name'),
    childBornOn: day('child_born_on'),
    ground: text('ground').$type<Ground>().notNull(),
    sections: text('sections').array().$type<AppealedSection[]>().notNull().default([]),
    /** Tags of the library's vocabulary: the points it turns on. */
    issueTags: text('issue_tags').array().notNull().default([]),
    /** The single route of redress: a recommendation is asked for beside the education part. */
    asksHealth: boolean('asks_health').notNull().default(false),
    asksSocialCare: boolean('asks_social_care').notNull().default(false),
    appellantKind: text('appellant_kind').$type<AppellantKind>().notNull(),
    appellantName: text('appellant_name').notNull().default(''),
    representative: text('representative').notNull().default(''),
    area: text('area').notNull().default(''),
    /** Who asked for the assessment, and whether a report the family paid for is in: what trends are split by. Null: not known. */
    parentalRequest: boolean('parental_request'),
    privateReport: boolean('private_report'),
    decisionSentOn: day('decision_sent_on'),
    certificateOn: day('certificate_on'),
    registeredOn: day('registered_on'),
    /** The day the council got the appeal's papers: the response is counted from it. */
    papersOn: day('papers_on'),
    hearingOn: day('hearing_on'),
    stage: text('stage').$type<AppealStage>().notNull(),
    /** The next thing the council must do, kept true by every command that could change it; null when none is known. */
    nextDue: text('next_due').$type<DateKind>(),
    nextDueOn: day('next_due_on'),
    outcome: text('outcome').$type<AppealOutcome>().notNull().default('pending'),
    orderEffect: text('order_effect').$type<OrderEffect>(),
    favoured: text('favoured').$type<Favoured>(),
    endedOn: day('ended_on'),
    /** How long before its hearing it ended; negative after it. */
    daysBeforeHearing: integer('days_before_hearing').generatedAlwaysAs(sql`hearing_on - ended_on`),
    /** Who of the tribunal team works on it now. */
    claimedBy: uuid('claimed_by'),
    claimedAt: at('claimed_at'),
    /** The family's side takes part in the working document since then. */
    familyJoinedAt: at('family_joined_at'),
    importId: uuid('import_id'),
    addedBy: uuid('added_by'),
    addedAt: now('added_at'),
    /** Increases with every change: a form that was shown an older one is told so. */
    version: integer('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.appealId] }),
    uniqueIndex('appeal_number').on(t.councilId, t.number),
    index('appeal_case')
      .on(t.councilId, t.caseFileId)
      .where(sql`case_file_id is not null`),
    index('appeal_open')
      .on(t.councilId, t.nextDueOn, t.appealId)
      .where(sql`stage <> 'closed'`),
    index('appeal_claimed')
      .on(t.councilId, t.claimedBy, t.nextDueOn, t.appealId)
      .where(sql`stage <> 'closed'`),
    index('appeal_hearing')
      .on(t.councilId, t.hearingOn, t.appealId)
      .where(sql`stage <> 'closed'`),
    index('appeal_registered').on(t.councilId, t.registeredOn, t.appealId),
    index('appeal_ended')
      .on(t.councilId, t.endedOn)
      .where(sql`ended_on is not null`),
    toCaseFile(t),
    foreignKey({ columns: [t.councilId, t.claimedBy], foreignColumns: [person.councilId, person.personId] }),
  ],
);

/** Whom of the family's side the appeal is for. Another adult of the child is told nothing by the system. */
export const appealParty = pgTable(
  'appeal_party',
  {
    councilId: councilId(),
    appealId: uuid('appeal_id').notNull(),
    personId: uuid('person_id').notNull(),
    as: text('as').$type<'appellant' | 'representative' | 'supporter'>().notNull(),
    addedBy: uuid('added_by').notNull(),
    addedAt: now('added_at'),
    endedAt: at('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.appealId, t.personId] }),
    foreignKey({ columns: [t.councilId, t.appealId], foreignColumns: [appeal.councilId, appeal.appealId] }),
    toPerson(t),
  ],
);

/** A date of the appeal as the tribunal gave it. A newer row of the same kind replaces it; rows never change but for the day it was done. */
export const appealDate = pgTable(
  'appeal_date',
  {
    councilId: councilId(),
    appealDateId: id('appeal_date_id'),
    appealId: uuid('appeal_id').notNull(),
    kind: text('kind').$type<DateKind>().notNull(),
    on: day('on').notNull(),
    /** Minutes after midnight in England, where the tribunal gave a time. */
    atMinute: integer('at_minute'),
    basis: text('basis').$type<DateBasis>().notNull(),
    /** Where it stands: "directions of 4 March, paragraph 3". */
    source: text('source').notNull(),
    setBy: uuid('set_by').notNull(),
    setAt: now('set_at'),
    replacedAt: at('replaced_at'),
    doneOn: day('done_on'),
    doneBy: uuid('done_by'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.appealDateId] }),
    uniqueIndex('appeal_date_standing')
      .on(t.councilId, t.appealId, t.kind)
      .where(sql`replaced_at is null`),
    foreignKey({ columns: [t.councilId, t.appealId], foreignColumns: [appeal.councilId, appeal.appealId] }),
  ],
);

/** A form of the tribunal's that was sent or came. */
export const appealForm = pgTable(
  'appeal_form',
  {
    councilId: councilId(),
    appealFormId: id('appeal_form_id'),
    appealId: uuid('appeal_id').notNull(),
    form: text('form').$type<FormNumber>().notNull(),
    from: text('from').$type<'family' | 'council' | 'both'>().notNull(),
    on: day('on').notNull(),
    /** What it asks for, in a sentence. */
    asks: text('asks').notNull().default(''),
    /** The day the other side had a copy: a request for changes goes to them first. */
    copiedOn: day('copied_on'),
    addedBy: uuid('added_by').notNull(),
    addedAt: now('added_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.appealFormId] }),
    index('appeal_form_appeal').on(t.councilId, t.appealId),
    foreignKey({ columns: [t.councilId, t.appealId], foreignColumns: [appeal.councilId, appeal.appealId] }),
  ],
);
