import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import { markDone } from '#domain/tribunal/dates/directions.server.ts';
import type { NewAppeal } from '#domain/tribunal/register/new-appeal.ts';
import { registerAppeal } from '#domain/tribunal/register/register.server.ts';
import { atDesk } from './desk.ts';
import type { People } from './enter.ts';

interface Waiting extends Partial<NewAppeal> {
  /** Days from today; the papers came with the registration. */
  decided: number;
  registered: number;
  hearing: number | null;
  /** The day the council's response was sent. */
  responded?: number;
}

/** Three that nobody has: one almost new, one whose response is near, and one that is heard next week. */
const waiting: Waiting[] = [
  {
    ...{ decided: -51, registered: -6, hearing: null, ground: 'not_assess', childName: 'Idris Vaughan' },
    ...{ number: '00431', appellantKind: 'parent', appellantName: 'Bethan Vaughan', area: 'North' },
  },
  {
    ...{ decided: -74, registered: -27, hearing: 92, ground: 'no_plan', childName: 'Lottie Marsh' },
    ...{ number: '00427', appellantKind: 'parent', appellantName: 'Graeme Marsh', area: 'South', privateReport: true },
  },
  {
    ...{ decided: -160, registered: -101, hearing: 8, responded: -62, ground: 'plan_contents', sections: ['I'] },
    ...{ number: '00398', childName: 'Yusuf Karim', appellantKind: 'parent', appellantName: 'Salma Karim' },
    ...{ area: 'South', representative: 'Hollis and Wren', issueTags: ['parental-preference'] },
  },
];

const blank: NewAppeal = {
  ...{ number: '', childName: '', childBornOn: null, ground: null, sections: [], issueTags: [] },
  ...{ asksHealth: false, asksSocialCare: false, appellantKind: null, appellantName: '', representative: '' },
  ...{ area: '', parentalRequest: null, privateReport: null, decisionSentOn: null, certificateOn: null },
  ...{ registeredOn: null, papersOn: null, hearingOn: null },
};

/** Appeals without a case file here, that wait in the team's queue for somebody to take them. */
export async function fillQueue({ tess }: People, today: CalendarDate): Promise<void> {
  for (const { decided, registered, hearing, responded, ...given } of waiting) {
    const registeredOn = addDays(today, registered);
    const typed: NewAppeal = {
      ...{ ...blank, ...given, registeredOn, papersOn: registeredOn, decisionSentOn: addDays(today, decided) },
      number: `EH999/${registeredOn.slice(2, 4)}/${given.number}`,
      hearingOn: hearing === null ? null : addDays(today, hearing),
    };
    const done = await atDesk(tess, (tx, scope) => registerAppeal(tx, scope, typed, '', today));
    if ('faults' in done) throw new Error(`The register refused ${typed.number}: ${JSON.stringify(done.faults)}`);
    if (responded === undefined) continue;
    const sent = { version: 1, doneKind: 'response', doneOn: addDays(today, responded) };
    await atDesk(tess, (tx, scope) => markDone(tx, scope, done.appealId, sent, today));
  }
}
