import { date, foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { at, id, now, ofCase } from '#server/columns.ts';
import { decision } from '../desk/deciding-schema.server.ts';

/** One try at telling one family member before the page and the letter: how, by whom, and what came of it. Never changed. */
export const telling = pgTable(
  'telling',
  {
    ...ofCase(),
    tellingId: id('telling_id'),
    decisionId: uuid('decision_id').notNull(),
    personId: uuid('person_id').notNull(),
    how: text('how').$type<'call' | 'video' | 'in_person'>().notNull(),
    by: uuid('by').notNull(),
    at: now('at'),
    cameOfIt: text('came_of_it').$type<'told' | 'declined' | 'no_answer' | 'left_message'>().notNull(),
    words: text('words').notNull().default(''),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.tellingId] }),
    index('telling_of').on(t.councilId, t.caseFileId, t.decisionId),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.decisionId],
      foreignColumns: [decision.councilId, decision.caseFileId, decision.decisionId],
    }),
  ],
);

/** The decision is out: page and letter. The dates in it are those of the law that day, and never change. */
export const release = pgTable(
  'release',
  {
    ...ofCase(),
    decisionId: uuid('decision_id').notNull(),
    releasedBy: uuid('released_by').notNull(),
    releasedAt: now('released_at'),
    /** The day the notice is sent, from which the family's time runs. */
    sentOn: date('sent_on', { mode: 'string' }).notNull(),
    appealBy: date('appeal_by', { mode: 'string' }),
    /** What the gate would have held back, and why it went all the same. */
    overrides: text('overrides').notNull().default(''),
    overrideWords: text('override_words').notNull().default(''),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.decisionId] }),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.decisionId],
      foreignColumns: [decision.councilId, decision.caseFileId, decision.decisionId],
    }),
  ],
);

/** Proof of notice: one way in which one family member was given the decision, and what is known of it. */
export const notice = pgTable(
  'notice',
  {
    ...ofCase(),
    noticeId: id('notice_id'),
    decisionId: uuid('decision_id').notNull(),
    personId: uuid('person_id').notNull(),
    channel: text('channel').$type<'page' | 'message' | 'post'>().notNull(),
    outboxId: uuid('outbox_id'),
    queuedAt: now('queued_at'),
    openedAt: at('opened_at'),
    /** For post: the day somebody put it in the post, and who says so. */
    postedOn: date('posted_on', { mode: 'string' }),
    postedBy: uuid('posted_by'),
    /** Unopened by then: it is served again by post. */
    serveAgainOn: date('serve_again_on', { mode: 'string' }),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.noticeId] }),
    uniqueIndex('notice_once').on(t.councilId, t.caseFileId, t.decisionId, t.personId, t.channel),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.decisionId],
      foreignColumns: [decision.councilId, decision.caseFileId, decision.decisionId],
    }),
  ],
);
