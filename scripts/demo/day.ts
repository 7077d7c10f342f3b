import { isRefusal } from '#domain/access/decide.ts';
import { isRefused } from '#domain/access/refused.ts';
import type { Scope } from '#domain/access/scope.ts';
import { assertStillStanding, underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import { momentOf } from '#domain/calendar/moment.ts';
import type { Stage } from '#domain/cases/stage.ts';
import { addEntry, type NewEntry } from '#domain/contact/thread/add-entry.server.ts';
import { workingDayUpTo } from '#domain/contact/updates/due.ts';
import { writeHolding } from '#domain/contact/updates/holding.server.ts';
import { arrangeCover } from '#domain/people/cover/cover-commands.server.ts';
import { authorise } from '#domain/people/gate.server.ts';
import type { People, Teams } from './enter.ts';
import { scopeOn } from './scope.ts';

const replies: [Stage, string][] = [
  [
    'collect_advice',
    'Hello {name}. Thank you for writing about {child}. I know that waiting for reports is hard. {officer} reads your message and answers by {date}. If it cannot wait, ring {phone}.',
  ],
  [
    'pre_board_check',
    'Hello {name}. I have seen that you wrote about {child}. The Board has not met yet, so what you say can still be read. {officer} answers by {date}, and you can ring {phone} before then.',
  ],
];

/** Makes Priya's day: replies she wrote, families who wrote or wait for a word, and a colleague she covers for. */
export async function makeTheDay(
  files: ReadonlyMap<string, string>,
  people: People,
  teams: Teams,
  today: CalendarDate,
): Promise<void> {
  const { priya, ania, marek, dana, farah, tunde } = people;
  const team = await scopeOf(priya, 'team:see');
  for (const [stage, words] of replies)
    await underScope(team, (tx) => writeHolding(tx, team, { teamId: teams.north, stage, words }));

  const on = (days: number) => momentOf(workingDayUpTo(addDays(today, -days)), '10:20');
  const zofia = { withPersonId: ania.personId };
  await say(priya, files.get('Zofia')!, on(23), {
    ...zofia,
    kind: 'update',
    words:
      'Hello Ania. The school’s report is here. We wait for the educational psychologist. I will write again either way.',
    waitsFor: 'the educational psychologist has no day for Zofia yet',
    nextOn: workingDayUpTo(addDays(today, -2)),
  });
  await say(priya, files.get('Zofia')!, on(17), {
    withPersonId: marek.personId,
    words: 'Hello Marek. The school’s report is here now.',
  });
  await say(dana, files.get('Maya')!, on(10), {
    words: 'Can Jo come to the Board with me, or only to the meeting before it? I need to tell her work.',
  });
  await say(farah, files.get('Tariq')!, on(1), { words: 'The hearing clinic rang. Do you have their letter now?' });
  await say(priya, files.get('Amara')!, on(34), {
    withPersonId: tunde.personId,
    words: 'Hello Tunde. The taxi firm has the new times. I will ring them again this week.',
  });
  await coverNadia(people, today);
}

async function coverNadia({ priya, nadia }: People, today: CalendarDate): Promise<void> {
  const scope = await scopeOf(nadia, 'team:see');
  const asked = { awayId: nadia.personId, coveredBy: priya.personId, fromOn: today, toOn: addDays(today, 11) };
  const done = await underScope(scope, (tx) => arrangeCover(tx, scope, asked, today));
  if (isRefused(done)) throw new Error(done.refused);
}

async function scopeOf(who: Person, permission: 'team:see'): Promise<Scope<'team:see'>> {
  const answer = await authorise(who, null, permission);
  if (isRefusal(answer)) throw new Error(`The gate refused ${permission}: ${answer.because}.`);
  return answer as Scope<'team:see'>;
}

/** Puts something said into a case's thread, on a day in the past. */
async function say(
  who: Person,
  caseFileId: string,
  at: Date,
  entry: Partial<NewEntry> & Pick<NewEntry, 'words'>,
): Promise<void> {
  const scope = await scopeOn(who, caseFileId, 'contact:write');
  const family = scope.side === 'family';
  await underScope(scope, async (tx) => {
    await assertStillStanding(tx, scope);
    const said: NewEntry = {
      ...{ kind: 'message', direction: family ? 'in' : 'out', withPersonId: family ? who.personId : null },
      ...{ happenedAt: at, ...entry },
    };
    await addEntry(tx, scope, said, at);
  });
}
