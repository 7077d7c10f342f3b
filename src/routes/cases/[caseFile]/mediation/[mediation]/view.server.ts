import type { CaseScope } from '#domain/access/scope.ts';
import { mayAlso } from '#domain/access/offer.ts';
import { hourInWords, dateOf, today } from '#domain/calendar/today.ts';
import { inDays, inWords, momentInWords } from '#domain/calendar/words.ts';
import type { InMediation } from '#domain/mediation/begin.server.ts';
import { decidable, mediationKinds, meetingModes, type Decidable } from '#domain/mediation/mediation.ts';
import { agreementSha256 } from '#domain/mediation/ready/agree.server.ts';
import { agreementToMediate, whatItIs } from '#domain/mediation/ready/agreement-to-mediate.ts';
import { notReadyInWords, whoCan } from '#domain/mediation/ready/authority.ts';
import { mayFix } from '#domain/mediation/ready/fix-day.server.ts';
import { formerLeads } from '#domain/mediation/ready/lead.server.ts';
import { mayEnter } from '#domain/mediation/ready/may-enter.ts';
import { partiesOf, type PartySeen } from '#domain/mediation/ready/parties.server.ts';
import { preCallsOf, type PreCall } from '#domain/mediation/ready/pre-call.server.ts';
import { forCouncil, groundOf, missingYes, stillToAgree } from '#domain/mediation/ready/ready.server.ts';
import { statementsOf } from '#domain/mediation/ready/statements.server.ts';
import { stepsOf } from '#domain/mediation/ready/steps.ts';
import { timesOf } from '#domain/mediation/ready/times.server.ts';
import { leads } from '#domain/mediation/ready/who-may-add.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';

/** A mediator who has not yet said that they are independent sees what this is, says it, and only then the rest. */
export const saysIndependenceFirst = ({ party }: InMediation): boolean =>
  party.comingAs === 'mediator' && party.independentAt === null;

/** What every page of getting ready starts with. */
export function aboutMeeting({ mediation, place }: InMediation) {
  const { kind, mediationId, caseFileId, closedAt } = mediation;
  return {
    kind,
    place,
    closed: closedAt !== null,
    home: `/cases/${caseFileId}/mediation/${mediationId}`,
    kindInWords: mediationKinds[kind],
    short: kind === 'mediation' ? 'mediation' : 'early resolution',
    leadCalled: kind === 'mediation' ? 'mediator' : 'dispute resolution officer',
    sixSentences: whatItIs[kind],
  };
}

/** The meeting as it is fixed, in words; null while it is not. */
export function meetingInWords({ mediation }: InMediation) {
  const { meetsOn, startsAt, endsAt, mode, joinBy } = mediation;
  if (!meetsOn) return null;
  const todaysDate = today(now);
  return {
    when: `${inWords(meetsOn)}, ${hourInWords(startsAt)} to ${hourInWords(endsAt)}`,
    inDays: inDays(meetsOn, todaysDate),
    how: mode ? meetingModes[mode] : '',
    joinBy,
  };
}

/** Who can say yes to what, for everybody to read before the day. */
export function whoSaysYes(people: readonly PartySeen[], missing: readonly Decidable[]) {
  const deciding = forCouncil(people);
  return {
    notReady: notReadyInWords(missing),
    lines: (Object.keys(decidable) as Decidable[]).map((what) => ({
      what: decidable[what],
      who: whoCan(deciding, what).map(({ name, limits }) => (limits ? `${name}, up to a limit: ${limits}` : name)),
      wanted: missing.includes(what),
    })),
  };
}

/** Whoever leads it, as both sides may know them: that they said they are independent, and when. */
export function leadInWords(people: readonly PartySeen[]) {
  const lead = people.find(({ comingAs }) => leads(comingAs));
  if (!lead) return null;
  const { name, body, byName, independentAt, me } = lead;
  return { name, body, cameIn: !byName, me, independent: independentAt && inWords(dateOf(independentAt)) };
}

