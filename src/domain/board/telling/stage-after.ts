import type { Stage } from '#domain/cases/stage.ts';
import type { Outcome } from '../outcomes.ts';

/** Where a case stands once the family has been given this decision; null when it stays where it is. */
export const stageAfter = (outcome: Outcome): Stage | null =>
  outcome === 'assess' ? 'collect_advice' : outcome === 'issue' ? 'draft_plan' : null;
