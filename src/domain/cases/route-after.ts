import { capital, type About } from './about.ts';
import type { StepText } from './route-text.ts';
import { ways } from './route-ways.ts';

/** What can come once there is a plan. They have no order: some come every year, some never. */
export const afterSteps = ['help', 'review', 'change', 'next_place', 'again', 'moves', 'cease'] as const;
export type AfterStep = (typeof afterSteps)[number];

const { talk, mediate, appeal, complain, advice } = ways;

const everyYear = ({ you }: About) => ({
  review: {
    title: 'The plan is looked at once a year',
    words: `Everybody meets to ask if the plan is still right. The school sends a report. Then the council says if the plan stays, changes or ends.`,
    who: `You${you ? '' : ', your child'}, the school, health and social care. The council decides.`,
    ifNo: {
      title: 'If the plan stays the same and you do not agree',
      words: 'A letter says why. You can say no to that letter.',
      leadsTo: [talk, mediate, appeal],
    },
  },
  change: {
    title: 'The plan is changed',
    words:
      'The council sends the plan, the changes it wants, and why, all together. You have at least 15 days to answer.',
    who: 'Your case officer writes the changes. You say what you think.',
    ifNo: {
      title: 'If the changes are not right',
      words: 'Say so, in your own words. You cannot appeal yet. When the changed plan is final, you can.',
      leadsTo: [talk, mediate, appeal],
    },
  },
});

const sometimes = ({ subject, needs, own, you }: About) => ({
  next_place: {
    title: 'The next school or college is chosen',
    words: `Before ${you ? 'you move' : `${subject} moves`} on, the plan is looked at and changed. It names the next place.`,
    who: 'You say which place you want. The council decides and asks the place.',
    ifNo: {
      title: 'If it names a place you do not want',
      words: 'You can appeal. Only about the place? Then you do not need a mediation certificate.',
      leadsTo: [talk, appeal],
    },
  },
  again: {
    title: `The council finds out again what ${needs}`,
    words: 'You or the school can ask for this when much has changed. The steps are the same as the first time.',
    who: 'You or the school ask. The council decides.',
    ifNo: {
      title: 'If the answer is no',
      words: 'A letter says why. The plan there is goes on.',
      leadsTo: [talk, mediate, appeal],
    },
  },
  moves: {
    title: 'You move to another council',
    words: `${capital(own)} plan goes with you. The new council gives the help in it, and tells you when it looks at the plan.`,
    who: 'The council you leave sends the plan. The new council keeps it.',
    ifNo: null,
  },
  cease: {
    title: 'The council wants to end the plan',
    words: 'It must ask you first. The plan goes on until the time to appeal is over, or the appeal has ended.',
    who: 'The council decides.',
    ifNo: {
      title: 'If you do not want it to end',
      words: 'Say so before it decides. After the letter you can appeal, and the help goes on while you do.',
      leadsTo: [talk, mediate, appeal],
    },
  },
});

/** The words of what comes after the plan, about a child by name or to the young person whose case it is. */
export const afterText = (whom: About): Record<AfterStep, StepText> => ({
  help: {
    title: 'The help in the plan is given',
    words: 'From the day the plan is final, the council must see that the help for learning in it is given.',
    who: 'The council, the school, health and social care',
    ifNo: {
      title: 'If the help does not come',
      words: 'Tell your case officer, with dates. You do not need an appeal for this.',
      leadsTo: [talk, complain, advice],
    },
  },
  ...everyYear(whom),
  ...sometimes(whom),
});
