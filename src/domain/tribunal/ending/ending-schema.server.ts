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
import { at, councilId, id, now } from '#server/columns.ts';
import { appeal } from '../schema.server.ts';
import type { OrderKind, OrderOf } from './order-kinds.ts';

const day = (name: string) => date(name, { mode: 'string' });

/** An order, or the notice that an appeal is unopposed: from its day the council's weeks run. Never changes. */
export const appealOrder = pgTable(
  'appeal_order',
  {
    councilId: councilId(),
    appealOrderId: id('appeal_order_id'),
    appealId: uuid('appeal_id').notNull(),
    of: text('of').$type<OrderOf>().notNull(),
    /** The day of the order, or the day the council told the tribunal that it does not oppose. */
    on: day('on').notNull(),
    words: text('words').notNull().default(''),
    addedBy: uuid('added_by').notNull(),
    addedAt: now('added_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.appealOrderId] }),
    index('appeal_order_appeal').on(t.councilId, t.appealId),
    foreignKey({ columns: [t.councilId, t.appealId], foreignColumns: [appeal.councilId, appeal.appealId] }),
  ],
);

/** One thing the council must do because of it, by a day; regulation 44 or 45, or the order's own date. */
export const appealDuty = pgTable(
  'appeal_duty',
  {
    councilId: councilId(),
    appealDutyId: id('appeal_duty_id'),
    appealId: uuid('appeal_id').notNull(),
    appealOrderId: uuid('appeal_order_id').notNull(),
    kind: text('kind').$type<OrderKind>().notNull(),
    step: integer('step').notNull(),
    what: text('what').notNull(),
    /** Null for a period the law is not known for: it says so, and is not guessed. */
    dueOn: day('due_on'),
    ordered: boolean('ordered').notNull().default(false),
    source: text('source').notNull(),
    /** The promise it became, where the case is in the system. */
    promiseId: uuid('promise_id'),
    doneOn: day('done_on'),
    /** Where only one of two steps comes to be done, the other is settled as not needed. */
    doneAs: text('done_as').$type<'done' | 'not_needed'>().notNull().default('done'),
    doneBy: uuid('done_by'),
    /** When a manager was told that it is late. */
    raisedAt: at('raised_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.appealDutyId] }),
    uniqueIndex('appeal_duty_step').on(t.councilId, t.appealOrderId, t.kind, t.step),
    index('appeal_duty_open')
      .on(t.councilId, t.dueOn)
      .where(sql`done_on is null`),
    foreignKey({
      columns: [t.councilId, t.appealOrderId],
      foreignColumns: [appealOrder.councilId, appealOrder.appealOrderId],
    }),
  ],
);

/** Why an appeal came about or was lost, once it is closed: for the tribunal team, and counted over many. */
export const appealCause = pgTable(
  'appeal_cause',
  {
    councilId: councilId(),
    appealId: uuid('appeal_id').notNull(),
    cause: text('cause').notNull(),
    note: text('note').notNull().default(''),
    by: uuid('by').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.appealId, t.cause] }),
    index('appeal_cause_cause').on(t.councilId, t.cause),
    foreignKey({ columns: [t.councilId, t.appealId], foreignColumns: [appeal.councilId, appeal.appealId] }),
  ],
);
