import { inWords } from '#domain/calendar/words.ts';
import type { About } from './about.ts';
import type { DueDate } from './dates.ts';
import type { PeriodFor } from './legal-periods.ts';
import { easyAfter } from './route-easy-after.ts';
import { theySayNo, type EasyLine, type EasyStep } from './route-easy-line.ts';
import type { RouteFacts } from './route-whole.ts';
import { stages, type Stage } from './stage.ts';

const mustBy = (what: PeriodFor, due: readonly DueDate[], words: string): EasyLine[] => {
  const date = due.find((one) => one.what === what && one.state !== 'done');
  return date?.on ? [['calendar', `${words} by ${inWords(date.on)}.`]] : [];
};

type Easy = Pick<EasyStep, 'title' | 'lines' | 'ifNo'>;

const untilTheCheck = ({ subject, needs, you }: About, { requestReceivedOn, due }: RouteFacts) =>
  ({
    request: {
      title: 'Asking for help',
      lines: [
        ['letter', `Somebody asked the council to find out what help ${needs}.`],
        ['calendar', `That was on ${inWords(requestReceivedOn)}.`],
        ['papers', 'You can send papers, photos and drawings.'],
      ],
      ifNo: null,
    },
    decide_to_assess: {
      title: 'Find out more?',
      lines: [
        ['board', 'The Board is a group of people.'],
        ['question', `They ask: do we need to find out more about ${you ? 'you' : subject}?`],
        ...mustBy('decide_to_assess', due, 'They must tell you'),
      ],
      ifNo: [['phone', 'Somebody rings you.'], ...theySayNo, ['school', 'School still has to help.']],
    },
    collect_advice: {
      title: 'Finding out',
      lines: [
        [
          you ? 'you' : 'family',
          you ? 'You say what is hard and what helps.' : `You and ${subject} say what is hard and what helps.`,
        ],
        ['school', 'School says what it has tried.'],
        ['write', 'Other people who know about it write reports.'],
        ...mustBy('give_advice', due, 'They must be ready'),
      ],
      ifNo: null,
    },
    pre_board_check: {
      title: 'Checking together',
      lines: [
        ['look', 'You and the council look at the same papers.'],
        ['question', 'Is something missing? You can say so.'],
      ],
      ifNo: null,
    },
  }) satisfies Partial<Record<Stage, Easy>>;

const fromTheBoardOn = ({ needs }: About, { boardOn, due }: RouteFacts) =>
  ({
    board: {
      title: 'Will there be a plan?',
      lines: [
        ['board', 'The Board reads all the papers.'],
        ...(boardOn ? ([['calendar', `They meet on ${inWords(boardOn)}.`]] as EasyLine[]) : []),
        ['question', 'They decide if there will be a plan.'],
        ['phone', 'Somebody tells you what they decided.'],
      ],
      ifNo: theySayNo,
    },
    draft_plan: {
      title: 'The first try at the plan',
      lines: [
        ['plan', 'You get the first try at the plan.'],
        ['time', 'You have at least 15 days to read it.'],
        ['write', 'Say what is right and what is wrong.'],
        ['school', 'Say which school or college you want.'],
      ],
      ifNo: [
        ['talk', 'You can ask for a meeting.'],
        ['time', 'You cannot ask a judge yet.'],
      ],
    },
    final_plan: {
      title: 'The plan',
      lines: [
        ['plan', `The plan says what help ${needs}.`],
        ['yes', 'The help in it must be given.'],
        ...mustBy('final_plan', due, 'You must get it'),
      ],
      ifNo: theySayNo,
    },
  }) satisfies Partial<Record<Stage, Easy>>;

/** WHR6: the whole route, one short sentence a line, each with a picture beside it. */
export function easyRoute(facts: RouteFacts, whom: About): { toPlan: EasyStep[]; after: EasyStep[] } {
  const text: Record<Stage, Easy> = { ...untilTheCheck(whom, facts), ...fromTheBoardOn(whom, facts) };
  const here = facts.hasPlan ? stages.length : stages.indexOf(facts.stage);
  return {
    toPlan: stages.map((id, at) => ({ id, where: at < here ? 'done' : at === here ? 'here' : 'ahead', ...text[id] })),
    after: easyAfter(whom).map((step) => ({
      ...step,
      where: facts.hasPlan && step.id === 'help' ? 'here' : 'ahead',
    })),
  };
}
