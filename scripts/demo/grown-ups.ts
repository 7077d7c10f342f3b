import { underScope } from '#domain/access/scoped.server.ts';
import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import { inShort } from '#domain/calendar/words.ts';
import { adultFor, checkAdult } from '#domain/cases/adults.server.ts';
import type { AdultGiven } from '#domain/cases/adults.ts';
import { writeWhoThisChildIs } from '#domain/cases/who-is-child.server.ts';
import type { People } from './enter.ts';
import { addPaper } from './maya.ts';
import type { MadeUpPaper } from './papers/paper.ts';
import { scopeOn } from './scope.ts';

/** Maya's two parents, who live apart; where Dana lives is hidden from her father. And a paper that needs an officer's eye. */
export async function checkGrownUps(
  files: ReadonlyMap<string, string>,
  people: People,
  today: CalendarDate,
): Promise<void> {
  const { priya, dana } = people;
  const scope = await scopeOn(priya, files.get('Maya')!, 'adult:check');
  const checked: Omit<AdultGiven, 'fullName' | 'relation' | 'address' | 'addressHidden'> = {
    ...{ responsibility: 'held', checkedHow: 'Birth certificate', checkedOn: addDays(today, -80), holdsUntil: null },
    ...{ restriction: 'none', restrictionWords: '', schoolHidden: false },
  };
  const mother = {
    fullName: 'Dana Rowe',
    relation: 'her mother',
    address: '14 Orchard Lane, Larkfield',
    addressHidden: true,
  };
  const father = {
    fullName: 'Rob Ellis',
    relation: 'her father',
    address: '3 Station Road, Harbour',
    addressHidden: false,
  };
  await underScope(scope, async (tx) => {
    const known = await adultFor(tx, scope, dana.personId);
    await checkAdult(tx, scope, known?.adultId ?? null, { ...checked, ...mother }, today);
    await checkAdult(tx, scope, null, { ...checked, ...father }, today);
    await writeWhoThisChildIs(tx, scope, { upn: '', nhsNumber: '', school: 'Larkfield Primary School' });
  });
  const day = addDays(today, -9);
  await addPaper(
    files.get('Zofia')!,
    people,
    onTheWrongCase(inShort(day)),
    'priya',
    'medical',
    'hearing-test.pdf',
    day,
  );
}

/** A letter about Tariq that was put on Zofia's case. Made up. */
const onTheWrongCase = (date: string): MadeUpPaper => ({
  title: 'Letter from the hearing clinic',
  author: 'Dr Ruth Amis, Meadowshire Community Health',
  about: ['About: Tariq Aziz', date],
  sections: [
    {
      heading: 'What we found',
      paragraphs: [
        'Tariq hears well with both ears. He finds it hard to pick out one voice when several people speak.',
      ],
    },
  ],
});
