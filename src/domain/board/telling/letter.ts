import type { PrintBlock } from '#domain/evidence/print/blocks.ts';
import type { DecisionView } from '../desk/decision-view.server.ts';

/** One thing on the letter, in order: what a page and a PDF both set. */
export type LetterBlock = Exclude<PrintBlock, { kind: 'pairs' }>;

export interface LetterTo {
  council: string;
  /** Who it goes to, as they are called; null where nobody in particular is named. */
  name: string | null;
  reference: string;
}

const heading = (words: string): LetterBlock => ({ kind: 'heading', words });
const words = (text: string): LetterBlock => ({ kind: 'words', words: text });

/** The letter: the plain part first, the same as the page, then "The legal wording" (TELL9). */
export function letterOf(view: DecisionView, { council, name, reference }: LetterTo): LetterBlock[] {
  return [
    { kind: 'title', words: 'The Board’s decision' },
    words(`${council}. Our reference: ${reference}. Sent on ${view.sentOn}.`),
    words(name ? `Hello ${name},` : 'Hello,'),
    words(view.sentence),
    heading('What it means this week'),
    words(view.thisWeek),
    heading('Why'),
    { kind: 'list', items: view.reasons.map(reasonInWords) },
    ...(view.important.length > 0
      ? [
          heading('The pages you marked as important'),
          {
            kind: 'list' as const,
            items: view.important.map(({ cite, title, answer }) => `${cite}, ${title}: ${answer}`),
          },
        ]
      : []),
    heading('What happens next, and what you can do'),
    ...(view.next ? [words(view.next)] : []),
    ...view.steps.flatMap(({ title, by, words: items }): LetterBlock[] => [
      { kind: 'small-heading', words: by ? `${title}: by ${by}` : title },
      { kind: 'list', items: [...items] },
    ]),
    heading('Who decided'),
    words(`The Board decided this on ${view.decidedOn}. ${view.read}`),
    ...(view.check ? [words(view.check)] : []),
    { kind: 'list', items: view.present.map((one) => `${one.name}: ${one.seat}`) },
    heading('Talk to somebody'),
    words(`Ring ${view.talkTo.name} on ${view.talkTo.phone}.`),
    heading('The legal wording'),
    ...view.legal.map(words),
  ];
}

const reasonInWords = ({ words: text, judgement, pages }: DecisionView['reasons'][number]): string =>
  judgement
    ? `${text} (The Board’s judgement.)`
    : `${text} (Page${pages.length > 1 ? 's' : ''} ${pages.map(({ cite }) => cite).join(', ')}.)`;
