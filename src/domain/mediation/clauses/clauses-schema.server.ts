import { date, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { at, id, now, ofCase } from '#server/columns.ts';
import { mediation } from '../schema.server.ts';
import type { ClauseKind, LegalClass } from './clause.ts';

/** One thing to be promised. Its words are typed together in the everyone's-room document; what has a consequence is here. */
export const clause = pgTable(
  'clause',
  {
    ...ofCase(),
    clauseId: id('clause_id'),
    mediationId: uuid('mediation_id').notNull(),
    number: integer('number').notNull(),
    title: text('title').notNull(),
    /** What will be done, as it was last put forward; empty while only typed. */
    words: text('words').notNull().default(''),
    /** The named body and officer. */
    body: text('body').notNull().default(''),
    officer: text('officer').notNull().default(''),
    /** The officer's account, when they have one here. */
    officerId: uuid('officer_id'),
    planSection: text('plan_section').notNull().default(''),
    newWording: text('new_wording').notNull().default(''),
    legalClass: text('legal_class').$type<LegalClass>(),
    kind: text('kind').$type<ClauseKind>(),
    /** Another date agreed in writing (regulation 42(5)). */
    agreedDate: date('agreed_date', { mode: 'string' }),
    howKnown: text('how_known').notNull().default(''),
    state: text('state').$type<'draft' | 'checking' | 'agreed' | 'dropped'>().notNull().default('draft'),
    /** "I'll need to check": who asked, who can decide, and by when. */
    checkAskedBy: uuid('check_asked_by'),
    checkSide: text('check_side').$type<'family' | 'council'>(),
    checkWho: text('check_who').notNull().default(''),
    /** Whoever can decide, when they are in the mediation: they are told when the time has passed. */
    checkWhoId: uuid('check_who_id'),
    checkBy: at('check_by'),
    checkRaisedAt: at('check_raised_at'),
    droppedBecause: text('dropped_because').notNull().default(''),
    version: integer('version').notNull().default(1),
    issueId: uuid('issue_id'),
    addedBy: uuid('added_by').notNull(),
    addedAt: now('added_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.clauseId] }),
    uniqueIndex('clause_number').on(t.councilId, t.mediationId, t.number),
    index('clause_check').on(t.councilId, t.checkBy),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.mediationId],
      foreignColumns: [mediation.councilId, mediation.caseFileId, mediation.mediationId],
    }),
  ],
);

/** What a side said of a clause as it then was: agreeing names the version and the fingerprint of everything in it. */
export const clauseSaying = pgTable(
  'clause_saying',
  {
    ...ofCase(),
    clauseSayingId: id('clause_saying_id'),
    clauseId: uuid('clause_id').notNull(),
    side: text('side').$type<'family' | 'council'>().notNull(),
    says: text('says').$type<'agree' | 'take_back' | 'check' | 'checked'>().notNull(),
    version: integer('version').notNull(),
    sha256: text('sha256').notNull(),
    words: text('words').notNull().default(''),
    by: uuid('by').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.clauseSayingId] }),
    index('clause_saying_of').on(t.councilId, t.caseFileId, t.clauseId, t.at),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.clauseId],
      foreignColumns: [clause.councilId, clause.caseFileId, clause.clauseId],
    }),
  ],
);

/** Something not agreed: a neutral name for it, and what would settle it. */
export const notAgreed = pgTable(
  'not_agreed',
  {
    ...ofCase(),
    notAgreedId: id('not_agreed_id'),
    mediationId: uuid('mediation_id').notNull(),
    title: text('title').notNull(),
    issueId: uuid('issue_id'),
    /** In each side's own words; each side writes its own. */
    familyWords: text('family_words').notNull().default(''),
    councilWords: text('council_words').notNull().default(''),
    wouldSettle: text('would_settle').notNull().default(''),
    settleWho: text('settle_who').notNull().default(''),
    settleBy: date('settle_by', { mode: 'string' }),
    addedBy: uuid('added_by').notNull(),
    addedAt: now('added_at'),
    removedAt: at('removed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.notAgreedId] }),
    index('not_agreed_of').on(t.councilId, t.mediationId),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.mediationId],
      foreignColumns: [mediation.councilId, mediation.caseFileId, mediation.mediationId],
    }),
  ],
);
