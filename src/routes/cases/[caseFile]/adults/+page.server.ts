import { error, redirect } from '@sveltejs/kit';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { inShort } from '#domain/calendar/words.ts';
import { adultOf, adultsOf, checkAdult, endAdult } from '#domain/cases/adults.server.ts';
import { preflight, responsibilities, restrictions, type Adult } from '#domain/cases/adults.ts';
import { whoThisChildIs, writeWhoThisChildIs } from '#domain/cases/who-is-child.server.ts';
import { holdWhatTellsNow } from '#domain/evidence/guard/hold-again.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor, caseScopeOf } from '../../../act.ts';
import { readForm, refuseForm } from '../../../form.ts';
import { adultForm, adultGiven, childForm, oneAdult } from './forms.ts';
import type { PageServerLoad } from './$types';

const factsOf = (one: Adult): [label: string, words: string][] => [
  ['Who they are', one.relation],
  ['Responsibility', responsibilities[one.responsibility]],
  ['Checked', one.checkedOn ? `${one.checkedHow}, by ${one.checkedByName}, ${inShort(one.checkedOn)}` : ''],
  ['Until', one.holdsUntil ? inShort(one.holdsUntil) : ''],
  ['Restriction', one.restriction === 'none' ? '' : `${restrictions[one.restriction]}. ${one.restrictionWords}`],
  ['Address', one.address && one.addressHidden ? `${one.address} (hidden from the others)` : one.address],
  ['The school', one.schoolHidden ? 'Hidden from them' : 'They may know it'],
  ['Signs in here', one.personId ? 'Yes' : 'No'],
];

function adultView(one: Adult) {
  const answer = preflight(one, today(now));
  return {
    adultId: one.adultId,
    name: one.fullName,
    facts: factsOf(one).filter(([, words]) => words !== ''),
    ended: one.endedAt !== null,
    because: answer.may ? null : answer.because,
  };
}

/** One adult as the form to put them right has them. */
const asTyped = (one: Adult) => ({
  ...{ adultId: one.adultId, fullName: one.fullName, relation: one.relation, responsibility: one.responsibility },
  ...{ checkedHow: one.checkedHow, checkedOn: one.checkedOn ?? '', holdsUntil: one.holdsUntil ?? '' },
  ...{ restriction: one.restriction, restrictionWords: one.restrictionWords, address: one.address },
  ...{ addressShown: one.addressHidden ? 'no' : 'yes', schoolShown: one.schoolHidden ? 'no' : 'yes' },
});

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  const change = event.url.searchParams.get('change');
  return underScope(scope, async (tx) => {
    const changing = change ? await adultOf(tx, scope, change) : null;
    return {
      adults: (await adultsOf(tx, scope)).map(adultView),
      child: await whoThisChildIs(tx, scope),
      changing: changing && asTyped(changing),
      responsibilities: Object.entries(responsibilities).map(([value, label]) => ({ value, label })),
      restrictions: Object.entries(restrictions).map(([value, label]) => ({ value, label })),
    };
  });
};

const back = (event: { params: Partial<Record<string, string>> }) => `/cases/${event.params.caseFile}/adults`;

export const actions = actionsFor('/cases/[caseFile]/adults', {
  check: async (event, scope) => {
    const read = await readForm(event.request, adultForm);
    if ('refused' in read) return read.refused;
    const kept = await underScope(scope, (tx) =>
      holdWhatTellsNow(tx, scope, () =>
        checkAdult(tx, scope, read.ok.adultId || null, adultGiven(read.ok), today(now)),
      ),
    );
    if (!kept) error(404, 'Not found');
    if ('wrong' in kept) return refuseForm(read.ok, kept.wrong as Record<string, string>);
    redirect(303, back(event));
  },
  end: async (event, scope) => {
    const read = await readForm(event.request, oneAdult);
    if ('refused' in read) return read.refused;
    if ((await underScope(scope, (tx) => endAdult(tx, scope, read.ok.adultId))) === null) error(404, 'Not found');
    redirect(303, back(event));
  },
  child: async (event, scope) => {
    const read = await readForm(event.request, childForm);
    if ('refused' in read) return read.refused;
    const written = await underScope(scope, (tx) =>
      holdWhatTellsNow(tx, scope, () => writeWhoThisChildIs(tx, scope, read.ok)),
    );
    if (written !== 'written') return refuseForm(read.ok, written.wrong as Record<string, string>);
    redirect(303, back(event));
  },
});
