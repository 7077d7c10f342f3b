import { date, foreignKey, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { person } from '#domain/people/schema.server.ts';
import { at, councilId, id, now } from '#server/columns.ts';
import { appeal } from '../schema.server.ts';
import type { ReviewAnswers, ReviewPath, ReviewWhen } from './review.ts';

const day = (name: string) => date(name, { mode: 'string' });

/** "Concede now?", asked and answered once. Rows never change but for the manager's word. For the tribunal team alone. */
export const appealReview = pgTable(
  'appeal_review',
  {
    councilId: councilId(),
    appealReviewId: id('appeal_review_id'),
    appealId: uuid('appeal_id').notNull(),
    /** Why it was asked: day 10, the officer's own wish, or so many days before a hearing. */
    when: text('when').$type<ReviewWhen>().notNull(),
    answers: jsonb('answers').$type<ReviewAnswers>().notNull(),
    path: text('path').$type<ReviewPath>().notNull(),
    reason: text('reason').notNull(),
    by: uuid('by').notNull(),
    at: now('at'),
    managerId: uuid('manager_id'),
    managerSays: text('manager_says').$type<'agrees' | 'does_not_agree'>(),
    managerReason: text('manager_reason'),
    managerAt: at('manager_at'),
    lookAgainOn: day('look_again_on'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.appealReviewId] }),
    index('appeal_review_appeal').on(t.councilId, t.appealId, t.at),
    foreignKey({ columns: [t.councilId, t.appealId], foreignColumns: [appeal.councilId, appeal.appealId] }),
    foreignKey({ columns: [t.councilId, t.managerId], foreignColumns: [person.councilId, person.personId] }),
  ],
);

/**
 * That the questions of an appeal fell due and its officer and the leaders of the team were told, so that they are told
 * once. Not that they are unanswered: that is worked out from the reviews. Only a round sees these rows.
 */
export const appealAsked = pgTable(
  'appeal_asked',
  {
    councilId: councilId(),
    appealId: uuid('appeal_id').notNull(),
    when: text('when').$type<ReviewWhen>().notNull(),
    /** The day it counts from: the hearing's, or the day the papers came. A hearing that moves is asked about again. */
    countedFrom: day('counted_from').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.appealId, t.when, t.countedFrom] }),
    foreignKey({ columns: [t.councilId, t.appealId], foreignColumns: [appeal.councilId, appeal.appealId] }),
  ],
);

/** What an officer said of one decided case for one appeal: it bears on it, or it does not. The newest word counts. */
export const bearingSaid = pgTable(
  'bearing_said',
  {
    councilId: councilId(),
    bearingSaidId: id('bearing_said_id'),
    appealId: uuid('appeal_id').notNull(),
    /** The decided case, by its name in the library. */
    slug: text('slug').notNull(),
    says: text('says').$type<'bears' | 'does_not_bear' | 'unsaid'>().notNull(),
    reason: text('reason').notNull().default(''),
    /** The issue tags of the appeal when it was said: what the correction is learned from. */
    issueTags: text('issue_tags').array().notNull().default([]),
    by: uuid('by').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.bearingSaidId] }),
    index('bearing_said_appeal').on(t.councilId, t.appealId),
    index('bearing_said_slug').on(t.councilId, t.slug),
    foreignKey({ columns: [t.councilId, t.appealId], foreignColumns: [appeal.councilId, appeal.appealId] }),
  ],
);
