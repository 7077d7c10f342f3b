import * as v from 'valibot';
import { mayAlso } from '#domain/access/offer.ts';
import { roleInWords } from '#domain/access/standing.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { dateOf, today } from '#domain/calendar/today.ts';
import { inDays, inWords, momentInWords } from '#domain/calendar/words.ts';
import { about } from '#domain/cases/about.ts';
import { firstThing } from '#domain/cases/first-thing.ts';
import { gathered } from '#domain/cases/gathered.ts';
import { wordsIn } from '#domain/cases/glossary.ts';
import { changesSince, type Told } from '#domain/cases/history.server.ts';
import { milestonesKept } from '#domain/cases/milestones.server.ts';
import { routeMap, type RouteStep } from '#domain/cases/route-map.ts';
import { movesFrom, stages } from '#domain/cases/stage.ts';
import { steer } from '#domain/cases/steer.server.ts';
import { whereThingsAre } from '#domain/cases/where.server.ts';
import { myMediations } from '#domain/mediation/ready/my-mediations.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor, caseScopeOf } from '../../act.ts';
import { readForm, refuseForm } from '../../form.ts';
import { meetingInWords } from '../../my-meetings.ts';
import { appealsAhead } from './appeals-ahead.server.ts';
import { closedAt } from './closed.server.ts';
import { contactAt, waitingAt } from './waiting.server.ts';
import type { PageServerLoad } from './$types';

const changeInWords = ({ at, name, role, did, times }: Told & { times: number }) => ({
  when: momentInWords(at),
  what: `${name} (${role.toLowerCase()}) ${did}${times > 1 ? `, ${times} times` : ''}`,
});
const stepInWords = ({ date, ...step }: RouteStep, todaysDate: string) => ({
  ...step,
  date: date && { ...date, on: inWords(date.on), inDays: inDays(date.on, todaysDate) },
});

const names = new Intl.ListFormat('en-GB', { type: 'conjunction' });
/** Seven people who all do the same are one line, or nobody finds the one to ring. */
const onBoard = (role: string): boolean => role === roleInWords.board_member;

/** What the short route shows of a step, for its hard words. */
const saidAtStep = ({ title, words, who, ifNo }: RouteStep): string =>
  [
    title,
    words,
    who,
    ...(ifNo ? [ifNo.title, ifNo.words, ...ifNo.leadsTo.map((way) => `${way.title}. ${way.words}`)] : []),
  ].join(' ');

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  const { lastHere, links } = await event.parent();
  const todaysDate = today(now);
  const offered = new Set(links.map(({ href }) => href.slice(`/cases/${scope.caseFileId}`.length)));
  return underScope(scope, async (tx) => {
    const { people, ...known } = await whereThingsAre(tx, scope);
    const file = {
      ...known,
      milestones: (await milestonesKept(tx, scope.councilId, [scope.caseFileId])).get(scope.caseFileId),
    };
    const route = routeMap(file, about(file.child, scope.role === 'young_person'));
    const titleOf = (stage: string) => route.find((step) => step.stage === stage)!.title;
    const closed = await closedAt(tx, scope, file.child);
    const wait = closed ? null : await waitingAt(tx, scope, { people, ...file }, todaysDate);
    const ahead = route.filter(({ where }) => where !== 'done').map(saidAtStep);
    return {
      family: scope.side === 'family',
      first: scope.side === 'family' && !closed ? firstThing(file.stage, (path) => offered.has(path)) : null,
      toYou: scope.role === 'young_person',
      file,
      people: people.filter(({ role }) => !onBoard(role)),
      board: names.format(people.filter(({ role }) => onBoard(role)).map(({ name }) => name)),
      closed,
      wait,
      contact: await contactAt(tx, scope, todaysDate),
      meetings: (await myMediations(tx, scope)).map((one) => meetingInWords(one, todaysDate, true)),
      boardToCome: file.boardOn !== null && file.boardOn >= todaysDate,
      meanings: wordsIn([file.nowSentence, wait?.why, ...(wait?.reports ?? []), ...ahead].join(' ')),
      appeals: await appealsAhead(tx, scope, todaysDate),
      route: route.map((step) => stepInWords(step, todaysDate)),
      since: lastHere && inWords(dateOf(lastHere)),
      changes: lastHere ? gathered(await changesSince(tx, scope, lastHere)).map(changeInWords) : [],
      steering: mayAlso(scope, 'case:steer')
        ? [file.stage, ...movesFrom(file.stage)].map((stage) => ({ value: stage, label: titleOf(stage) }))
        : null,
    };
  });
};

const sentence = (sentence: string) => v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(600, sentence));
const steering = v.object({
  nowSentence: sentence('Use 600 characters or fewer to say what is happening now'),
  tellTheChild: sentence('Use 600 characters or fewer to say what the child can be told'),
  waitsFor: sentence('Use 600 characters or fewer to say why it waits'),
  boardOn: v.optional(v.string(), ''),
  stage: v.picklist(stages, 'Choose where the case is'),
});

export const actions = actionsFor('/cases/[caseFile]', {
  steer: async ({ request }, scope) => {
    const form = await readForm(request, steering);
    if ('refused' in form) return form.refused;
    const wanted = { ...form.ok, boardOn: form.ok.boardOn || null };
    const steered = await underScope(scope, (tx) => steer(tx, scope, wanted, today(now)));
    return 'wrong' in steered
      ? refuseForm(form.ok, steered.wrong as Record<string, string>)
      : { saved: steered.changed };
  },
});
