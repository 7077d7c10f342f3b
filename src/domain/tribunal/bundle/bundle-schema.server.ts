import { date, foreignKey, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { evidenceItem } from '#domain/evidence/schema.server.ts';
import { at, id, now, ofCase } from '#server/columns.ts';
import { appeal } from '../schema.server.ts';
import type { BundlePart, PaperRole, PartySide } from './bundle-parts.ts';
import type { FrozenBundle } from './bundle-content.ts';

/** The bundle of one appeal: what goes in, then frozen, then sent. Both sides see it. */
export const bundle = pgTable(
  'bundle',
  {
    ...ofCase(),
    bundleId: id('bundle_id'),
    appealId: uuid('appeal_id').notNull(),
    state: text('state').$type<'gathering' | 'frozen' | 'sent'>().notNull(),
    /** Everything in it, in order and numbered, from the moment it is frozen; and the SHA-256 of that. */
    content: jsonb('content').$type<FrozenBundle>(),
    sha256: text('sha256'),
    startedBy: uuid('started_by').notNull(),
    startedAt: now('started_at'),
    frozenBy: uuid('frozen_by'),
    frozenAt: at('frozen_at'),
    sentOn: date('sent_on', { mode: 'string' }),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.bundleId] }),
    foreignKey({ columns: [t.councilId, t.appealId], foreignColumns: [appeal.councilId, appeal.appealId] }),
  ],
);

/** One paper that somebody put into it, and the part it belongs to. */
export const bundlePaper = pgTable(
  'bundle_paper',
  {
    ...ofCase(),
    bundleId: uuid('bundle_id').notNull(),
    evidenceItemId: uuid('evidence_item_id').notNull(),
    part: text('part').$type<BundlePart>().notNull(),
    position: integer('position').notNull(),
    side: text('side').$type<PartySide>().notNull(),
    /** What it is to the tribunal, where a limit of its own hangs on that. */
    as: text('as').$type<PaperRole>().notNull().default('paper'),
    addedBy: uuid('added_by').notNull(),
    addedAt: now('added_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.bundleId, t.evidenceItemId] }),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.bundleId],
      foreignColumns: [bundle.councilId, bundle.caseFileId, bundle.bundleId],
    }),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.evidenceItemId],
      foreignColumns: [evidenceItem.councilId, evidenceItem.caseFileId, evidenceItem.evidenceItemId],
    }),
  ],
);

/** What a check found, and the word of whoever looked: released with a reason, or put right. One row for each finding. */
export const bundleFinding = pgTable(
  'bundle_finding',
  {
    ...ofCase(),
    bundleId: uuid('bundle_id').notNull(),
    findingId: id('finding_id'),
    /** Names the same finding when the check runs again. */
    key: text('key').notNull(),
    lookedBy: uuid('looked_by').notNull(),
    lookedAt: now('looked_at'),
    reason: text('reason').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.findingId] }),
    uniqueIndex('bundle_finding_key').on(t.councilId, t.bundleId, t.key),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.bundleId],
      foreignColumns: [bundle.councilId, bundle.caseFileId, bundle.bundleId],
    }),
  ],
);
