import { canonical, type Canonical } from '#domain/evidence/canonical.ts';
import type { DecisionRecord } from './deciding-schema.server.ts';
import type { Outcome } from '../outcomes.ts';
import type { Question } from '../question.ts';

/** Everything a decision says, as it is kept. */
export interface DecisionContent {
  question: Question;
  outcome: Outcome;
  sentence: string;
  thisWeek: string;
  nextStep: string;
  record: DecisionRecord;
}

/** The canonical text of a decision: the same content is the same text, and its SHA-256 can be made again by anybody (DEC10). */
export const decisionText = ({ question, outcome, sentence, thisWeek, nextStep, record }: DecisionContent): string =>
  canonical({
    version: 1,
    ...{ question, outcome, sentence, thisWeek, nextStep },
    record: record as unknown as Canonical,
  });
