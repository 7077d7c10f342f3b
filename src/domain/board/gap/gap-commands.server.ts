import { and, eq, isNull } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { caseFile } from '#domain/cases/schema.server.ts';
import { evidenceItem } from '#domain/evidence/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { record } from '#server/history.ts';
import { agendaItemOf } from '../meeting/agenda.server.ts';
import { answerBy } from './gap.ts';
import { nameManager, tellCouncilOfGap, tellOfGap } from './gap-tell.server.ts';
import { knowsBefore } from '../telling/family-sees.server.ts';
import { seriousGap } from './gap-schema.server.ts';
import { isTold, isUntold } from './gap-untold.server.ts';
import { familyOn } from '../meeting/notices.server.ts';

interface OfCase {
  councilId: string;
  caseFileId: string;
}

async function boardDayOf(tx: Tx, { councilId, caseFileId }: OfCase): Promise<CalendarDate | null> {
  const [file] = await tx
    .select({ boardOn: caseFile.boardOn })
    .from(caseFile)
    .where(and(eq(caseFile.councilId, councilId), eq(caseFile.caseFileId, caseFileId)));
  return file?.boardOn ?? null;
}

/**
 * Whether it is too late to say that something is missing: for the council once the Board has decided, for everybody else
 * once they are told. Until then their words are taken in, so that being refused tells nobody anything (TELL8).
 */
export async function isOver(tx: Tx, scope: CaseScope): Promise<boolean> {
  const item = await agendaItemOf(tx, scope);
  return item?.state === 'decided' && (knowsBefore(scope) || (await isTold(tx, scope, item.agendaItemId)));
}

/** Says that something fundamental is missing. Anybody on the case may, until it is over (GAP1). */
export async function raiseGap(
  tx: Tx,
  scope: CaseScope<'gap:raise'>,
  words: string,
  today: CalendarDate,
): Promise<{ seriousGapId: string } | Refused> {
  await assertStillStanding(tx, scope);
  if (words === '') return refuse('words', 'Say what is missing, in your own words');
  if (await isOver(tx, scope))
    return refuse(
      'words',
      'The Board has met. Add the paper: a senior manager then looks whether it changes anything.',
    );
  const { councilId, caseFileId, personId, side } = scope;
  const managerId = await nameManager(tx, scope, personId);
  const by = answerBy(today, await boardDayOf(tx, scope));
  const [made] = await tx
    .insert(seriousGap)
    .values({
      councilId,
      caseFileId,
      kind: 'missing',
      words,
      raisedSide: side,
      raisedBy: personId,
      managerId,
      answerBy: by,
    })
    .returning({ seriousGapId: seriousGap.seriousGapId });
  await recordFor(tx, scope, { action: 'gap.raised', target: made!.seriousGapId, detail: { answerBy: by } });
  await tellOfGap(tx, scope, personId);
  return made!;
}

/**
 * Opens the quick look at a paper that came after the Board had decided, with the same clock (GAP8). Doing it twice opens
 * one. Before the decision is out, nobody but the council is told. The case must be in hand; there is no person when a round does it, so it is in the name of whoever sent the paper.
 */
export async function openLateLook(
  tx: Tx,
  { councilId, caseFileId }: OfCase,
  evidenceItemId: string,
  today: CalendarDate,
): Promise<'opened' | 'there'> {
  const of = { councilId, caseFileId };
  const [paper] = await tx
    .select({ title: evidenceItem.title, side: evidenceItem.addedSide, by: evidenceItem.addedBy })
    .from(evidenceItem)
    .where(
      and(
        eq(evidenceItem.councilId, councilId),
        eq(evidenceItem.caseFileId, caseFileId),
        eq(evidenceItem.evidenceItemId, evidenceItemId),
      ),
    );
  if (!paper) return 'there';
  const managerId = await nameManager(tx, of, paper.by);
  const raised = { raisedSide: paper.side, raisedBy: paper.by, words: paper.title, evidenceItemId };
  const [made] = await tx
    .insert(seriousGap)
    .values({ ...of, kind: 'late_paper', ...raised, managerId, answerBy: answerBy(today, null) })
    .onConflictDoNothing()
    .returning({ seriousGapId: seriousGap.seriousGapId });
  if (!made) return 'there';
  await record(tx, { ...of, actorId: paper.by, action: 'gap.paper_late', target: made.seriousGapId });
  if (await isUntold(tx, of)) await tellCouncilOfGap(tx, of, '');
  else await tellOfGap(tx, of, '');
  return 'opened';
}

export interface Consenting {
  seriousGapId: string;
  /** '' to say only words: all there is to say about a paper that came late. */
  consent: 'agrees' | 'refuses' | '';
  words: string;
  /** Whose word an officer takes down on the phone; not asked of the family, who speak for themselves. */
  of: string;
}

/** Writes what the family says to it: themselves, or an officer on the phone with them (GAP3). The last word before the answer counts. */
export async function sayConsent(
  tx: Tx,
  scope: CaseScope<'gap:consent'>,
  { seriousGapId, consent, words, of }: Consenting,
  now: Date,
): Promise<'said' | Refused> {
  await assertStillStanding(tx, scope);
  const gap = await holdOpen(tx, scope, seriousGapId);
  if (!gap) return refuse('consentWords', 'This has been answered already.');
  const consentOf = scope.side === 'family' ? scope.personId : of;
  if (!(await familyOn(tx, scope)).some(({ personId }) => personId === consentOf))
    return refuse('of', 'Choose who you are on the phone with');
  if (gap.kind === 'missing' && consent === '') return refuse('consent', 'Choose whether you agree to wait for it');
  if (gap.kind === 'late_paper' && words === '') return refuse('consentWords', 'Say what you think');
  await tx
    .update(seriousGap)
    .set({
      consent: gap.kind === 'missing' && consent !== '' ? consent : null,
      ...{ consentWords: words, consentOf, consentBy: scope.personId, consentAt: now },
    })
    .where(thisGap(scope, seriousGapId));
  const detail = { consent, words, of: consentOf };
  await recordFor(tx, scope, { action: 'gap.consented', target: seriousGapId, detail });
  return 'said';
}

/** One question that waits, held until the transaction ends. Null when it was answered, or is not of this case. */
export async function holdOpen(tx: Tx, scope: CaseScope, seriousGapId: string) {
  const open = and(thisGap(scope, seriousGapId), isNull(seriousGap.answeredAt));
  return (await tx.select().from(seriousGap).where(open).for('update'))[0] ?? null;
}

export const thisGap = ({ councilId, caseFileId }: OfCase, seriousGapId: string) =>
  and(
    eq(seriousGap.councilId, councilId),
    eq(seriousGap.caseFileId, caseFileId),
    eq(seriousGap.seriousGapId, seriousGapId),
  );
