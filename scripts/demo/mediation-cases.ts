import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import type { ClauseDetails } from '#domain/mediation/clauses/clause.ts';
import type { Authority } from '#domain/mediation/mediation.ts';
import type { Fixing } from '#domain/mediation/ready/fix-day.server.ts';
import type { DemoClause } from './agree.ts';
import type { Disagreement } from './disagree.ts';

/** Nothing more than a sentence yet. */
export const elins = (today: CalendarDate): Disagreement => ({
  ownWords:
    'The draft says Elin gets “regular access” to speech therapy. That is not an amount. Last time it meant twice a year.',
  raisedOn: today,
});

const oneThing: ClauseDetails = {
  ...{ title: '', body: 'Meadowshire County Council', officer: '', planSection: '', newWording: '', howKnown: '' },
  ...{ legalClass: null, kind: null, agreedDate: null },
};
const says = (yes: (keyof Authority)[], limited: Authority): Authority => ({
  ...Object.fromEntries(yes.map((what) => [what, { may: 'yes', limits: '' }])),
  ...limited,
});

export const theos = (today: CalendarDate) => ({
  disagreement: {
    ownWords:
      'Theo had an hour of speech therapy a week. The plan says “up to six sessions a year”. He cannot do with that.',
    about: {
      ...{ ground: 'plan_contents', rightsHolder: 'parent' },
      ...{ sentOn: addDays(today, -28), adviserOn: addDays(today, -16) },
    },
    issues: [
      { words: 'How much speech therapy Theo gets, and from whom', planSection: 'F', area: 'education' },
      { words: 'Whether a named adult is with him at lunch', planSection: 'F', area: 'education' },
    ],
    raisedOn: addDays(today, -20),
  } satisfies Disagreement,
  words: {
    family: {
      issues: 'Speech therapy every week, from a therapist and not only a programme. Somebody with Theo at lunch.',
      hopedFor: 'That the plan says how often and for how long, so that nobody has to argue again next year.',
      childViews: 'Theo told Rosa: “I want my talking lady back. She waits for me.”',
    },
    council: {
      issues: 'What the therapist recommends, and what the school can do in between.',
      hopedFor: 'Words in section F that the school and the therapist can both keep.',
      childViews: 'We have read Theo’s page and the therapist’s notes of what he says to her.',
    },
  },
  authority: says(['change'], {
    funding: { may: 'limited', limits: 'Up to £6,000 a year without asking anybody' },
    placement: { may: 'no', limits: '' },
  }),
  when: {
    ...{ on: today, startsAt: '14:00', endsAt: '16:00', mode: 'shuttle' },
    joinBy: 'County Hall, the green rooms on the ground floor, or ring 0306 999 0131',
  } satisfies Fixing,
});

export const kits = (today: CalendarDate) => ({
  disagreement: {
    ownWords:
      'You said I can’t have my mentor at college because I am nearly grown up. I don’t agree. That is when I need her.',
    issues: [
      { words: 'Whether Kit keeps the mentor for the first year at college', planSection: '', area: 'education' },
    ],
    raisedOn: addDays(today, -6),
  } satisfies Disagreement,
  when: {
    ...{ on: today, startsAt: '09:30', endsAt: '17:00', mode: 'video' },
    joinBy: 'https://meet.meadowshire.example/kit, or ring 0306 999 0132',
  } satisfies Fixing,
  clause: {
    ...oneThing,
    title: 'The mentor',
    words: 'Ms Adu stays Kit’s mentor until the end of July, two hours a week, at college.',
  } satisfies DemoClause,
});

const MET_DAYS_AGO = 40;

export const amaras = (today: CalendarDate) => ({
  metOn: addDays(today, -MET_DAYS_AGO),
  disagreement: {
    ownWords: 'Amara cannot hear in a class of thirty, and two buses make her late. The plan says nothing of either.',
    about: {
      ...{ ground: 'plan_contents', rightsHolder: 'parent' },
      ...{ sentOn: addDays(today, -MET_DAYS_AGO - 32), adviserOn: addDays(today, -MET_DAYS_AGO - 22) },
    },
    issues: [
      { words: 'A teacher of the deaf at school', planSection: 'F', area: 'education' },
      { words: 'How Amara gets to school', planSection: '', area: 'education' },
      { words: 'Which school from September', planSection: 'I', area: 'education' },
    ],
    raisedOn: addDays(today, -MET_DAYS_AGO - 25),
  } satisfies Disagreement,
  authority: says(['change', 'funding'], { placement: { may: 'no', limits: '' } }),
  when: {
    ...{ on: addDays(today, -MET_DAYS_AGO), startsAt: '10:00', endsAt: '12:00', mode: 'in_person' },
    joinBy: 'The library in Market Street, room 2',
  } satisfies Fixing,
  clauses: [
    {
      ...oneThing,
      ...{ title: 'A teacher of the deaf', officer: 'Priya Shah', planSection: 'F' },
      ...{ legalClass: 'appealable', kind: 'change_contents' },
      words:
        'A teacher of the deaf sees Amara at school for one hour every week in term time, and shows her teachers what helps.',
      newWording: 'One hour a week in term time, individually, by a qualified teacher of the deaf.',
      howKnown: 'The changed plan is with Tunde and the school.',
    },
    {
      ...oneThing,
      ...{ title: 'The taxi', officer: 'Priya Shah', legalClass: 'not_appealable' },
      words: 'The council pays for a taxi to and from school, and tells Tunde who drives and when it comes.',
      howKnown: 'Tunde has the driver’s name, and the taxi has come for a week.',
    },
  ] satisfies DemoClause[],
  left: {
    title: 'Which school from September',
    family: 'Hillside has a unit for deaf children. Amara went there for a day and did not want to leave.',
    council: 'Nobody here today can decide that. The Board looks at it with the hearing report.',
  },
});
