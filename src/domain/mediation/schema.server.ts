import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { toCaseFile } from '#domain/cases/schema.server.ts';
import { at, id, now, ofCase } from '#server/columns.ts';
import type { PlanSection } from './dispute/appealable.ts';
import type { Area, CertificateKind, Ending, Ground, RightsHolder } from './dispute/dispute.ts';
import type { Authority, ComingAs, MediationKind, MeetingMode, Phase } from './mediation.ts';
import type { WaitsFor } from './ready/who-may-add.ts';

/** Something of the council's that somebody does not agree with: a decision with a right of appeal, or only "I don't agree". */
export const dispute = pgTable(
  'dispute',
  {
    ...ofCase(),
    disputeId: id('dispute_id'),
    /** Counts from 1 on a case file. */
    number: integer('number').notNull(),
    raisedBy: uuid('raised_by').notNull(),
    raisedSide: text('raised_side').$type<'family' | 'council'>().notNull(),
    raisedAt: now('raised_at'),
    rightsHolder: text('rights_holder').$type<RightsHolder>().notNull(),
    /** The Board's decision it is about; null for one made elsewhere, or for none. */
    decisionId: uuid('decision_id'),
    ground: text('ground').$type<Ground>(),
    /** The day the written notice was sent: from it the time to appeal runs. */
    noticeSentOn: date('notice_sent_on', { mode: 'string' }),
    ownWords: text('own_words').notNull(),
    adviserContactedOn: date('adviser_contacted_on', { mode: 'string' }),
    /** The day the council told the health service that the family wants to mediate about health. */
    healthToldOn: date('health_told_on', { mode: 'string' }),
    appealedOn: date('appealed_on', { mode: 'string' }),
    endedAt: at('ended_at'),
    endedHow: text('ended_how').$type<Ending>(),
    /** Who wrote down that it ended: either side may, and the other reads who it was. */
    endedBy: uuid('ended_by'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.disputeId] }),
    uniqueIndex('dispute_number').on(t.councilId, t.caseFileId, t.number),
    toCaseFile(t),
  ],
);

/** One thing in dispute. Whether it may be appealed follows from its section (process 3.3). */
export const disputeIssue = pgTable(
  'dispute_issue',
  {
    ...ofCase(),
    issueId: id('issue_id'),
    disputeId: uuid('dispute_id').notNull(),
    number: integer('number').notNull(),
    words: text('words').notNull(),
    area: text('area').$type<Area>().notNull(),
    /** A to K, H1, H2; null when it is about a decision and not about a plan. */
    planSection: text('plan_section').$type<PlanSection>(),
    addedBy: uuid('added_by').notNull(),
    addedAt: now('added_at'),
    settledAt: at('settled_at'),
    settledBy: uuid('settled_by'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.issueId] }),
    uniqueIndex('dispute_issue_number').on(t.councilId, t.disputeId, t.number),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.disputeId],
      foreignColumns: [dispute.councilId, dispute.caseFileId, dispute.disputeId],
    }),
  ],
);

/** A mediation certificate: what set its clock going, and when it was issued. Says nothing of what was discussed. */
export const certificate = pgTable(
  'certificate',
  {
    ...ofCase(),
    certificateId: id('certificate_id'),
    disputeId: uuid('dispute_id').notNull(),
    kind: text('kind').$type<CertificateKind>().notNull(),
    /** The day the adviser was told, the mediation ended, or the council said it could not arrange one. */
    clockFrom: date('clock_from', { mode: 'string' }).notNull(),
    /** Three working days on; null when a bank holiday list ends before it. */
    dueOn: date('due_on', { mode: 'string' }),
    issuedOn: date('issued_on', { mode: 'string' }),
    issuedBy: text('issued_by').notNull().default(''),
    writtenBy: uuid('written_by').notNull(),
    at: now('at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.certificateId] }),
    index('certificate_of').on(t.councilId, t.caseFileId, t.disputeId),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.disputeId],
      foreignColumns: [dispute.councilId, dispute.caseFileId, dispute.disputeId],
    }),
  ],
);

