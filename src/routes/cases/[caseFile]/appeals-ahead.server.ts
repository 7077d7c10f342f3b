import { mayAlso } from '#domain/access/offer.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { stageForBoth } from '#domain/tribunal/dates/case-words.ts';
import { dayInWords } from '#domain/tribunal/dates/day-in-words.ts';
import { appealDays } from '#domain/tribunal/dates/next-due.server.ts';
import { appealsOfCase } from '#domain/tribunal/dates/on-case.server.ts';
import type { Tx } from '#server/db.ts';
import type { MeetingInWords } from '../../my-meetings.ts';

/** The open appeals that whoever asks may know of, each with what comes next: for the case's first page. */
export async function appealsAhead(tx: Tx, scope: CaseScope, today: CalendarDate): Promise<MeetingInWords[]> {
  if (!mayAlso(scope, 'appeal:see')) return [];
  const reader = scope.side === 'family' ? 'family' : 'council';
  const open = (await appealsOfCase(tx, scope)).filter(({ stage }) => stage !== 'closed');
  const ahead = [];
  for (const row of open) {
    const next = (await appealDays(tx, row)).find(({ waits }) => waits);
    const day = next && dayInWords(next, today, reader);
    ahead.push({
      href: `/cases/${scope.caseFileId}/appeals/${row.appealId}`,
      title: reader === 'family' ? 'Your appeal' : 'The appeal',
      when: day ? `${day.title}: ${[day.on, day.countdown].filter(Boolean).join(', ')}` : stageForBoth[row.stage],
    });
  }
  return ahead;
}
