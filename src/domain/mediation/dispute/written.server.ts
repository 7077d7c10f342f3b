import { isRefused, refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import type { Tx } from '#server/db.ts';
import { changeDispute, beginOnDispute, certificatesOf, type DisputeRow } from './disputes.server.ts';
import { faultInDay, type After } from './days.ts';
import { grounds, rightsHolders, type Ground, type RightsHolder } from './dispute.ts';
import { reseatRightsHolder } from './who-is-in.server.ts';

type Done = Promise<Refused | null | 'written'>;
const SENT = 'The day the letter was sent';
const sentFirst = ({ noticeSentOn }: DisputeRow): After => ({ day: noticeSentOn, said: 'the letter was sent' });

export interface Decided {
  /** Empty: a decision nobody can appeal, or nobody knows which. */
  ground: string;
  /** Empty: not known yet. */
  noticeSentOn: string;
  rightsHolder: string;
}

/** Writes down what was decided, when its letter was sent, and whose right it is. Null as `disputeFor`. */
export async function writeDecided(
  tx: Tx,
  scope: CaseScope<'dispute:raise'>,
  disputeId: string,
  { ground, noticeSentOn, rightsHolder }: Decided,
  today: CalendarDate,
): Done {
  const found = await beginOnDispute(tx, scope, disputeId);
  if (found === null || isRefused(found)) return found;
  if (ground && !Object.hasOwn(grounds, ground)) return refuse('ground', 'Choose what was decided');
  if (!Object.hasOwn(rightsHolders, rightsHolder)) return refuse('rightsHolder', 'Choose who may appeal');
  const fault = noticeSentOn ? await faultInSent(tx, scope, found, noticeSentOn, today) : null;
  if (fault) return fault;
  const to = {
    ground: (ground || null) as Ground | null,
    noticeSentOn: noticeSentOn || null,
    rightsHolder: rightsHolder as RightsHolder,
  };
  if (to.rightsHolder !== found.rightsHolder) {
    const seated = await reseatRightsHolder(tx, scope, { ...found, ...to });
    if (isRefused(seated)) return seated;
  }
  await changeDispute(tx, found, to);
  await recordFor(tx, scope, { action: 'dispute.decided_written', target: disputeId, detail: to });
  return 'written';
}

/** A letter was sent before anything that came of it. */
async function faultInSent(tx: Tx, scope: CaseScope, row: DisputeRow, sentOn: string, today: CalendarDate) {
  const fault = faultInDay('noticeSentOn', SENT, sentOn, today);
  if (fault) return fault;
  const issued = (await certificatesOf(tx, scope, row.disputeId)).map(({ issuedOn }) => issuedOn);
  const came: After[] = [
    { day: row.adviserContactedOn, said: 'the adviser was rung' },
    { day: row.appealedOn, said: 'the appeal was sent' },
    ...issued.map((day) => ({ day, said: 'a certificate was issued' })),
  ];
  const earlier = came.find(({ day }) => day !== null && day < sentOn);
  return earlier
    ? refuse('noticeSentOn', `${SENT} cannot be after ${earlier.said}. One of the two days is wrong.`)
    : null;
}

/** Writes down the day the family reached the mediation adviser; empty takes it back. */
export const writeAdviserContacted = (
  tx: Tx,
  scope: CaseScope<'dispute:raise'>,
  disputeId: string,
  on: string,
  today: CalendarDate,
): Done =>
  writeDay(tx, scope, disputeId, on, today, {
    column: 'adviserContactedOn',
    said: 'The day you rang the adviser',
    action: 'dispute.adviser_written',
  });

/** Writes down the day of an appeal to the tribunal, in time or not; empty takes it back. */
export const writeAppealed = (
  tx: Tx,
  scope: CaseScope<'dispute:raise'>,
  disputeId: string,
  on: string,
  today: CalendarDate,
): Done =>
  writeDay(tx, scope, disputeId, on, today, {
    column: 'appealedOn',
    said: 'The day the appeal was sent',
    action: 'dispute.appeal_written',
  });

/** Writes down the day the council told the health service what the dispute is about; empty takes it back. */
export const writeHealthTold = (
  tx: Tx,
  scope: CaseScope<'dispute:arrange'>,
  disputeId: string,
  on: string,
  today: CalendarDate,
): Done =>
  writeDay(tx, scope, disputeId, on, today, {
    column: 'healthToldOn',
    said: 'The day the health service was told',
    action: 'dispute.health_written',
  });

interface DayOf {
  column: 'adviserContactedOn' | 'appealedOn' | 'healthToldOn';
  said: string;
  action: string;
}

async function writeDay(
  tx: Tx,
  scope: CaseScope,
  disputeId: string,
  on: string,
  today: CalendarDate,
  { column, said, action }: DayOf,
): Done {
  const found = await beginOnDispute(tx, scope, disputeId);
  if (found === null || isRefused(found)) return found;
  const fault = on ? faultInDay(column, said, on, today, [sentFirst(found)]) : null;
  if (fault) return fault;
  await changeDispute(tx, found, { [column]: on || null });
  await recordFor(tx, scope, { action, target: disputeId, detail: { on: on || null } });
  return 'written';
}
