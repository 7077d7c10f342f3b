import type { Outcome } from '../outcomes.ts';

/** What the Board is about to decide, while it talks. */
export interface DecisionDraft {
  outcome: Outcome | null;
  /** What was decided, in one plain sentence. */
  sentence: string;
  /** What it means for the child this week. */
  thisWeek: string;
  nextStep: string;
}

/** How a draft starts. */
export const noDraft: DecisionDraft = { outcome: null, sentence: '', thisWeek: '', nextStep: '' };
