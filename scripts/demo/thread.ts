import { underScope } from '#domain/access/scoped.server.ts';
import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import { momentOf } from '#domain/calendar/moment.ts';
import { noteCall, noteMeeting } from '#domain/contact/thread/log-contact.server.ts';
import { writeToCouncil, writeToFamily, type CouncilSays } from '#domain/contact/thread/write.server.ts';
import { workingDayUpTo } from '#domain/contact/updates/due.ts';
import { did } from './did.ts';
import type { People } from './enter.ts';
import { scopeOn } from './scope.ts';

const nothingElse = { how: 'message', hard: false, why: '', asked: '', answersId: '', last: '' } as const;
const now = { on: '', at: '' };
const nothingPromised = { words: '', by: '' };

/** What was said on Maya's case before today: a question and its answer, a call with a promise, one that reached nobody, and a meeting. */
export async function talkAboutMaya(caseFileId: string, { dana, priya }: People, today: CalendarDate): Promise<void> {
  const on = (days: number, time: string) => momentOf(workingDayUpTo(addDays(today, -days)), time);
  const writing = await scopeOn(dana, caseFileId, 'contact:write');
  const officer = await scopeOn(priya, caseFileId, 'contact:write');
  const logging = await scopeOn(priya, caseFileId, 'contact:log');
  const ask = async (words: string, at: Date, to: 'council' | 'all' = 'council') =>
    did(await underScope(writing, (tx) => writeToCouncil(tx, writing, { to, words }, at)));
  const write = async (words: string, at: Date, more: Partial<CouncilSays> = {}) =>
    did(
      await underScope(officer, (tx) =>
        writeToFamily(tx, officer, { ...nothingElse, to: dana.personId, words, ...more }, at),
      ),
    );

  await ask('Maya starts at the new swimming club on Mondays. Can the visit be on another day?', on(40, '19:40'));
  await write(
    'Yes. I have asked the educational psychologist for a Tuesday or a Thursday. I will tell you which.',
    on(38, '11:05'),
  );
  const promised = { words: 'Ask the school who takes Maya to the taxi', by: workingDayUpTo(addDays(today, 6)) };
  const call = { with: dana.personId, direction: 'out', came: 'spoke', when: now, promised } as const;
  const words = 'We talked about mornings, and about who takes Maya to the taxi.';
  did(await underScope(logging, (tx) => noteCall(tx, logging, { ...call, words }, on(24, '15:30'))));
  const missed = { ...call, came: 'left_message', promised: nothingPromised, words: '' } as const;
  did(await underScope(logging, (tx) => noteCall(tx, logging, missed, on(20, '09:15'))));
  const meeting = { with: 'all', mode: 'video', when: now, promised: nothingPromised } as const;
  const said = 'We read the list of papers together. Dana said what a good morning looks like. Nothing was decided.';
  const who = 'Dana Rowe, Jo Bell, Priya Shah';
  did(
    await underScope(logging, (tx) =>
      noteMeeting(tx, logging, { ...meeting, whoWasThere: who, words: said }, on(15, '14:00')),
    ),
  );
}
