import { isRefusal } from '#domain/access/decide.ts';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import { authorise } from '#domain/people/gate.server.ts';
import type { AgendaLine } from './agenda.server.ts';
import { agendaOfMeeting } from './agenda.server.ts';
import { checkInWords, checkSentence, checkState } from './check-state.ts';
import { checkedOf } from './check-state.server.ts';
import { waitingGapOf, type Gap } from '../gap/gap.server.ts';

/** So many cases are read side by side: an agenda of 35 must not take every connection there is. */
const AT_ONCE = 4;

/** One case of an agenda with where its check stands, and what is said to be missing. */
export interface CheckedLine extends AgendaLine {
  check: { state: ReturnType<typeof checkState>; heading: string; sentence: string };
  gap: Pick<Gap, 'answerBy' | 'managerName'> | null;
}

/**
 * The agenda as this person may see it, each case's check read under a scope the gate mints for that case: an agenda
 * runs over many, and gives nobody one they could not open.
 */
export async function checkedAgenda(person: Person, scope: Scope, boardMeetingId: string): Promise<CheckedLine[]> {
  const lines = await underScope(scope, (tx) => agendaOfMeeting(tx, scope, boardMeetingId));
  const checked: (CheckedLine | null)[] = [];
  for (let at = 0; at < lines.length; at += AT_ONCE)
    checked.push(...(await Promise.all(lines.slice(at, at + AT_ONCE).map((line) => withCheck(person, line)))));
  return checked.filter((line) => line !== null);
}

async function withCheck(person: Person, line: AgendaLine): Promise<CheckedLine | null> {
  const scope = await authorise(person, line.caseFileId, 'board:see');
  if (isRefusal(scope)) return null;
  const [facts, gap] = await underScope(scope, async (tx) => [
    await checkedOf(tx, scope),
    await waitingGapOf(tx, scope),
  ]);
  const state = checkState(facts);
  const check = { state, heading: checkInWords[state], sentence: checkSentence(facts) };
  return { ...line, check, gap: gap && { answerBy: gap.answerBy, managerName: gap.managerName } };
}

/** Cases that cannot be overlooked: on the agenda, not asked, and no senior manager has said why (CHK2). */
export const overlooked = (lines: readonly CheckedLine[]): CheckedLine[] =>
  lines.filter(({ state, check, notAskedWhy }) => state === 'listed' && check.state === 'not_asked' && !notAskedWhy);
