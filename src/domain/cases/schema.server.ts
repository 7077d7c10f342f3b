import { sql } from 'drizzle-orm';
import { type AnyPgColumn, date, foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at, councilId, id, now, ofCase } from '#server/columns.ts';
import { team } from '#domain/people/schema.server.ts';
import type { Stage } from './stage.ts';

/** One child's or young person's matter with one council. Dates are calendar dates (YYYY-MM-DD). */
export const caseFile = pgTable(
  'case_file',
  {
    councilId: councilId(),
    caseFileId: id('case_file_id'),
    /** Neutral, for titles and subject lines: never the child's name. */
    reference: text('reference').notNull(),
    childFirstName: text('child_first_name').notNull(),
    childLastName: text('child_last_name').notNull(),
    childBornOn: date('child_born_on', { mode: 'string' }).notNull(),
    /** Unique pupil number and NHS number, when known: what a misfiled paper is recognised by. */
    childUpn: text('child_upn'),
    childNhsNumber: text('child_nhs_number'),
    school: text('school').notNull().default(''),
    teamId: uuid('team_id').notNull(),
    stage: text('stage').$type<Stage>().notNull(),
    requestReceivedOn: date('request_received_on', { mode: 'string' }).notNull(),
    boardOn: date('board_on', { mode: 'string' }),
    /** One plain sentence an officer keeps true: what is happening now. */
    nowSentence: text('now_sentence').notNull().default(''),
    /** "What we can tell [name] today", kept by an officer. */
    tellTheChild: text('tell_the_child').notNull().default(''),
    /** Why it waits where it is, in an officer's words for the family. Empty when nothing holds it up. */
    waitsFor: text('waits_for').notNull().default(''),
    /** No officer has it: since when it lies in its team's tray, as a new one does until somebody has it. */
    inTraySince: at('in_tray_since').defaultNow(),
    /** A parent of this child works for the council: their team's duty gives nobody a way in. */
    restrictedAt: at('restricted_at'),
    /** Which class of records it is kept as, where an officer said so; otherwise it follows from how far it came. */
    keptAs: text('kept_as').$type<'case' | 'plan' | 'looked_after'>(),
    /** What it held was forgotten, and only that it was here is left. */
    forgottenAt: at('forgotten_at'),
    createdAt: now('created_at'),
    closedAt: at('closed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId] }),
    foreignKey({ columns: [t.councilId, t.teamId], foreignColumns: [team.councilId, team.teamId] }),
    index('case_file_team').on(t.councilId, t.teamId),
    // `folded_name` is in the migrations: how a name in a paper is compared with the council's children.
    index('case_file_child_folded').on(t.councilId, sql`folded_name(${t.childFirstName} || ' ' || ${t.childLastName})`),
    index('case_file_born').on(t.councilId, t.childBornOn),
    index('case_file_upn').on(t.councilId, t.childUpn),
    index('case_file_nhs').on(t.councilId, t.childNhsNumber),
  ],
);

/** A foreign key to a case file of the same council. */
export const toCaseFile = (t: { councilId: AnyPgColumn; caseFileId: AnyPgColumn }) =>
  foreignKey({ columns: [t.councilId, t.caseFileId], foreignColumns: [caseFile.councilId, caseFile.caseFileId] });

/** The child's page: their own words first. Null means "not asked yet", and is said so. */
export const childPage = pgTable(
  'child_page',
  {
    ...ofCase(),
    ownWords: text('own_words'),
    goodDay: text('good_day'),
    wantGrownUpsToKnow: text('want_grown_ups_to_know'),
    helpedBy: text('helped_by'),
    askedOn: date('asked_on', { mode: 'string' }),
    updatedBy: uuid('updated_by'),
    updatedAt: at('updated_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId] }),
    foreignKey({
      columns: [t.councilId, t.caseFileId],
      foreignColumns: [caseFile.councilId, caseFile.caseFileId],
    }),
  ],
);

/** When each person last looked, so that "what changed since last time" can be said. */
export const lastVisit = pgTable(
  'last_visit',
  {
    ...ofCase(),
    personId: uuid('person_id').notNull(),
    /** The previous visit; `currentAt` becomes it when the next one starts. */
    previousAt: at('previous_at'),
    currentAt: now('current_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.personId] }),
    foreignKey({
      columns: [t.councilId, t.caseFileId],
      foreignColumns: [caseFile.councilId, caseFile.caseFileId],
    }),
  ],
);
