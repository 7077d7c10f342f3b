import type { About } from './about.ts';
import { statutoryDate, type StatutoryDate } from './periods.ts';
import type { CaseDates } from './next-date.ts';
import { routeText, type StepText } from './route-text.ts';
import { stages, type Stage } from './stage.ts';

/** One step of the route, ready to be read out. */
export interface RouteStep extends StepText {
  stage: Stage;
  where: 'done' | 'here' | 'ahead';
  /** The date of this step and what it is, in words; `source` is null where no law sets it. */
  date: { on: string; label: string; source: string | null } | null;
}

const byLaw = (date: StatutoryDate | null, label: string): RouteStep['date'] => date && { ...date, label };

function dateOfStep(stage: Stage, { requestReceivedOn, boardOn, milestones }: CaseDates): RouteStep['date'] {
  switch (stage) {
    case 'request':
      return { on: requestReceivedOn, label: 'The council got the request on', source: null };
    case 'decide_to_assess':
      return byLaw(statutoryDate('decide_to_assess', requestReceivedOn), 'The council must tell you by');
    case 'pre_board_check':
      return boardOn ? { on: boardOn, label: 'Before the Board meets on', source: null } : null;
    case 'board':
      return byLaw(
        statutoryDate('decide_no_plan', requestReceivedOn),
        'If the answer is no, the council must tell you by',
      );
    case 'final_plan':
      // A date by which it had to be there would say that it is late.
      if (milestones?.plan_made) return { on: milestones.plan_made, label: 'The final plan was made on', source: null };
      return byLaw(statutoryDate('final_plan', requestReceivedOn), 'The final plan must be sent by');
    // Their periods run from days this case file does not hold: when each expert was asked, when the draft was sent.
    case 'collect_advice':
    case 'draft_plan':
      return null;
  }
}

/** The whole route from request to plan, with where the family is now and what a "no" leads to (CAS2). */
export function routeMap(file: CaseDates, whom: About): RouteStep[] {
  const here = stages.indexOf(file.stage);
  const text = routeText(whom);
  return stages.map((stage, index) => {
    const where = index < here ? 'done' : index === here ? 'here' : 'ahead';
    // What had to be done by when says nothing any more once it is done; when it was asked for is where it all counts from.
    const date = where === 'done' && stage !== 'request' ? null : dateOfStep(stage, file);
    return { stage, where, date, ...text[stage] };
  });
}
