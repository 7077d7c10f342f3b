import { boolean, date, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at, councilId, id, now, ofCase } from '#server/columns.ts';
import { toCaseFile } from './schema.server.ts';
import type { Stage } from './stage.ts';

/** When a case came to a stage: how long families wait is counted from these. The last day of one is the first of the next. */
export const stageMove = pgTable(
  'stage_move',
  {
    ...ofCase(),
    stageMoveId: id('stage_move_id'),
    from: text('from').$type<Stage>(),
    to: text('to').$type<Stage>().notNull(),
    on: date('on', { mode: 'string' }).notNull(),
    by: uuid('by'),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.stageMoveId] }),
    index('stage_move_on').on(t.councilId, t.on),
    toCaseFile(t),
  ],
);

/** How long this council's families waited at a stage, counted anew every hour: no page counts fifteen thousand cases. Nobody's case is in it. */
export const stageWait = pgTable(
  'stage_wait',
  {
    councilId: councilId(),
    stage: text('stage').$type<Stage>().notNull(),
    /** How many families left the stage between these two days. */
    families: integer('families').notNull(),
    fromOn: date('from_on', { mode: 'string' }).notNull(),
    toOn: date('to_on', { mode: 'string' }).notNull(),
    /** The middle half of them, in whole weeks, and how many of all waited so long. */
    fromWeeks: integer('from_weeks').notNull(),
    toWeeks: integer('to_weeks').notNull(),
    inside: integer('inside').notNull(),
    countedAt: now('counted_at'),
  },
  (t) => [primaryKey({ columns: [t.councilId, t.stage] })],
);

/** A young person, whose rights these now are, says who stays involved, in what, and until when. Taken back any day. */
export const involvement = pgTable(
  'involvement',
  {
    ...ofCase(),
    involvementId: id('involvement_id'),
    /** The parent or carer it is about. */
    personId: uuid('person_id').notNull(),
    /** Reads and writes as a supporter, or is in nothing any more. */
    stays: boolean('stays').notNull(),
    words: text('words').notNull().default(''),
    until: date('until', { mode: 'string' }),
    saidBy: uuid('said_by').notNull(),
    /** The officer who wrote it down, when the young person told them; otherwise the young person. */
    writtenBy: uuid('written_by').notNull(),
    at: now('at'),
    withdrawnAt: at('withdrawn_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.involvementId] }),
    index('involvement_person').on(t.councilId, t.caseFileId, t.personId),
    toCaseFile(t),
  ],
);
