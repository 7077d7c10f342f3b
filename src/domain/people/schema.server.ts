import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { at, councilId, id, now, ofCase } from '#server/columns.ts';
import type { Role } from '#domain/access/standing.ts';

/** A local authority. Its name is public; `key` starts every link and every sign-in so that a look-up never crosses councils. */
export const council = pgTable('council', {
  councilId: councilId().primaryKey(),
  key: text('key').notNull().unique(),
  name: text('name').notNull(),
  shortName: text('short_name').notNull(),
  phone: text('phone').notNull(),
  /** Who helps a family that disagrees, and how to reach them, in one line each: "Advice Meadowshire, 0300 000 0000". The law wants them on every notice. */
  mediationAdviser: text('mediation_adviser').notNull().default(''),
  adviceService: text('advice_service').notNull().default(''),
  disagreementService: text('disagreement_service').notNull().default(''),
  createdAt: now('created_at'),
});

/** Anyone known by name to one council. Families have no password: they come in by code. */
export const person = pgTable(
  'person',
  {
    councilId: councilId(),
    personId: id('person_id'),
    kind: text('kind').$type<'staff' | 'family' | 'practitioner'>().notNull(),
    /** What to call them, in their own words once they have said. Null until asked: never "Mum". */
    calledName: text('called_name'),
    fullName: text('full_name').notNull(),
    jobTitle: text('job_title'),
    email: text('email'),
    mobile: text('mobile'),
    quietMode: boolean('quiet_mode').notNull().default(false),
    disabledAt: at('disabled_at'),
    createdAt: now('created_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.personId] }),
    uniqueIndex('person_staff_email')
      .on(t.councilId, sql`lower(${t.email})`)
      .where(sql`kind = 'staff'`),
  ],
);

/** A foreign key to a person of the same council. */
export const toPerson = (t: { councilId: AnyPgColumn; personId: AnyPgColumn }) =>
  foreignKey({ columns: [t.councilId, t.personId], foreignColumns: [person.councilId, person.personId] });

/** A person's place on a case file. Ending it bumps `epoch`, which is what a late write is compared with. */
export const standing = pgTable(
  'standing',
  {
    councilId: councilId(),
    standingId: id('standing_id'),
    caseFileId: uuid('case_file_id').notNull(),
    personId: uuid('person_id').notNull(),
    role: text('role').$type<Role>().notNull(),
    grant: text('grant').$type<'specific' | 'cover' | 'break_glass'>().notNull().default('specific'),
    epoch: integer('epoch').notNull().default(1),
    reason: text('reason'),
    grantedBy: uuid('granted_by'),
    /** Of grant `cover`: while whose absence, and what it ends with. */
    coverId: uuid('cover_id'),
    startedAt: now('started_at'),
    /** Break-glass ends by itself. */
    endsAt: at('ends_at'),
    endedAt: at('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.standingId] }),
    uniqueIndex('standing_live')
      .on(t.councilId, t.caseFileId, t.personId)
      .where(sql`ended_at is null`),
    index('standing_person')
      .on(t.councilId, t.personId)
      .where(sql`ended_at is null`),
    index('standing_cover')
      .on(t.councilId, t.coverId)
      .where(sql`cover_id is not null and ended_at is null`),
    toPerson(t),
  ],
);

/** Somebody who must never see a case file, whatever else they are: it beats every grant. */
export const exclusion = pgTable(
  'exclusion',
  {
    ...ofCase(),
    personId: uuid('person_id').notNull(),
    reason: text('reason').notNull(),
    by: uuid('by').notNull(),
    at: now('at'),
  },
  (t) => [primaryKey({ columns: [t.councilId, t.caseFileId, t.personId] }), toPerson(t)],
);

export const team = pgTable(
  'team',
  {
    councilId: councilId(),
    teamId: id('team_id'),
    name: text('name').notNull(),
    phone: text('phone').notNull(),
    /** An area's team has the duty for its case files; the tribunal team works on the council's appeals. */
    kind: text('kind').$type<'area' | 'tribunal'>().notNull().default('area'),
  },
  (t) => [primaryKey({ columns: [t.councilId, t.teamId] })],
);

/** Staff who share the duty for a team's case files. */
export const teamMember = pgTable(
  'team_member',
  {
    councilId: councilId(),
    teamId: uuid('team_id').notNull(),
    personId: uuid('person_id').notNull(),
    /** Leads it: gives the second word in the tribunal team; in an area's, arranges cover and who has which case. */
    leads: boolean('leads').notNull().default(false),
    since: now('since'),
  },
  (t) => [primaryKey({ columns: [t.councilId, t.teamId, t.personId] }), toPerson(t)],
);
