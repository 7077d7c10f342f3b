import * as v from 'valibot';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import { today } from '#domain/calendar/today.ts';
import { inWords } from '#domain/calendar/words.ts';
import { nextWordOn, suggestedNext, type FamilyToTell } from '#domain/contact/updates/due.ts';
import { coveredBy, familiesToTell } from '#domain/contact/updates/families.server.ts';
import { fieldsInWords } from '#domain/contact/updates/fill.ts';
import { planUpdates, sendUpdates, type Plan } from '#domain/contact/updates/send.server.ts';
import { faultsInUpdate, updateFields, updateTemplate } from '#domain/contact/updates/update.ts';
import { byCase, casesToUpdate } from '#domain/insight/my-day/my-day.ts';
import { now } from '#server/clock.ts';
import { isId } from '#server/ids.ts';
import { actionsFor } from '../../act.ts';
import { readForm, refuseForm } from '../../form.ts';
import { byChannel, resultInWords } from '../result.ts';
import { updateInWords } from '../view.ts';
import type { PageServerLoad } from './$types';

/** What falls due within so many days is listed too, and not ticked. */
const SOON_DAYS = 7;
const FAR_OFF = '9999-12-31';

/** The reason known of every one of these cases, when it is the same; empty when they differ or nobody has said. */
function sameReason(families: readonly FamilyToTell[]): string {
  const reasons = new Set(families.map(({ waitsFor, lastReason }) => waitsFor || lastReason));
  return reasons.size === 1 ? [...reasons][0]! : '';
}

/** The case the page was opened for, whether it is due or not; without one, every case that is due or nearly so. */
function listed(families: FamilyToTell[], only: string | null, todaysDate: CalendarDate) {
  if (only === null) return casesToUpdate(families, addDays(todaysDate, SOON_DAYS), todaysDate);
  const people = byCase(families).get(only);
  if (!people) return [];
  return casesToUpdate(people, FAR_OFF, todaysDate).concat(
    people.every((one) => nextWordOn(one) === null)
      ? [{ caseFileId: only, dueOn: todaysDate, silentDays: 0, people }]
      : [],
  );
}

export const load: PageServerLoad = async ({ locals, url }) => {
  const scope = locals.scope as Scope<'day:see'>;
  const todaysDate = today(now);
  const { families, covers } = await underScope(scope, async (tx) => ({
    families: await familiesToTell(tx, scope, todaysDate),
    covers: await coveredBy(tx, scope, todaysDate),
  }));
  const only = url.searchParams.get('case');
  const covered = new Map(covers.map(({ awayId, name }) => [awayId, name]));
  const cases = listed(families, only, todaysDate);
  const choose = url.searchParams.has('choose');
  const ticked = cases.filter(({ dueOn }) => only !== null || (!choose && dueOn <= todaysDate));
  const people = ticked.flatMap((file) => file.people);
  return {
    cases: cases.map((file) => ({
      ...updateInWords(file, todaysDate, covered),
      isDue: file.dueOn <= todaysDate,
      ticked: ticked.includes(file),
    })),
    only,
    choose,
    start: {
      words: updateTemplate,
      waitsFor: sameReason(people),
      nextOn: suggestedNext(people.length === 1 ? people[0]!.noNews : null, todaysDate),
    },
    fields: updateFields.map((field) => ({ field: `{${field}}`, means: fieldsInWords[field] })),
  };
};

const words = v.pipe(v.optional(v.string(), ''), v.trim());
// Which cases are chosen comes in boxes made from rows, one for each.
const form = v.looseObject({
  words,
  waitsFor: words,
  nextOn: words,
});
const chosenIn = (values: object): Set<string> =>
  new Set(
    Object.keys(values).flatMap((name) => (name.startsWith('case-') && isId(name.slice(5)) ? [name.slice(5)] : [])),
  );

async function readUpdate(request: Request) {
  const read = await readForm(request, form);
  if ('refused' in read) return read;
  const { words: said, waitsFor, nextOn } = read.ok;
  const values = read.ok as unknown as Record<string, string>;
  return { update: { words: said, waitsFor, nextOn }, values, chosen: chosenIn(read.ok) };
}

const checkInWords = ({ told, not }: Plan, nextOn: string) => {
  const by = (reach: FamilyToTell['reach']) => told.filter(({ reader }) => reader.reach === reach).length;
  const about = (reader: FamilyToTell) => `${reader.child} ${reader.lastName}`;
  return {
    people: told.length,
    families: new Set(told.map(({ reader }) => reader.caseFileId)).size,
    nextOn: inWords(nextOn),
    channels: byChannel({
      email: by('email'),
      sms: by('sms'),
      none: by('none'),
      letter: told.filter(({ letter }) => letter).length,
    }),
    told: told.map(({ reader, words: said }) => ({ to: reader.name, about: about(reader), words: said })),
    not: not.map(({ reader, because }) => ({ case: about(reader), because })),
    notAsAsked: told.flatMap(({ reader, whyNotAsAsked }) =>
      whyNotAsAsked ? [{ case: about(reader), because: whyNotAsAsked }] : [],
    ),
    waiting: told.flatMap(({ reader }) =>
      reader.owedOn ? [`${reader.name} (${about(reader)}) waits for an answer by ${inWords(reader.owedOn)}`] : [],
    ),
  };
};

export const actions = actionsFor('/my-day/updates', {
  check: async ({ request }, scope) => {
    const read = await readUpdate(request);
    if ('refused' in read) return read.refused;
    const { update, values, chosen } = read;
    const faults = {
      ...faultsInUpdate(update, today(now)),
      ...(chosen.size === 0 ? { cases: 'Choose at least one family' } : {}),
    };
    if (Object.keys(faults).length > 0) return refuseForm(values, faults);
    const plan = await underScope(scope, (tx) => planUpdates(tx, scope, chosen, update, now()));
    return { values, check: checkInWords(plan, update.nextOn) };
  },
  change: async ({ request }) => {
    const read = await readUpdate(request);
    return 'refused' in read ? read.refused : { values: read.values };
  },
  send: async ({ request }, scope) => {
    const read = await readUpdate(request);
    if ('refused' in read) return read.refused;
    const { update, values, chosen } = read;
    const done = await underScope(scope, (tx) => sendUpdates(tx, scope, chosen, update, now()));
    return 'faults' in done ? refuseForm(values, done.faults) : { result: resultInWords(done) };
  },
});
