import { and, eq } from 'drizzle-orm';
import { isRefused, refuse, type Refused } from '#domain/access/refused.ts';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import { approveException } from '#domain/cases/exceptions.server.ts';
import { exceptionReasons, type ExceptionReason } from '#domain/cases/exceptions.ts';
import { caseFile } from '#domain/cases/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { putOnAgenda } from '../meeting/agenda-commands.server.ts';
import { agendaItemOf, boardsToCome } from '../meeting/agenda.server.ts';
import { lateAnswers, missingAnswers, whyNotThatDay, type GapAnswer } from './gap.ts';
import { holdOpen, thisGap } from './gap-commands.server.ts';
import { seriousGap } from './gap-schema.server.ts';
import { tellCouncilOfGap, tellOfGap } from './gap-tell.server.ts';
import { isUntold } from './gap-untold.server.ts';
import { limitOf, questionAt } from '../meeting/putting-off.ts';

export interface Answering {
  seriousGapId: string;
  answer: string;
  words: string;
  /** The day it will be here, or will be looked at again; '' where none is asked for. */
  on: string;
  /** Of an exception: why the law allows it, and its days. */
  reason: string;
  fromOn: string;
  toOn: string;
}

type Gap = typeof seriousGap.$inferSelect;
/** What an answer leaves behind besides itself. */
type Effect = { statutoryExceptionId?: string };

/**
 * The senior manager's answer (GAP5, GAP8): one of those the kind allows, with words everybody on the case reads. An
 * exception is recorded by it, and "the Board looks again" puts the case on the next Board with room.
 */
export async function answerGap(
  tx: Tx,
  scope: CaseScope<'gap:answer'>,
  given: Answering,
  today: CalendarDate,
  now: Date,
): Promise<'answered' | Refused> {
  await assertStillStanding(tx, scope);
  const gap = await holdOpen(tx, scope, given.seriousGapId);
  if (!gap) return refuse('answer', 'This has been answered already.');
  const allowed: object = gap.kind === 'missing' ? missingAnswers : lateAnswers;
  if (!(given.answer in allowed)) return refuse('answer', 'Choose your answer');
  const answer = given.answer as GapAnswer;
  if (given.words === '') return refuse('answerWords', 'Say why. Everybody on the case, the family too, can read it');
  const effect = await effectOf(tx, scope, gap, { ...given, answer }, today);
  if (isRefused(effect)) return effect;
  const dated = answer === 'get_in_time' || answer === 'decide_and_look_again';
  await tx
    .update(seriousGap)
    .set({
      ...{ answer, answerWords: given.words, answerOn: dated ? given.on : null },
      ...{ ...effect, answeredBy: scope.personId, answeredAt: now },
    })
    .where(thisGap(scope, gap.seriousGapId));
  const early = gap.kind === 'late_paper' && (await isUntold(tx, scope));
  const action = early ? 'gap.late_answered' : 'gap.answered';
  await recordFor(tx, scope, { action, target: gap.seriousGapId, detail: { answer, ...effect } });
  await (early ? tellCouncilOfGap : tellOfGap)(tx, scope, scope.personId);
  return 'answered';
}

async function effectOf(
  tx: Tx,
  scope: CaseScope<'gap:answer'>,
  gap: Gap,
  given: Answering & { answer: GapAnswer },
  today: CalendarDate,
): Promise<Effect | Refused> {
  if (given.answer === 'exception') return useException(tx, scope, gap, given);
  if (given.answer === 'look_again') return lookAgain(tx, scope, today);
  const on = isCalendarDate(given.on) ? given.on : null;
  const [file] = await caseRow(tx, scope);
  const not = whyNotThatDay(given.answer, on, today, file!.boardOn);
  return not ? refuse('on', not) : {};
}

const caseRow = (tx: Tx, { councilId, caseFileId }: CaseScope) =>
  tx
    .select({ boardOn: caseFile.boardOn, stage: caseFile.stage })
    .from(caseFile)
    .where(and(eq(caseFile.councilId, councilId), eq(caseFile.caseFileId, caseFileId)));

/** Waiting longer is the family's to agree to, and only for a reason the law lists. */
async function useException(
  tx: Tx,
  scope: CaseScope<'gap:answer'>,
  { consent }: Gap,
  { reason, fromOn, toOn, words }: Answering,
): Promise<Effect | Refused> {
  if (consent === null) return refuse('answer', 'Ask the family first, and write down what they say');
  if (consent === 'refuses') return refuse('answer', 'The family does not agree to wait. Decide on time');
  const [file] = await caseRow(tx, scope);
  const limit = limitOf((await agendaItemOf(tx, scope))?.question ?? questionAt(file!.stage));
  if (limit === null) return refuse('answer', 'The law sets no number of weeks for this question');
  if (!(reason in exceptionReasons)) return refuse('reason', 'Choose the reason the law lists');
  const asked = { limit, reason: reason as ExceptionReason, fromOn, toOn: toOn === '' ? null : toOn, words };
  return approveException(tx, scope, asked);
}

async function lookAgain(tx: Tx, scope: CaseScope<'gap:answer'>, today: CalendarDate): Promise<Effect | Refused> {
  const last = await agendaItemOf(tx, scope);
  const next = (await boardsToCome(tx, scope, today)).find(({ count, cap }) => count < cap);
  if (!last || !next) return refuse('answer', 'This area has no Board with room to come. Arrange one first');
  const { boardMeetingId } = next;
  const put = await putOnAgenda(tx, scope, { boardMeetingId, question: last.question }, today);
  return isRefused(put) ? refuse('answer', put.refused) : {};
}
