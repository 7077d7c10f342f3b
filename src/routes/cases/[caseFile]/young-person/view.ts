import type { CaseScope } from '#domain/access/scope.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { inDays, inShort, inWords } from '#domain/calendar/words.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { alternatives, type Takeover } from '#domain/records/takeover/takeover.ts';
import type { capacitiesOf, involvementsOf } from '#domain/records/takeover/who-is-here.server.ts';

/** When it happens and whose the decisions are, in one sentence each: to the young person, and to everybody else. */
export function whenInWords(takeover: Takeover, child: string, you: boolean, today: CalendarDate) {
  const [day, from] = [inWords(takeover.endsOn), inWords(takeover.theirsFrom)];
  const who = you ? 'you' : child;
  const lastDay = `${you ? 'Your' : `${child}’s`} last day of school age ${takeover.phase === 'theirs' ? 'was' : 'is'} ${day}.`;
  const whose =
    takeover.phase === 'theirs'
      ? `These decisions are ${you ? 'yours' : `${child}’s`} now.`
      : `From ${from} the decisions are ${you ? 'yours' : `${child}’s`}. That is ${inDays(takeover.theirsFrom, today)}.`;
  return { lastDay, whose, who };
}

/** What changes, said plainly. */
export const whatChanges = (child: string, you: boolean): string[] =>
  you
    ? [
        'You say what you want in your plan, and you sign',
        'Letters and messages come to you',
        'You can disagree, go to mediation and appeal yourself',
        'You choose who helps you. You can change your mind any day',
      ]
    : [
        `${child} says what they want in the plan, and signs`,
        `Letters and messages go to ${child}`,
        `${child} can disagree, go to mediation and appeal`,
        `${child} chooses who helps. A parent can stay involved if ${child} wants it`,
      ];

type Row = Awaited<ReturnType<typeof involvementsOf>>[number];

export const involvementInWords = ({ row, name }: Row, scope: CaseScope, child: string, today: CalendarDate) => {
  const [you, me] = [scope.role === 'young_person', row.personId === scope.personId];
  const over = row.withdrawnAt !== null || (row.until !== null && row.until < today);
  const whose = me ? 'You' : name;
  return {
    involvementId: row.involvementId,
    says: row.stays ? `${whose} ${me ? 'stay' : 'stays'} involved` : `${whose} ${me ? 'do' : 'does'} not stay involved`,
    words: row.words,
    said: `${you ? 'You' : child} said it${row.writtenBy === row.saidBy ? '' : ', and an officer wrote it down'}, on ${inShort(dateOf(row.at))}`,
    until: row.until ? `Until ${inShort(row.until)}` : '',
    over: row.withdrawnAt
      ? `Taken back or said anew on ${inShort(dateOf(row.withdrawnAt))}`
      : over
        ? 'This is over'
        : '',
    mayTakeBack: row.stays && !over,
    name,
  };
};

type Decision = Awaited<ReturnType<typeof capacitiesOf>>[number];

export const capacityInWords = (row: Decision, scope: CaseScope, child: string) => ({
  capacityId: row.capacityId,
  decision: row.decision,
  who: row.has
    ? `${scope.role === 'young_person' ? 'You decide' : `${child} decides`}`
    : `${row.alternativeId === scope.personId ? 'You decide' : `${row.alternativeName} decides`} in ${scope.role === 'young_person' ? 'your' : `${child}’s`} place. ${row.alternative ? alternatives[row.alternative] : ''}`,
  why: row.why,
  written: `${row.byName ?? 'Somebody'}, ${inShort(dateOf(row.at))}`,
});
