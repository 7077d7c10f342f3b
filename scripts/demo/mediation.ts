import { underScope } from '#domain/access/scoped.server.ts';
import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import { keepPromise, reportOn } from '#domain/contact/promises/promise-commands.server.ts';
import { promisesOf } from '#domain/contact/promises/promises.server.ts';
import { seeToPromises } from '#domain/contact/promises/seeing-to.server.ts';
import { mayExchange, writeStatement } from '#domain/mediation/ready/statements.server.ts';
import { now } from '#server/clock.ts';
import { agreeToAll, leaveOver, move, offerClause, signTogether, writeClause } from './agree.ts';
import type { Person } from '#domain/access/standing.ts';
import { afterwards, closePart } from './close.ts';
import { did } from './did.ts';
import { disagree } from './disagree.ts';
import type { People } from './enter.ts';
import { amaras, elins, kits, theos } from './mediation-cases.ts';
import { bringOne, fixMeeting, getReady, openMeeting, seatMediator, type Meeting } from './meet.ts';
import { enterPilot } from './pilot.ts';
import { planMade } from './plan-made.ts';
import { scopeOn } from './scope.ts';

const PROVIDER = 'Level Ground Mediation (made up)';

/** Disagreements at every step: one just raised, one that meets today, one in early resolution, and one signed with something late. */
export async function mediate(files: ReadonlyMap<string, string>, people: People, today: CalendarDate): Promise<void> {
  await disagree(people.gwen, files.get('Elin')!, elins(today), today);
  await meetAboutTheo(files.get('Theo')!, people, today);
  await resolveKits(files.get('Kit')!, people, today);
  await signAmaras(files.get('Amara')!, people, today);
  await enterPilot(people.maria, today);
}

/** A statutory mediation, arranged, everybody ready, this afternoon. */
async function meetAboutTheo(caseFileId: string, people: People, today: CalendarDate): Promise<void> {
  const { lena, rosa, priya, maria } = people;
  const { disagreement, words, authority, when } = theos(today);
  // The letter of that day is what they do not agree with.
  await planMade(people.priya, caseFileId, disagreement.about!.sentOn, today);
  const disputeId = await disagree(lena, caseFileId, disagreement, today);
  const wanted = { kind: 'mediation' as const, wantedOn: addDays(today, -14), provider: PROVIDER };
  const meeting = await openMeeting(priya, caseFileId, disputeId, wanted, today);
  people.okoro = await seatMediator(priya, meeting, 'okoro', PROVIDER);
  await bringOne(lena, meeting, rosa, 'supporter');
  await bringOne(priya, meeting, maria, 'decides');
  for (const who of [lena, rosa, priya]) await getReady(who, meeting);
  await getReady(maria, meeting, authority);
  await fixMeeting(people.okoro, meeting, when, today);
  for (const [who, said] of [
    [lena, words.family],
    [priya, words.council],
  ] as const) {
    const scope = await scopeOn(who, caseFileId, 'mediation:join');
    did(await underScope(scope, (tx) => writeStatement(tx, scope, meeting.mediationId, said)));
    did(await underScope(scope, (tx) => mayExchange(tx, scope, meeting.mediationId, true)));
  }
}

/** Early resolution with a young person, under way: Tom, the council's own officer, has begun the meeting. */
async function resolveKits(caseFileId: string, { kit, tom, sunil }: People, today: CalendarDate): Promise<void> {
  const { disagreement, when, clause } = kits(today);
  const disputeId = await disagree(kit, caseFileId, disagreement, today);
  const wanted = { kind: 'early_resolution' as const, wantedOn: addDays(today, -5), provider: '' };
  const meeting = await openMeeting(tom, caseFileId, disputeId, wanted, today);
  for (const who of [kit, tom, sunil]) await getReady(who, meeting);
  await fixMeeting(tom, meeting, when, today);
  await move(tom, meeting, { to: 'together' }, now());
  await writeClause(kit, meeting, clause);
}

/** A part agreement of five weeks ago: one clause done, one late, which was raised to the manager before Tunde had to chase. */
async function signAmaras(caseFileId: string, people: People, today: CalendarDate): Promise<void> {
  const { tunde, priya, maria } = people;
  const { metOn, disagreement, authority, when, clauses, left } = amaras(today);
  await planMade(people.priya, caseFileId, disagreement.about!.sentOn, today);
  const disputeId = await disagree(tunde, caseFileId, disagreement, today);
  const wanted = { kind: 'mediation' as const, wantedOn: addDays(metOn, -21), provider: PROVIDER };
  const meeting = await openMeeting(priya, caseFileId, disputeId, wanted, today);
  people.ines = await seatMediator(priya, meeting, 'ines', PROVIDER);
  await bringOne(priya, meeting, maria, 'decides');
  for (const who of [tunde, priya]) await getReady(who, meeting);
  await getReady(maria, meeting, authority);
  await fixMeeting(people.ines, meeting, when, metOn);
  const at = (hours: number) => new Date(Date.parse(`${metOn}T00:00:00Z`) + hours * 3_600_000);
  await move(people.ines, meeting, { to: 'together' }, at(10));
  for (const clause of clauses) await offerClause(people.ines, meeting, clause, metOn);
  for (const who of [tunde, maria]) await agreeToAll(who, meeting, metOn);
  await leaveOver(people.ines, meeting, left.title, [
    [tunde, left.family],
    [priya, left.council],
  ]);
  await move(people.ines, meeting, { to: 'stopped' }, at(12));
  const signers: [Person, string][] = [
    [tunde, 'Tunde Bello'],
    [maria, 'Maria Lewis'],
  ];
  await signTogether(people.ines, meeting, signers, { drawnUp: at(13), signed: at(38) });
  await closePart(people.ines, meeting, at(39));
  await afterwards(tunde, disputeId, meeting, at(39));
  await followUp(meeting, people, today);
}

/** What became of it: the first clause kept, the second late. The round raises it, as it would have without anybody here. */
async function followUp({ caseFileId }: Meeting, { priya, tunde }: People, today: CalendarDate): Promise<void> {
  const keeping = await scopeOn(priya, caseFileId, 'promise:keep');
  const all = await underScope(keeping, (tx) => promisesOf(tx, keeping, today));
  for (const { promiseId, dueOn } of all.filter(({ clauseNumber }) => clauseNumber === 1)) {
    const kept = { on: addDays(dueOn!, -1), words: 'The changed plan is with Tunde and the school.' };
    did(await underScope(keeping, (tx) => keepPromise(tx, keeping, promiseId, kept, now())));
  }
  await seeToPromises(keeping.councilId, now());
  const late = all.find(({ clauseNumber }) => clauseNumber === 2)!;
  const answering = await scopeOn(tunde, caseFileId, 'promise:answer');
  const said = { says: 'not_done' as const, words: 'The taxi has not come once. We still take two buses.' };
  did(await underScope(answering, (tx) => reportOn(tx, answering, late.promiseId, said)));
}
