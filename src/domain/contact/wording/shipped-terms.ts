import { lawInTheLetter, type Term } from './wording.ts';

const called = (term: string): Term => ({ term, fault: 'called', instead: 'Use the name they gave.' });
const labels = (term: string, instead: string): Term => ({ term, fault: 'labels', instead });
const blames = (term: string, instead: string): Term => ({ term, fault: 'blames', instead });
const hard = (term: string, instead: string): Term => ({ term, fault: 'hard', instead });

const sayWhatHappened = 'Say what happened.';
const sayWhatTheySaid = 'Write “said”.';

/** Words of the office and of the law that families have asked not to be written to them. */
const officeWords: readonly Term[] = [
  ...['ehc na', 'ehcna', 'ehc needs assessment'].map((term) =>
    hard(term, 'Write “the council finding out what help is needed”.'),
  ),
  ...['refusal to assess', 'refuse to assess', 'refused to assess', 'refusing to assess'].map((term) =>
    hard(term, 'Write “we decided not to assess”.'),
  ),
  ...['governance board', 'egb', 'panel'].map((term) => hard(term, 'Write “the Board”.')),
  hard('mediation certificate', 'Write “a paper that lets you appeal”.'),
  hard('consent order', 'Write “the tribunal writes down what you’ve both agreed”.'),
  hard('working document', 'Write “the draft plan showing what’s agreed and what isn’t”.'),
  ...['section b', 'section f', 'section i'].map((term) =>
    hard(term, 'Write “the needs”, “the help” or “the school written in the plan”.'),
  ),
  hard('provision', 'Write “help”.'),
  ...['concede', 'conceded', 'conceding'].map((term) => hard(term, 'Write “agree with you now”.')),
  ...['lodge', 'lodged', 'lodging'].map((term) => hard(term, 'Write “send”.')),
  ...['criterion', 'criteria', 'threshold', 'thresholds'].map((term) =>
    hard(term, 'Say what was looked for, and what was found.'),
  ),
  ...['graduated response', 'graduated approach', 'apdr'].map((term) =>
    hard(term, 'Say what the school has tried, and what happened.'),
  ),
  hard('ordinarily available', 'Write “help any school can give”.'),
  ...['presents with', 'present with'].map((term) => hard(term, 'Say what the child does, in everyday words.')),
  ...['cfa', 'sendr', 'sencop', 'sen cop', 'send reg', 'send regs'].map((term) => hard(term, lawInTheLetter)),
];

/**
 * The list every council starts from. It goes back to what families told two reviews they had read about themselves
 * (Surrey Task Group 2024, paras 13, 18, 19; Southend peer challenge 2021, §5.6); a parent panel adds to it and takes from it.
 */
export const shippedTerms: readonly Term[] = [
  ...officeWords,
  ...['mum', 'dad', 'mummy', 'daddy', 'the parent', 'the parents'].map(called),
  ...['the child', 'the young person', 'the pupil', 'the learner'].map(called),
  ...['service user', 'service users'].map((term) => labels(term, 'Say who: the family, Maya, Mrs Rowe.')),
  ...['neurotic', 'difficult parent', 'difficult family', 'demanding', 'pushy', 'over-anxious', 'hysterical'].map(
    (term) => labels(term, sayWhatHappened),
  ),
  ...['manipulative', 'attention seeking', 'attention-seeking', 'naughty', 'challenging child'].map((term) =>
    labels(term, 'Say what the child did, and when.'),
  ),
  ...['suffers from', 'victim of', 'wheelchair-bound', 'wheelchair bound'].map((term) =>
    labels(term, 'Write “has”, or “uses a wheelchair”.'),
  ),
  ...['normal children', 'special needs child', 'hard to reach'].map((term) =>
    labels(term, 'Say it of the help, not of the child.'),
  ),
  ...['failed to engage', 'refused to engage', 'refuses to engage', 'non-compliant', 'did not engage'].map((term) =>
    blames(term, 'Say what was offered, and what they answered.'),
  ),
  ...['claims that', 'claimed that', 'alleges', 'alleged that', 'insisted'].map((term) =>
    blames(term, sayWhatTheySaid),
  ),
  ...[
    'kicked off',
    'doing my head in',
    'doing his head in',
    'doing her head in',
    'yet again',
    'as you have been told',
  ].map((term) => blames(term, sayWhatHappened)),
  hard('pursuant to', 'Write “under”.'),
  hard('in respect of', 'Write “about”.'),
  hard('aforementioned', 'Name it again.'),
  hard('utilise', 'Write “use”.'),
  hard('going forward', 'Write “from now on”.'),
  hard('your case is being progressed', 'Say what happens next, and when.'),
  hard('signposted', 'Say whom to ring, and about what.'),
];
