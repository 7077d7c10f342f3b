import type { CheckState } from '../meeting/check-state.ts';
import type { DecisionDraft } from './deciding-draft.ts';
import { outcomes, type Outcome } from '../outcomes.ts';
import { whyNotPlain } from './plain-reason.ts';
import type { Question } from '../question.ts';
import type { Present } from './deciding-present.ts';
import { quorumFault, seatFault } from './deciding-present.ts';

/** What has to be so before a decision is saved. Everything here is read again in the transaction that saves it. */
export interface DecidingFacts {
  question: Question;
  draft: DecisionDraft;
  /** `cites` are faults of pages that moved since they were typed. */
  reasons: readonly { words: string; faults: readonly string[] }[];
  /** Pages the family marked important that nobody has answered, as they are called. */
  unanswered: readonly string[];
  hasPack: boolean;
  present: Present;
  /** What a serious gap or the agenda holds against deciding, in a sentence. */
  heldBecause: string | null;
}

export interface Fault {
  /** The id of the box to go to. */
  field: string;
  sentence: string;
}

const fault = (field: string, sentence: string): Fault => ({ field, sentence });

/** Everything that stands between this case and a decision, in the order of the page. Empty when it can be saved (DEC5). */
export function whyNotDecide(facts: DecidingFacts): Fault[] {
  const { question, draft, reasons, unanswered, hasPack, present, heldBecause } = facts;
  const seat = seatFault(present);
  const quorum = quorumFault(present);
  return [
    ...(quorum ? [fault('present', quorum)] : []),
    ...(seat ? [fault('seat', seat)] : []),
    ...(hasPack
      ? []
      : [fault('pack', 'There is no frozen pack. Ask the case officer to freeze what the Board will see.')]),
    ...(heldBecause ? [fault('check', heldBecause)] : []),
    ...unanswered.map((page) => fault('important', `Answer ${page}, which the family marked as important.`)),
    ...reasonFaults(reasons),
    ...draftFaults(question, draft),
  ];
}

function reasonFaults(reasons: DecidingFacts['reasons']): Fault[] {
  if (reasons.length === 0) return [fault('words', 'Write at least one reason in plain English.')];
  return reasons.flatMap(({ words, faults }, index) => {
    const notPlain = whyNotPlain(words);
    return [...(notPlain ? [notPlain] : []), ...faults].map((each) => fault('reasons', `Reason ${index + 1}: ${each}`));
  });
}

function draftFaults(question: Question, { outcome, sentence, thisWeek, nextStep }: DecisionDraft): Fault[] {
  const notPlain = whyNotPlain(sentence);
  return [
    ...(belongsTo(question, outcome) ? [] : [fault('outcome', 'Choose what the Board decides.')]),
    ...(sentence.trim() === ''
      ? [fault('sentence', 'Write what was decided, in one plain sentence.')]
      : notPlain
        ? [fault('sentence', `What was decided: ${notPlain}`)]
        : []),
    ...(thisWeek.trim() ? [] : [fault('thisWeek', 'Say what it means for the child this week.')]),
    ...(nextStep.trim() ? [] : [fault('nextStep', 'Say what happens next.')]),
  ];
}

export const belongsTo = (question: Question, outcome: Outcome | null): boolean =>
  outcome !== null && outcomes[outcome].question === question;

/** Whether what both sides confirmed is not what is there, so that deciding takes a reason (DEC14, J09). */
export const needsAllTheSame = (state: CheckState): boolean => state !== 'both' && state !== 'not_asked';
