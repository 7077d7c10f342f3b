import type { CalendarDate } from '#domain/calendar/date.ts';
import { timeInWords, dateOf } from '#domain/calendar/today.ts';
import { inWords } from '#domain/calendar/words.ts';
import { inGroups } from '#domain/evidence/canonical.ts';
import type { PrintBlock } from '#domain/evidence/print/blocks.ts';
import { datesOf } from '../clauses/reg42.ts';
import type { AgreedClause, AgreementText, LeftOver } from './agreement.ts';

/** One signature as it stands in the agreement. */
export interface SignedLine {
  /** As they typed it. */
  name: string;
  at: Date;
}

/** What the same words stand under: their fingerprint, where the history was, and who has signed once all have. */
export interface Under {
  sha256: string;
  /** "214:9f86…": the number of the last row of the history and its hash. */
  historyHead: string;
  /** From what day its dates count: the day everybody signed, or before that today, as a try. */
  t0: CalendarDate;
  /** By party; null until everybody has signed. */
  signed: ReadonlyMap<string, SignedLine> | null;
}

export const agreementTitle: Record<AgreementText['kind'], string> = {
  mediation: 'Mediation agreement',
  early_resolution: 'Agreement after early resolution',
};
export const sideInWords = { family: 'Family', council: 'Council', neutral: 'Neither side' } as const;

const heading = (words: string): PrintBlock => ({ kind: 'heading', words });
const small = (words: string): PrintBlock => ({ kind: 'small-heading', words });
const words = (text: string): PrintBlock => ({ kind: 'words', words: text });
const list = (items: string[]): PrintBlock => ({ kind: 'list', items });
const pairs = (of: [label: string, words: string][]): PrintBlock => ({
  kind: 'pairs',
  pairs: of.filter(([, said]) => said.trim() !== '').map(([label, said]) => ({ label, words: said })),
});

/** The agreement from its first word to its last: the page, the PDF and the Word file are all made of this (SIG8). */
export function agreementBlocks(text: AgreementText, under: Under): PrintBlock[] {
  return [
    { kind: 'title', words: agreementTitle[text.kind] },
    words(`${text.council}. Our reference: ${text.reference}.`),
    words(aboutIt(text)),
    heading('What we agreed'),
    ...text.clauses.flatMap((clause) => clauseBlocks(clause, text.kind, under)),
    heading('What we did not agree'),
    ...leftOverBlocks(text),
    heading('What is private and what is not'),
    list([...confidential[text.kind]]),
    heading(under.signed ? 'Who signed' : 'Who signs'),
    list(text.signers.map((one) => signerLine(one, under.signed?.get(one.partyId)))),
    heading('How to check that nothing was changed'),
    words(
      'The fingerprint is made from every letter both sides signed. If one letter were changed, it would be another. Anybody can make it again from the exact text, which comes with this agreement.',
    ),
    words(`Fingerprint: ${inGroups(under.sha256)}`),
    words(historyLine(under.historyHead)),
  ];
}

/** The foot of every page of the files. */
export const agreementFoot = ({ reference }: AgreementText, { sha256, historyHead }: Under): string[] => [
  `${reference}. Fingerprint ${inGroups(sha256)}`,
  historyLine(historyHead),
];

function historyLine(historyHead: string): string {
  const [row, hash] = historyHead.split(':');
  return `History of the case when it was drawn up: row ${row}, ${inGroups(hash ?? '')}`;
}

function aboutIt({ kind, child, ledBy, provider, metOn }: AgreementText): string {
  const lead = kind === 'mediation' ? 'the mediator' : 'the council’s dispute resolution officer';
  const from = kind === 'mediation' && provider ? `, from ${provider}` : '';
  const met = metOn ? ` We met on ${inWords(metOn)}.` : '';
  return `This is about ${child}.${met} ${ledBy}, ${lead}${from}, wrote down what we agreed.`;
}

function clauseBlocks(clause: AgreedClause, kind: AgreementText['kind'], { t0, signed }: Under): PrintBlock[] {
  const { number, title, officer, body, planSection, newWording, howKnown } = clause;
  return [
    small(`${number}. ${title}`),
    pairs([
      ['What', clause.words],
      ['Who', [officer, body].filter(Boolean).join(', ')],
      ['By when', byWhen(clause, kind, t0, signed !== null)],
      ['How we will know', howKnown],
      [planSection ? `New words in Section ${planSection} of the plan` : 'New words', newWording],
    ]),
  ];
}

/** Each date with how it is counted and which law says so. Before all have signed, a date that is counted is only a try. */
function byWhen(clause: AgreedClause, kind: AgreementText['kind'], t0: CalendarDate, isSigned: boolean): string {
  return datesOf(clause, t0, kind)
    .map(({ what, on, counted, source }, _, all) => {
      const day = 'on' in on ? inWords(on.on) : 'a day we cannot count yet';
      const isTry = !isSigned && clause.legalClass !== 'other_date';
      const when = isTry ? `${day}, if everybody signs on ${inWords(t0)}` : day;
      return `${all.length > 1 ? `${what}: ` : ''}${when} (${counted}). ${source}.`;
    })
    .join('\n');
}

function leftOverBlocks({ leftOver, kind }: AgreementText): PrintBlock[] {
  if (leftOver.length === 0) return [words('Nothing is on this list.')];
  return [...leftOver.flatMap(leftOverOne), small('What happens next'), list([...whatNext[kind]])];
}

const leftOverOne = ({ title, family, council, wouldSettle, settleWho, settleBy }: LeftOver): PrintBlock[] => [
  small(title),
  pairs([
    ['The family says', family],
    ['The council says', council],
    ['What would settle it', wouldSettle],
    ['Who does that', [settleWho, settleBy && `by ${inWords(settleBy)}`].filter(Boolean).join(', ')],
  ]),
];

const whatNext: Record<AgreementText['kind'], readonly string[]> = {
  mediation: [
    'Signing takes no right away. The family can still appeal about what was not agreed.',
    'The mediation certificate comes within three working days of the end of mediation.',
    'The last day to appeal is two months after the letter was sent, or one month after the date on the certificate: the later of the two.',
  ],
  early_resolution: [
    'Signing takes no right away. The family can still ask for mediation, and can still appeal about what was not agreed.',
    'Early resolution does not stop the time to appeal, and gives no certificate.',
  ],
};

const confidential: Record<AgreementText['kind'], readonly string[]> = {
  mediation: [
    'What was said, offered and written on the way here stays private. Nobody can use it at a tribunal.',
    'This agreement is not private once everybody has signed. Either side may show it: to a school, to a tribunal, to the ombudsman.',
    'The list of what we did not agree is part of it. It says what is left, and nothing of what was offered.',
  ],
  early_resolution: [
    'What was said and offered on the way here stays in the meeting.',
    'This agreement is not private once everybody has signed. Either side may show it.',
    'Its dates are the ones both sides chose. The times that the law sets after mediation do not count here.',
  ],
};

function signerLine({ name, side, body }: AgreementText['signers'][number], signed: SignedLine | undefined): string {
  const who = `${sideInWords[side]}: ${[name, body].filter(Boolean).join(', ')}`;
  if (!signed) return who;
  return `${who}. Signed “${signed.name}” on ${inWords(dateOf(signed.at))} at ${timeInWords(signed.at)}.`;
}
