import { date, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at, councilId, id, now } from '#server/columns.ts';
import type { Level, Upheld } from './levels.ts';
import type { Theme } from './themes.ts';

/** One complaint as it was counted: what it was about, and how it ended. Its letter stays where complaints are kept. */
export const complaint = pgTable(
  'complaint',
  {
    councilId: councilId(),
    complaintId: id('complaint_id'),
    /** The council's own number. */
    number: text('number').notNull().default(''),
    /** Null when it is about no one case, or the case is not here. */
    caseFileId: uuid('case_file_id'),
    teamId: uuid('team_id'),
    level: text('level').$type<Level>().notNull(),
    themes: text('themes').array().$type<Theme[]>().notNull(),
    receivedOn: date('received_on', { mode: 'string' }).notNull(),
    closedOn: date('closed_on', { mode: 'string' }),
    upheld: text('upheld').$type<Upheld>(),
    /** What was learned, in one sentence without a name. */
    learned: text('learned').notNull().default(''),
    by: uuid('by').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.complaintId] }),
    index('complaint_received').on(t.councilId, t.receivedOn),
  ],
);

/** "You said, we did": a theme, what was done about it, and whether it helped. Public once it is published. */
export const learningAction = pgTable(
  'learning_action',
  {
    councilId: councilId(),
    learningActionId: id('learning_action_id'),
    theme: text('theme').$type<Theme>().notNull(),
    youSaid: text('you_said').notNull(),
    weDid: text('we_did').notNull(),
    byWhen: date('by_when', { mode: 'string' }),
    doneOn: date('done_on', { mode: 'string' }),
    helped: text('helped').notNull().default(''),
    publishedAt: at('published_at'),
    publishedBy: uuid('published_by'),
    by: uuid('by').notNull(),
    at: now('at'),
  },
  (t) => [primaryKey({ columns: [t.councilId, t.learningActionId] })],
);

/** A random sample of casework that somebody with the duty to look drew, and why. */
export const caseworkSample = pgTable(
  'casework_sample',
  {
    councilId: councilId(),
    caseworkSampleId: id('casework_sample_id'),
    reason: text('reason').notNull(),
    size: integer('size').notNull(),
    /** The cases drawn, for the log; what is shown of them names nobody. */
    caseFileIds: uuid('case_file_ids').array().notNull(),
    by: uuid('by').notNull(),
    at: now('at'),
  },
  (t) => [primaryKey({ columns: [t.councilId, t.caseworkSampleId] })],
);
