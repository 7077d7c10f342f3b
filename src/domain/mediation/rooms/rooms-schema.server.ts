import { foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at, bytea, id, now, ofCase } from '#server/columns.ts';
import type { PrivateSide } from '../mediation.ts';
import { mediation } from '../schema.server.ts';

/**
 * One side's private room. `sealed`: words go between browsers under a key this server never has, and are not kept.
 * `kept`: notes are kept under this server's own key until the mediation is closed; for a browser that cannot seal.
 */
export const privateRoom = pgTable(
  'private_room',
  {
    ...ofCase(),
    mediationId: uuid('mediation_id').notNull(),
    side: text('side').$type<PrivateSide>().notNull(),
    /** What the relay knows the room by. */
    privateRoomId: id('private_room_id'),
    kind: text('kind').$type<'sealed' | 'kept'>().notNull().default('sealed'),
    /** This side asked the mediator to come. */
    calledAt: at('called_at'),
    /** The mediator asked this side to come back to everyone's room, and their answer. */
    backAskedAt: at('back_asked_at'),
    backAnswer: text('back_answer').$type<'yes' | 'not_yet'>(),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.mediationId, t.side] }),
    index('private_room_id').on(t.councilId, t.privateRoomId),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.mediationId],
      foreignColumns: [mediation.councilId, mediation.caseFileId, mediation.mediationId],
    }),
  ],
);

/** A note in a `kept` private room, sealed for its row. Deleted when the mediation closes. */
export const privateNote = pgTable(
  'private_note',
  {
    ...ofCase(),
    privateNoteId: id('private_note_id'),
    mediationId: uuid('mediation_id').notNull(),
    side: text('side').$type<PrivateSide>().notNull(),
    personId: uuid('person_id').notNull(),
    sealed: bytea('sealed').notNull(),
    /** Its owner said that the mediator may share exactly these words. */
    mayShareAt: at('may_share_at'),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.privateNoteId] }),
    index('private_note_of').on(t.councilId, t.mediationId, t.side),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.mediationId],
      foreignColumns: [mediation.councilId, mediation.caseFileId, mediation.mediationId],
    }),
  ],
);

/** The notes of whoever leads, sealed for their row: theirs alone, and not left to whoever comes after. */
export const mediatorNote = pgTable(
  'mediator_note',
  {
    ...ofCase(),
    mediationId: uuid('mediation_id').notNull(),
    personId: uuid('person_id').notNull(),
    sealed: bytea('sealed').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.mediationId, t.personId] }),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.mediationId],
      foreignColumns: [mediation.councilId, mediation.caseFileId, mediation.mediationId],
    }),
  ],
);

/** Words the mediator carried out of a private room, exactly as their owner allowed. */
export const carried = pgTable(
  'carried',
  {
    ...ofCase(),
    carriedId: id('carried_id'),
    mediationId: uuid('mediation_id').notNull(),
    fromSide: text('from_side').$type<PrivateSide>().notNull(),
    shownTo: text('shown_to').$type<'everyone' | PrivateSide>().notNull(),
    words: text('words').notNull(),
    carriedBy: uuid('carried_by').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.carriedId] }),
    index('carried_of').on(t.councilId, t.mediationId),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.mediationId],
      foreignColumns: [mediation.councilId, mediation.caseFileId, mediation.mediationId],
    }),
  ],
);
