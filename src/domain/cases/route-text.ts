import type { About } from './about.ts';
import { ways, type Way } from './route-ways.ts';
import type { Stage } from './stage.ts';

/** What happens at a step, in words for a family; `ifNo` is the way on when the answer is no. */
export interface StepText {
  title: string;
  words: string;
  who: string;
  ifNo: { title: string; words: string; leadsTo: readonly Way[] } | null;
}

const { talk, mediate, appeal } = ways;

const upToTheCheck = ({ subject, needs, you }: About) => ({
  request: {
    title: `Somebody asks the council to find out what help ${needs}`,
    words:
      'You can send anything that shows what daily life is like. The council tells the school, health and social care.',
    who: 'You, the school, or somebody who works with you',
    ifNo: null,
  },
  decide_to_assess: {
    title: 'The council decides whether to find out more',
    words: `The question is whether ${subject} may need more help than school can usually give.`,
    who: 'The Board decides. Your case officer prepares the papers and does not decide.',
    ifNo: {
      title: 'If the answer is no',
      words: 'Somebody rings you, and a letter says why. School still has to help.',
      leadsTo: [talk, mediate, appeal],
    },
  },
  collect_advice: {
    title: 'People who know about it write reports',
    words: `${you ? 'You say' : `You and ${subject} say`} what you see and what would help. So do the school, an educational psychologist, health and social care. Each has 6 weeks from the day they are asked.`,
    who: 'The people who write the reports. Your case officer asks for them.',
    ifNo: null,
  },
  pre_board_check: {
    title: 'You and the council check the papers together',
    words:
      'You look at the same list and the same pages. You say what is there, what is missing and what matters to you.',
    who: 'You and your case officer',
    ifNo: null,
  },
});

const fromTheBoardOn = ({ needs }: About) => ({
  board: {
    title: 'The Board decides whether there will be a plan',
    words: 'The Board reads the papers you checked. It gives its reasons, and the pages they rest on.',
    who: 'The Board decides. You can ask who is on it.',
    ifNo: {
      title: 'If there will be no plan',
      words: 'Your case officer meets you to say so. A letter says why, and what help there will be without a plan.',
      leadsTo: [talk, mediate, appeal],
    },
  },
  draft_plan: {
    title: 'You read the draft plan',
    words:
      'You have at least 15 days to say what is right, what is wrong and which school you want. The day you get it is day 1.',
    who: 'You. Your case officer writes the plan.',
    ifNo: {
      title: 'If the draft is not right',
      words:
        'Say so, in your own words. You can ask for a meeting. You cannot appeal about a draft, only about the final plan.',
      leadsTo: [talk],
    },
  },
  final_plan: {
    title: 'The council sends the final plan',
    words: `The plan says what ${needs}, what help there must be, and where. The help in it must be given.`,
    who: 'The council',
    ifNo: {
      title: 'If you do not agree with the plan',
      words:
        'You can appeal about what it says of the needs, the help, or the school. Only about the school? Then you do not need a mediation certificate.',
      leadsTo: [talk, mediate, appeal],
    },
  },
});

/** The words of every step, about a child by name or to the young person whose case it is. */
export const routeText = (whom: About): Record<Stage, StepText> => ({
  ...upToTheCheck(whom),
  ...fromTheBoardOn(whom),
});