/** One try to settle a dispute with somebody leading: early resolution, or statutory mediation. Also the meeting as it stands now. */
export const mediation = pgTable(
  'mediation',
  {
    ...ofCase(),
    mediationId: id('mediation_id'),
    disputeId: uuid('dispute_id').notNull(),
    kind: text('kind').$type<MediationKind>().notNull(),
    state: text('state').$type<'arranging' | 'arranged' | 'closed'>().notNull().default('arranging'),
    /** The day the council was told that the family wants it: 30 days run from it (calendar days). */
    wantedOn: date('wanted_on', { mode: 'string' }).notNull(),
    arrangeBy: date('arrange_by', { mode: 'string' }),
    provider: text('provider').notNull().default(''),
    providerRef: text('provider_ref').notNull().default(''),
    meetsOn: date('meets_on', { mode: 'string' }),
    startsAt: text('starts_at').notNull().default(''),
    endsAt: text('ends_at').notNull().default(''),
    mode: text('mode').$type<MeetingMode>(),
    /** A phone number or a meeting link, and what to do with it. The page works beside it. */
    joinBy: text('join_by').notNull().default(''),
    /** Off for a provider that never goes between, and always for early resolution: its officer is the council's. */
    privateRooms: boolean('private_rooms').notNull().default(false),
    phase: text('phase').$type<Phase>().notNull().default('before'),
    /** Since when the meeting, or the one who leads it, is where they are: how long somebody has waited. */
    phaseSince: now('phase_since'),
    /** When a break ends, or when the mediator is expected back. */
    phaseUntil: at('phase_until'),
    /** When private rooms were first asked for; until then they are off. */
    roomsOpenedAt: at('rooms_opened_at'),
    leadWith: text('lead_with').$type<'family' | 'council' | 'together'>(),
    /** Increases with every change of the meeting: a form that was shown an older one is told so. */
    version: integer('version').notNull().default(1),
    openedBy: uuid('opened_by').notNull(),
    openedAt: now('opened_at'),
    startedAt: at('started_at'),
    endedAt: at('ended_at'),
    closedAt: at('closed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.mediationId] }),
    uniqueIndex('mediation_open')
      .on(t.councilId, t.disputeId)
      .where(sql`closed_at is null`),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.disputeId],
      foreignColumns: [dispute.councilId, dispute.caseFileId, dispute.disputeId],
    }),
  ],
);

/** Somebody who comes to a mediation. Without `personId`: somebody who has no account and comes beside another. */
export const mediationParty = pgTable(
  'mediation_party',
  {
    ...ofCase(),
    partyId: id('party_id'),
    mediationId: uuid('mediation_id').notNull(),
    personId: uuid('person_id'),
    side: text('side').$type<'family' | 'council' | 'neutral'>().notNull(),
    comingAs: text('coming_as').$type<ComingAs>().notNull(),
    name: text('name').notNull(),
    body: text('body').notNull().default(''),
    coming: text('coming').$type<'yes' | 'no' | 'not_said'>().notNull().default('not_said'),
    /** Interpreter, breaks, what makes it easier; for whoever leads and this side. */
    needs: text('needs').notNull().default(''),
    /** Signs the agreement for their side. */
    signs: boolean('signs').notNull().default(false),
    authority: jsonb('authority').$type<Authority>(),
    authorityAt: at('authority_at'),
    /** When they said yes to the agreement to mediate, and to which words of it. */
    agreedToMediateAt: at('agreed_to_mediate_at'),
    agreedToMediateSha256: text('agreed_to_mediate_sha256'),
    /** A mediator's own word that no council, integrated care board or NHS England employs them. */
    independentAt: at('independent_at'),
    /** Whose yes is still wanted before they come (`ready/who-may-add.ts`); null once they may. */
    waitsFor: text('waits_for').$type<WaitsFor>(),
    /** A mediator's invitation. When they take it up, a trigger on their standing puts them in this place. */
    invitationId: uuid('invitation_id'),
    addedBy: uuid('added_by').notNull(),
    addedAt: now('added_at'),
    leftAt: at('left_at'),
  },
  (t) => [
    primaryKey({ columns: [t.councilId, t.caseFileId, t.partyId] }),
    uniqueIndex('mediation_party_person')
      .on(t.councilId, t.mediationId, t.personId)
      .where(sql`left_at is null and person_id is not null`),
    uniqueIndex('mediation_one_lead')
      .on(t.councilId, t.mediationId)
      .where(sql`left_at is null and coming_as in ('mediator', 'facilitator')`),
    index('mediation_party_of').on(t.councilId, t.caseFileId, t.mediationId),
    foreignKey({
      columns: [t.councilId, t.caseFileId, t.mediationId],
      foreignColumns: [mediation.councilId, mediation.caseFileId, mediation.mediationId],
    }),
  ],
);
