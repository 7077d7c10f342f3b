import * as v from 'valibot';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { inWords } from '#domain/calendar/words.ts';
import { coveredBy, familiesToTell, namesOf } from '#domain/contact/updates/families.server.ts';
import { sendUpdates } from '#domain/contact/updates/send.server.ts';
import { casesToUpdate, longestSilence } from '#domain/insight/my-day/my-day.ts';
import { myDay, type DayKind, type DayLine } from '#domain/insight/my-day/my-day.server.ts';
import { myMediations } from '#domain/mediation/ready/my-mediations.server.ts';
import { overdueTakeovers } from '#domain/records/takeover/overdue.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor } from '../act.ts';
import { readForm, refuseForm } from '../form.ts';
import { meetingInWords } from '../my-meetings.ts';
import { resultInWords } from './result.ts';
import { lineInWords, oneTap, silenceInWords, updateInWords } from './view.ts';
import type { PageServerLoad } from './$types';

/** So many updates stand on the page to be sent with one tap; the rest are one page further, all at once. */
const ONE_TAP_AT_MOST = 20;

const seen = (scope: Scope<'day:see'>, todaysDate: string) =>
  underScope(scope, async (tx) => {
    const covers = await coveredBy(tx, scope, todaysDate);
    const names = await namesOf(tx, scope, [scope.personId]);
    return {
      covers,
      me: names.get(scope.personId) ?? '',
      lines: await myDay(tx, scope, todaysDate),
      families: await familiesToTell(tx, scope, todaysDate),
      mediations: await myMediations(tx, scope),
      takeovers: await overdueTakeovers(tx, todaysDate),
    };
  });

export const load: PageServerLoad = async ({ locals }) => {
  const scope = locals.scope as Scope<'day:see'>;
  const todaysDate = today(now);
  const { covers, me, lines, families, mediations, takeovers } = await seen(scope, todaysDate);
  const covered = new Map(covers.map(({ awayId, name }) => [awayId, name]));
  const inWordsOf = (some: DayLine[]) => some.map((line) => lineInWords(line, todaysDate, covered, me));
  const of = (...kinds: DayKind[]) => inWordsOf(lines.filter(({ what }) => kinds.includes(what)));
  const isAhead = ({ what, on }: DayLine) => what === 'promise' && on !== null && on > todaysDate;
  const due = casesToUpdate(families, todaysDate, todaysDate);
  const longest = longestSilence(families, todaysDate);
  return {
    on: inWords(todaysDate),
    covers: covers.map(({ name, toOn }) => `You cover ${name} until ${inWords(toOn)}.`),
    promises: inWordsOf(lines.filter((line) => line.what === 'promise' && !isAhead(line))),
    ahead: inWordsOf(lines.filter(isAhead)),
    calls: of('call', 'handover'),
    held: of('held'),
    meetings: [
      ...of('board').map(({ href, name }) => ({ href, title: `The Board: ${name}`, when: 'Today' })),
      ...mediations
        .filter(({ meetsOn }) => meetsOn === todaysDate)
        .map((one) => meetingInWords(one, todaysDate, false)),
    ],
    updates: due.slice(0, ONE_TAP_AT_MOST).map((file) => ({
      ...updateInWords(file, todaysDate, covered),
      tap: oneTap(file, todaysDate, me, covered),
    })),
    dueCount: due.length,
    takeovers,
    silence:
      longest && `${silenceInWords(longest.reader, todaysDate)} (${longest.reader.child} ${longest.reader.lastName}).`,
  };
};

const tapped = v.object({ caseFileId: v.string(), words: v.string(), waitsFor: v.string(), nextOn: v.string() });

export const actions = actionsFor('/my-day', {
  update: async ({ request }, scope) => {
    const read = await readForm(request, tapped);
    if ('refused' in read) return read.refused;
    const { caseFileId, ...update } = read.ok;
    const done = await underScope(scope, (tx) => sendUpdates(tx, scope, new Set([caseFileId]), update, now()));
    return 'faults' in done
      ? refuseForm(read.ok, { updates: Object.values(done.faults).join('. ') })
      : { result: resultInWords(done) };
  },
});
