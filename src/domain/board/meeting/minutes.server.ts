import { isRefusal } from '#domain/access/decide.ts';
import type { CaseScope, Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import { recordLook } from '#domain/evidence/looked.server.ts';
import { authorise } from '#domain/people/gate.server.ts';
import type { Tx } from '#server/db.ts';
import { agendaOfMeeting, type AgendaLine } from './agenda.server.ts';
import { decisionsOf } from '../desk/deciding.server.ts';
import { decisionView, type DecisionView } from '../desk/desk-view.ts';
import { questions } from '../question.ts';
import { decidedOn } from '../telling/telling.server.ts';

/** One case of a meeting, and what was decided; null while nothing is. */
export interface MinutesLine extends Pick<AgendaLine, 'agendaItemId' | 'child' | 'reference'> {
  question: string;
  decision: DecisionView | null;
}

/**
 * What a meeting decided, case by case, for whoever may see the Board's desk of each; a case they may not is left out
 * (DEC18). Each is read under a scope the gate mints for that case, and written down as read.
 */
export async function minutesOf(person: Person, scope: Scope, boardMeetingId: string): Promise<MinutesLine[]> {
  const lines = await underScope(scope, (tx) => agendaOfMeeting(tx, scope, boardMeetingId));
  const minutes: MinutesLine[] = [];
  for (const { agendaItemId, caseFileId, child, reference, question } of lines) {
    const onCase = await authorise(person, caseFileId, 'desk:see');
    if (isRefusal(onCase)) continue;
    const decision = await underScope(onCase, (tx) => readDecision(tx, onCase, agendaItemId));
    minutes.push({ agendaItemId, child, reference, question: questions[question], decision });
  }
  return minutes;
}

async function readDecision(tx: Tx, scope: CaseScope, agendaItemId: string): Promise<DecisionView | null> {
  const found = (await decisionsOf(tx, scope)).find((each) => each.agendaItemId === agendaItemId);
  if (found) await recordDecisionLook(tx, scope, found.decisionId);
  return decisionView(found);
}

/** Writes down that somebody of the council or the Board read a decision: quietly until it is out, because the look alone would tell the family. */
export async function recordDecisionLook(tx: Tx, scope: CaseScope, decisionId: string): Promise<void> {
  const known = (await decidedOn(tx, scope)).find(({ decision }) => decision.decisionId === decisionId);
  await recordLook(tx, scope, known?.release ? 'decision.opened' : 'decision.early_opened', decisionId);
}