function timesInWords(times: Awaited<ReturnType<typeof timesOf>>, people: readonly PartySeen[], here: InMediation) {
  const asked = people.filter(({ byName }) => !byName);
  const todaysDate = today(now);
  return times.map(({ meetingTimeId, on, startsAt, endsAt, mine, answers }) => {
    const said = (can: boolean | undefined) =>
      asked
        .filter(({ partyId }) => answers.find((one) => one.partyId === partyId)?.can === can)
        .map(({ name }) => name);
    return {
      meetingTimeId,
      when: `${inWords(on)}, ${hourInWords(startsAt)} to ${hourInWords(endsAt)}`,
      over: on < todaysDate,
      mayTakeBack: mine || here.place === 'lead',
      mySaid: answers.find(({ partyId }) => partyId === here.party.partyId)?.can ?? null,
      can: said(true),
      cannot: said(false),
      silent: said(undefined),
    };
  });
}

/** The words to say yes to, their fingerprint, and when this person did. */
const agreementFor = ({ mediation: { kind }, party }: InMediation) => ({
  sentences: agreementToMediate[kind],
  sha256: agreementSha256(kind),
  agreed: party.agreedToMediateAt && momentInWords(party.agreedToMediateAt),
  asked: party.comingAs !== 'mediator',
});

const callsInWords = (calls: PreCall[]) =>
  calls.map(({ side, on, startsAt, phone }) => ({ side, phone, when: `${inWords(on)}, ${hourInWords(startsAt)}` }));

/** Everything the first page of getting ready shows to one person. */
export async function readyView(tx: Tx, scope: CaseScope, here: InMediation, fixing: string | null) {
  const { mediation, place, party } = here;
  const people = await partiesOf(tx, scope, here);
  const missing = missingYes(people, await groundOf(tx, scope, here));
  const times = await timesOf(tx, scope, mediation.mediationId);
  const words = await statementsOf(tx, scope, here);
  const own =
    place === 'lead' ? null : words.agreed.includes(place) ? 'may_exchange' : words[place] ? 'written' : 'none';
  const lead = leadInWords(people);
  const yes = whoSaysYes(people, missing);
  const meeting = meetingInWords(here);
  const late = mediation.arrangeBy !== null && (mediation.meetsOn ?? today(now)) > mediation.arrangeBy;
  const steps = stepsOf({
    ...{ kind: mediation.kind, exchanged: words.exchanged, ownWords: own, notReady: yes.notReady },
    lead: lead && lead.name,
    leadReady: mediation.kind === 'mediation' ? !!lead?.independent : lead !== null,
    meets: meeting && meeting.when,
    notAgreed: stillToAgree(people).map(({ name }) => name),
    saidComing: party.coming !== 'not_said',
  });
  return {
    ...{ lead, yes, meeting, steps },
    version: mediation.version,
    arrangeBy: mediation.arrangeBy && inWords(mediation.arrangeBy),
    late,
    former: (await formerLeads(tx, scope, mediation.mediationId)).map(({ name, leftAt }) => ({
      name,
      left: inWords(dateOf(leftAt)),
    })),
    times: timesInWords(times, people, here),
    mayFix: mayFix(place),
    fix:
      fixing === null || !mayFix(place)
        ? null
        : fixingFrom(
            here,
            times.find(({ meetingTimeId }) => meetingTimeId === fixing),
          ),
    agreement: agreementFor(here),
    calls: callsInWords(await preCallsOf(tx, scope, mediation.mediationId)),
    mayEnter: mayEnter(party),
    mayArrange: mayAlso(scope, 'dispute:arrange'),
  };
}

/** What the form to fix the day starts with: the time that was chosen, or the day as it is. */
function fixingFrom({ mediation }: InMediation, time: { on: string; startsAt: string; endsAt: string } | undefined) {
  const { meetsOn, startsAt, endsAt, mode, joinBy, privateRooms } = mediation;
  const hours = time ?? { on: meetsOn ?? '', startsAt, endsAt };
  const modes = Object.entries(meetingModes)
    .filter(([value]) => value !== 'shuttle' || privateRooms)
    .map(([value, label]) => ({ value, label }));
  return { values: { on: hours.on, startsAt: hours.startsAt, endsAt: hours.endsAt, mode: mode ?? '', joinBy }, modes };
}
