import type { CaseScope } from '#domain/access/scope.ts';
import { inWords } from '#domain/calendar/words.ts';
import type { Tx } from '#server/db.ts';
import type { AgendaItem } from '../meeting/agenda.server.ts';
import { checkStateOf } from '../meeting/check-state.server.ts';
import { waitingGapOf } from '../gap/gap.server.ts';
import type { MeetingRow } from '../meeting/meetings.server.ts';

/**
 * Why the Board may not decide this item now, as a sentence, or null when it may: the Board must be meeting, both sides
 * must have been asked or a senior manager have said why not (CHK2), and what is said to be missing must be answered (GAP7).
 */
export async function whyNotDecidable(
  tx: Tx,
  scope: CaseScope,
  item: AgendaItem & { meeting: MeetingRow },
): Promise<string | null> {
  const { meeting } = item;
  if (item.state === 'taken_off') return 'This case was taken off the agenda.';
  if (item.state === 'decided') return 'The Board has decided this.';
  if (!meeting.startedAt) return `This Board has not started. It meets on ${inWords(meeting.meetsOn)}.`;
  if (meeting.endedAt) return 'This Board has ended.';
  if (item.notAskedWhy === '' && (await checkStateOf(tx, scope)) === 'not_asked')
    return 'Not asked: the family and the council have not both said whether everything is here. A senior manager must write why the Board goes ahead.';
  const gap = await waitingGapOf(tx, scope);
  return gap && `Something fundamental is said to be missing, and ${gap.managerName} has not answered yet.`;
}
