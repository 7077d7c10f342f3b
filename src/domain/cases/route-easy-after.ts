import { capital, type About } from './about.ts';
import { theySayNo, type EasyStep } from './route-easy-line.ts';

type Easy = Omit<EasyStep, 'where'>;

/** The same for everybody. */
const forAnybody: readonly Easy[] = [
  {
    id: 'help',
    title: 'The help',
    lines: [
      ['help', 'The help in the plan must be given.'],
      ['phone', 'If it does not come, tell your case officer.'],
    ],
    ifNo: null,
  },
  {
    id: 'review',
    title: 'Every year',
    lines: [
      ['again', 'Once a year everybody looks at the plan.'],
      ['question', 'Is it still right?'],
      ['letter', 'A letter says if it stays or changes.'],
    ],
    ifNo: theySayNo,
  },
  {
    id: 'change',
    title: 'A change',
    lines: [
      ['letter', 'The council sends you what it wants to change.'],
      ['time', 'You have at least 15 days to answer.'],
    ],
    ifNo: [
      ['write', 'Say what is wrong.'],
      ['judge', 'When the new plan is ready, you can ask a judge.'],
    ],
  },
  {
    id: 'next_place',
    title: 'The next school',
    lines: [
      ['school', 'Before a new school or college, the plan is changed.'],
      ['write', 'Say which one you want.'],
    ],
    ifNo: theySayNo,
  },
];

const ofThePlan = ({ own, needs }: About): Easy[] => [
  {
    id: 'again',
    title: 'Finding out again',
    lines: [
      ['again', 'Much may have changed.'],
      ['question', `You can ask to find out again what ${needs}.`],
    ],
    ifNo: theySayNo,
  },
  {
    id: 'moves',
    title: 'Moving house',
    lines: [
      ['move', `${capital(own)} plan goes with you.`],
      ['help', 'The new council must give the help.'],
    ],
    ifNo: null,
  },
  {
    id: 'cease',
    title: 'The end of the plan',
    lines: [
      ['talk', 'The council must ask you first.'],
      ['letter', 'Then a letter says when the plan ends.'],
    ],
    ifNo: [
      ['judge', 'You can ask a judge.'],
      ['help', 'The help goes on until the judge has answered.'],
    ],
  },
];

/** What can come once there is a plan, in one short sentence a line. */
export const easyAfter = (whom: About): Easy[] => [...forAnybody, ...ofThePlan(whom)];
