import type { About } from './about.ts';
import { capital } from './about.ts';
import type { ClosedBecause } from './closing.ts';

/** What a closing says to the family: what it means, and what they still can do. Plain sentences, one thought each. */
export interface ClosedWords {
  means: string[];
  still: string[];
}

const LATE_APPEAL =
  'If you still want to appeal, ask the tribunal and say why it is late. It can still take a late appeal.';
const ASK_AGAIN = 'You can ask for an assessment again, whenever you think it is needed.';

const reasons: Record<ClosedBecause, (who: About) => ClosedWords> = {
  no_assess: ({ subject }) => ({
    means: [`The council decided not to find out more about the help ${subject} may need. The time to appeal is over.`],
    still: [ASK_AGAIN, LATE_APPEAL],
  }),
  no_issue: ({ subject }) => ({
    means: [`The council decided not to make a plan for ${subject}. The time to appeal is over.`],
    still: [ASK_AGAIN, LATE_APPEAL],
  }),
  ceased: ({ own }) => ({
    means: [`${capital(own)} plan has ended, and the council need not do what stood in it any more.`],
    still: [ASK_AGAIN, LATE_APPEAL],
  }),
  moved: ({ own }) => ({
    means: [`Another council looks after ${own} case now.`],
    still: ['If there is a plan, the new council has it. It must write to you within 6 weeks of getting it.'],
  }),
  left_england: ({ subject, you }) => ({
    means: [
      `${capital(subject)} ${you ? 'live' : 'lives'} outside England now, so this council does not look after the case.`,
    ],
    still: ['If you come back to England, ask the council for the place where you live then.'],
  }),
  turned_25: ({ subject, you }) => ({
    means: [`${capital(subject)} ${you ? 'are' : 'is'} 25. By law a plan does not go on after that.`],
    still: ['Help for grown-ups comes from other teams. Ring us, and we tell you who to ask.'],
  }),
  taken_back: () => ({
    means: ['The request was taken back, so the council does not go on with it.'],
    still: [ASK_AGAIN],
  }),
  died: ({ subject }) => ({
    means: [`We are very sorry that ${subject} has died.`],
    still: ['Nobody writes to you from here, unless you write or ring first.'],
  }),
  mistake: ({ subject }) => ({
    means: [`This was opened by mistake. It changes nothing for ${subject}.`],
    still: ['If we look after another case for you, that one goes on.'],
  }),
};

/** CLO5: what holds whatever the reason was. */
const always = [
  'You can still read what is here, and ask for a copy of it.',
  'You can write to us or ring us. When you write, we open the case again and answer you.',
  'If you are not happy with how we did it, you can complain.',
];

/** CLO5: what a family member reads of a closed case. `who` is the child or young person, or "you". */
export function closedWords(because: ClosedBecause, who: About): ClosedWords {
  const { means, still } = reasons[because](who);
  return { means, still: [...still, ...always] };
}
